package dev.ssot.registry.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.guard.CertificationReport;
import dev.ssot.registry.guard.ReleaseScope;
import dev.ssot.registry.guard.ReleaseStep;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.RegistryMutation;
import dev.ssot.registry.validation.ValidationReport;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Certifies a release and its claims, and states that on their evidence, when everything that the release needs is
 * there.
 *
 * @param releaseId null for the active one
 * @param writesReport whether what the guard found is kept as a file
 */
public record CertifyRelease(@Nullable String releaseId, boolean writesReport, Occasion occasion)
        implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        ReleaseAdvance advance = ReleaseAdvance.judge(ReleaseStep.CERTIFICATION, registry, releaseId, occasion);
        return advance.refusal().orElseGet(() -> certified(advance));
    }

    /** The report of a certification that the guard refuses; nothing else changes with it. */
    public Optional<FileChange.Put> reportOfRefusal(Registry registry) {
        ReleaseAdvance advance = ReleaseAdvance.judge(ReleaseStep.CERTIFICATION, registry, releaseId, occasion);
        CertificationReport guard = advance.guard();
        return !writesReport || guard == null || guard.passed()
                ? Optional.empty()
                : Optional.of(report(guard, advance.preflight()));
    }

    private Result certified(ReleaseAdvance advance) {
        CertificationReport guard = Objects.requireNonNull(advance.guard());
        Draft draft = advance.draft();
        ReleaseScope scope = advance.scope(advance.registry());
        scope.evidence().forEach(evidence -> stateCertification(draft, evidence, scope));
        ObjectNode answer = Json.object().put("release_id", advance.releaseId());
        answer.put("report_path", writesReport ? occasion.absolute(reportPath()) : null);
        answer.set("certification", Json.tree(guard));
        return advance.changed(
                draft.finish(), answer, writesReport ? List.of(report(guard, advance.preflight())) : List.of());
    }

    private static void stateCertification(Draft draft, Row evidence, ReleaseScope scope) {
        List<String> boundaryIds = scope.boundaryIds();
        ObjectNode row = draft.edit(Section.EVIDENCE, evidence.id());
        ObjectNode context =
                row.get("release_context") instanceof ObjectNode standing ? standing : row.putObject("release_context");
        context.put("release_id", scope.release().id())
                .put("boundary_id", boundaryIds.isEmpty() ? null : boundaryIds.getFirst())
                .put("verification_report_result", "certified")
                .put("blocking_issue_result", "clear")
                .put("blocking_risk_result", "clear")
                .set("boundary_ids", Json.MAPPER.valueToTree(boundaryIds));
    }

    private FileChange.Put report(CertificationReport certification, ValidationReport preflight) {
        ObjectNode guard = Json.tree(certification);
        ObjectNode report = Json.object()
                .put("passed", guard.path("passed").asBoolean())
                .put("registry_path", occasion.absolute(Registry.PATH));
        report.set("release", guard);
        JsonNode boundary = guard.path("boundary");
        ObjectNode scope = report.putObject("boundary_scope");
        scope.put("boundary_id", Row.text(boundary, "id"));
        scope.set("profile_ids", Json.MAPPER.valueToTree(Row.texts(boundary, "profile_ids")));
        // Stays empty in the format that others read; release.boundary.resolved_feature_ids has the features.
        scope.putArray("feature_ids");
        report.set("summary", preflight.summary());
        return ReleaseFiles.put(reportPath(), report);
    }

    private static String reportPath() {
        return ReleaseFiles.report(ReleaseStep.CERTIFICATION.noun());
    }
}
