package dev.ssot.campaign;

import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import dev.ssot.registry.guard.ArtifactPresence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a worker can work on a slice without touching the registry's wiring: the claim to prove has to be there.
 *
 * @param reason {@code worker_actionable}, {@code missing_target_tier_claim_wiring}, {@code missing_feature} or
 *     {@code invalid_lease_roots}
 */
public record Actionability(
        boolean passed,
        String reason,
        String featureId,
        Tier fromTier,
        Tier toTier,
        List<String> leaseRoots,
        List<String> failures,
        List<String> warnings,
        Map<String, Boolean> checks) {

    static final String INVALID_ROOTS = "invalid_lease_roots";

    private static final String ACTIONABLE = "worker_actionable";
    private static final String MISSING_WIRING = "missing_target_tier_claim_wiring";
    private static final String MISSING_FEATURE = "missing_feature";

    /** Whether rows are missing that a scaffold makes. */
    boolean isMissingWiring() {
        return reason.equals(MISSING_WIRING);
    }

    /** A slice whose roots no lease may cover. */
    static Actionability invalidRoots(Maturation.Candidate candidate, List<String> failures) {
        return new Actionability(
                false,
                INVALID_ROOTS,
                candidate.featureId(),
                candidate.fromTier(),
                candidate.toTier(),
                List.of(),
                failures,
                List.of(),
                Map.of("lease_roots_valid", false));
    }

    /** The claims of the feature that state the tier: what a worker would have to prove. */
    static List<Row> targetClaims(Registry registry, Row feature, Tier tier) {
        return registry.findAll(Section.CLAIMS, feature.texts("claim_ids")).stream()
                .filter(claim -> claim.tier() == tier)
                .toList();
    }

    static Actionability of(Registry registry, ArtifactPresence artifacts, Slice slice) {
        Row feature = registry.find(Section.FEATURES, slice.featureId()).orElse(null);
        if (feature == null) {
            Map<String, Boolean> checks = new LinkedHashMap<>();
            checks.put("feature_exists", false);
            checks.put("lease_roots_present", !slice.pathRoots().isEmpty());
            return result(
                    slice,
                    MISSING_FEATURE,
                    List.of("feature %s does not exist".formatted(slice.featureId())),
                    List.of(),
                    checks);
        }
        return new Findings(registry, artifacts, slice, feature).judge();
    }

    private static Actionability result(
            Slice slice, String reason, List<String> failures, List<String> warnings, Map<String, Boolean> checks) {
        return new Actionability(
                failures.isEmpty(),
                reason,
                slice.featureId(),
                slice.fromTier(),
                slice.toTier(),
                slice.pathRoots(),
                failures.stream().distinct().sorted().toList(),
                warnings,
                checks);
    }

    /** The checks over one slice, in the order in which they are shown. */
    private static final class Findings {

        private final Registry registry;
        private final ArtifactPresence artifacts;
        private final Slice slice;
        private final Row feature;
        private final String subject;
        private final List<String> failures = new ArrayList<>();
        private final List<String> warnings = new ArrayList<>();
        private final Map<String, Boolean> checks = new LinkedHashMap<>();

        Findings(Registry registry, ArtifactPresence artifacts, Slice slice, Row feature) {
            this.registry = registry;
            this.artifacts = artifacts;
            this.slice = slice;
            this.feature = feature;
            this.subject = "for feature " + slice.featureId();
        }

        Actionability judge() {
            List<String> roots = slice.pathRoots();
            checks.put("feature_exists", true);
            checks.put("lease_roots_present", !roots.isEmpty());
            if (roots.isEmpty()) {
                failures.add("feature %s has no writable lease roots".formatted(slice.featureId()));
            }
            List<Row> claims = targetClaims(registry, feature, slice.toTier());
            checks.put("target_claim_exists", !claims.isEmpty());
            if (claims.isEmpty()) {
                failures.add("no linked %s claim found %s".formatted(slice.toTier(), subject));
            }
            List<Row> tests = linked(Section.TESTS, claims, "test_ids");
            List<Row> evidence = linked(Section.EVIDENCE, claims, "evidence_ids");
            String linked = "linked %s ".formatted(slice.toTier());
            note(
                    "target_claim_has_tests",
                    !tests.isEmpty(),
                    !claims.isEmpty(),
                    linked + "claim %s has no linked tests".formatted(subject));
            note(
                    "target_claim_has_evidence",
                    !evidence.isEmpty(),
                    !claims.isEmpty(),
                    linked + "claim %s has no linked evidence".formatted(subject));
            evidencePaths(evidence, linked);
            testPaths(tests);
            if (failures.isEmpty() && roots.stream().allMatch(root -> root.startsWith(".ssot/evidence/"))) {
                warnings.add("slice has evidence-only lease roots; it is actionable only if linked tests are already"
                        + " passing");
            }
            return result(slice, failures.isEmpty() ? ACTIONABLE : MISSING_WIRING, failures, warnings, checks);
        }

        private void evidencePaths(List<Row> evidence, String linked) {
            List<String> paths = paths(evidence);
            note(
                    "evidence_paths_under_lease",
                    !paths.isEmpty() && underLease(paths),
                    !evidence.isEmpty(),
                    linked + "evidence paths %s are not under lease roots".formatted(subject));
            List<String> missing =
                    paths.stream().filter(path -> !artifacts.exists(path)).toList();
            note(
                    "missing_evidence_paths_are_writable",
                    underLease(missing),
                    true,
                    "missing evidence artifacts %s are outside lease roots".formatted(subject));
        }

        private void testPaths(List<Row> tests) {
            List<Row> failing = tests.stream()
                    .filter(test -> !test.hasText("status", "passing"))
                    .toList();
            note(
                    "nonpassing_tests_are_writable",
                    underLease(paths(failing)),
                    true,
                    "non-passing linked tests %s are outside lease roots".formatted(subject));
        }

        private void note(String check, boolean holds, boolean relevant, String warning) {
            checks.put(check, holds);
            if (!holds && relevant) {
                warnings.add(warning);
            }
        }

        private List<Row> linked(Section section, List<Row> claims, String field) {
            return claims.stream()
                    .flatMap(claim -> registry.findAll(section, claim.texts(field)).stream())
                    .toList();
        }

        private boolean underLease(List<String> paths) {
            return paths.stream()
                    .allMatch(path -> RepoPath.normalize(path)
                            .filter(normal -> RepoPath.isUnderAny(normal, slice.pathRoots()))
                            .isPresent());
        }

        private static List<String> paths(List<Row> rows) {
            List<String> paths = new ArrayList<>();
            for (Row row : rows) {
                String path = row.text("path");
                if (path != null) {
                    paths.add(path);
                }
            }
            return paths;
        }
    }
}
