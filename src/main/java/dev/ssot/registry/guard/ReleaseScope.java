package dev.ssot.registry.guard;

import dev.ssot.registry.FeatureSets;
import dev.ssot.registry.Row;
import dev.ssot.registry.Rows;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.CanonicalJson;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a release is about: its boundaries with their features and profiles, its claims, and what proves them. */
public final class ReleaseScope {

    private final Rows rows;
    private final Row release;
    private final List<String> boundaryIds;
    private final List<Row> boundaries;
    private final Set<String> featureIds;
    private final List<Row> claims;

    private ReleaseScope(Rows rows, Row release) {
        this.rows = rows;
        this.release = release;
        this.boundaryIds = boundaryIds(release);
        this.boundaries = rows.findAll(Section.BOUNDARIES, boundaryIds);
        this.featureIds = sortedIds();
        boundaries.forEach(boundary -> featureIds.addAll(FeatureSets.ofBoundary(rows, boundary)));
        this.claims = rows.findAll(Section.CLAIMS, release.texts("claim_ids"));
    }

    public static ReleaseScope of(Rows rows, Row release) {
        return new ReleaseScope(rows, release);
    }

    /** The boundaries of the release, each once; its primary one where it names no others. */
    private static List<String> boundaryIds(Row release) {
        List<String> ids = List.copyOf(new LinkedHashSet<>(release.texts("boundary_ids")));
        String primary = release.text("boundary_id");
        return !ids.isEmpty() || primary == null ? ids : List.of(primary);
    }

    public Row release() {
        return release;
    }

    public List<String> boundaryIds() {
        return boundaryIds;
    }

    /** Those of them that exist. */
    public List<Row> boundaries() {
        return boundaries;
    }

    List<String> missingBoundaries() {
        return boundaryIds.stream()
                .filter(id -> !rows.contains(Section.BOUNDARIES, id))
                .toList();
    }

    /** The features of all boundaries, sorted. */
    Collection<String> featureIds() {
        return featureIds;
    }

    public List<Row> features() {
        return rows.findAll(Section.FEATURES, featureIds);
    }

    /** The profiles that the boundaries name, boundary after boundary. */
    public List<Row> profiles() {
        return boundaries.stream()
                .flatMap(boundary -> rows.findAll(Section.PROFILES, boundary.texts("profile_ids")).stream())
                .toList();
    }

    public List<ProfileEvaluation.Result> evaluateProfiles() {
        ProfileEvaluation evaluation = new ProfileEvaluation(rows);
        return profiles().stream().map(evaluation::evaluate).toList();
    }

    /** The claims in the order of the release. */
    public List<Row> claims() {
        return claims;
    }

    /** The tests of the claims, sorted by id. */
    public List<Row> tests() {
        Set<String> ids = sortedIds();
        claims.forEach(claim -> ids.addAll(claim.texts("test_ids")));
        return rows.findAll(Section.TESTS, ids);
    }

    /** The evidence of the release and of its claims, sorted. */
    SortedSet<String> evidenceIds() {
        SortedSet<String> ids = sortedIds();
        ids.addAll(release.texts("evidence_ids"));
        claims.forEach(claim -> ids.addAll(claim.texts("evidence_ids")));
        return ids;
    }

    public List<Row> evidence() {
        return rows.findAll(Section.EVIDENCE, evidenceIds());
    }

    private static SortedSet<String> sortedIds() {
        return new TreeSet<>(CanonicalJson.CODE_POINT_ORDER);
    }
}
