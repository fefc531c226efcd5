package dev.ssot.registry.guard;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ssot.registry.Row;
import dev.ssot.registry.json.CanonicalJson;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the guard of a release found. A release or a boundary that is missing leaves no scope to look at: then only the
 * failures say something.
 *
 * @param failures sorted
 */
public record CertificationReport(
        String releaseId,
        boolean passed,
        List<String> failures,
        List<String> warnings,
        List<ClaimReport> claims,
        List<EvidenceReport> evidence,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ProfileEvaluation.Result> profiles,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Scope boundary,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Summary summary) {

    /** The boundaries of the release and what they stand for. */
    public record Scope(
            @Nullable String id, List<String> ids, List<String> profileIds, List<String> resolvedFeatureIds) {}

    /** How much was looked at. */
    public record Summary(
            @Nullable String boundaryId,
            List<String> boundaryIds,
            int boundaryFeatureCount,
            int boundaryProfileCount,
            int releaseClaimCount,
            int releaseEvidenceCount) {}

    static CertificationReport of(
            ReleaseScope scope,
            List<String> failures,
            List<ClaimReport> claims,
            List<EvidenceReport> evidence,
            @Nullable List<ProfileEvaluation.Result> profiles) {
        List<String> boundaryIds = scope.boundaryIds();
        String first = boundaryIds.isEmpty() ? null : boundaryIds.getFirst();
        List<String> features = List.copyOf(scope.featureIds());
        Set<String> profileIds = new TreeSet<>(CanonicalJson.CODE_POINT_ORDER);
        for (Row boundary : scope.boundaries()) {
            profileIds.addAll(boundary.texts("profile_ids"));
        }
        return new CertificationReport(
                scope.release().id(),
                failures.isEmpty(),
                failures,
                List.of(),
                claims,
                evidence,
                profiles,
                new Scope(first, boundaryIds, List.copyOf(profileIds), features),
                new Summary(first, boundaryIds, features.size(), profileIds.size(), claims.size(), evidence.size()));
    }

    static CertificationReport withoutScope(String releaseId, List<String> failures) {
        return new CertificationReport(releaseId, false, failures, List.of(), List.of(), List.of(), null, null, null);
    }
}
