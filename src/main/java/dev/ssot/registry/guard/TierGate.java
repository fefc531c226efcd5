package dev.ssot.registry.guard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.Row;
import dev.ssot.registry.Rows;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import dev.ssot.registry.json.PythonValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The cumulative gate T0 to T4 over the claims of one snapshot. Each gate needs the one below it. What is costly and
 * shared by many claims (the certification of a release) is worked out once; an instance is for one thread.
 */
public final class TierGate {

    private static final Set<String> ROBUSTNESS_DIMENSIONS = Set.of(
            "negative_cases",
            "edge_cases",
            "property_based",
            "fuzz",
            "mutation",
            "concurrency",
            "state_transitions",
            "compatibility_matrix",
            "cross_surface",
            "regression_corpus",
            "security_abuse_cases",
            "performance_envelope",
            "failure_recovery",
            "idempotency");
    private static final Set<String> EXTERNAL_MODES = Set.of(
            "external-authored-internal-run",
            "external-run",
            "independent-review",
            "third-party-certification",
            "external-attestation");
    private static final Set<String> INTERNAL_AUTHORSHIP =
            Set.of("internal", "self", "self-authored", "project-controlled", "project_owned");
    private static final Set<String> ACCEPTED_RESULTS = Set.of("passed", "accepted", "attested", "certified");
    private static final Set<String> ACCEPTED_REPORTS = Set.of("passed", "accepted", "certified");
    private static final Set<String> NOTHING_BLOCKS = Set.of("none", "passed", "clear");

    private final Rows registry;
    private final ArtifactPresence artifacts;
    private final EvidenceProofs proofs;
    private final boolean t4NeedsT3;
    private final Map<String, Boolean> certifiedReleases = new HashMap<>();

    public TierGate(Rows registry, ArtifactPresence artifacts) {
        this(registry, artifacts, EvidenceProofs.NONE);
    }

    /** @param proofs by which evidence that passed a gate before is told from what it became since */
    public TierGate(Rows registry, ArtifactPresence artifacts, EvidenceProofs proofs) {
        this.registry = registry;
        this.artifacts = artifacts;
        this.proofs = proofs;
        this.t4NeedsT3 = registry.guardPolicy("claim_tier_gates")
                .path("t4")
                .path("require_t3")
                .asBoolean(true);
    }

    /** The gate for the claim's own tier; a claim without a known tier counts as T0. */
    public GateReport evaluate(Row claim) {
        Tier tier = claim.tier();
        return evaluate(claim, tier == null ? Tier.T0 : tier);
    }

    public GateReport evaluate(Row claim, Tier requested) {
        Checks checks = new Checks();
        checks.note("t0_gate", true);
        Tier approved = Tier.T0;
        boolean open = true;
        boolean reached = true;
        for (Tier tier = Tier.T1; requested.atLeast(tier); tier = Tier.values()[tier.ordinal() + 1]) {
            boolean skipped = tier == Tier.T3 && requested == Tier.T4 && !t4NeedsT3;
            open = skipped || gate(tier, claim, checks) && open;
            checks.note(tier.name().toLowerCase(Locale.ROOT) + "_gate", open);
            reached &= open;
            if (reached) {
                approved = tier;
            }
            if (tier == Tier.T4) {
                break;
            }
        }
        return new GateReport(
                claim.id(),
                approved.atLeast(requested),
                requested,
                approved,
                checks.sortedFailures(),
                List.of(),
                checks.results());
    }

    private boolean gate(Tier tier, Row claim, Checks checks) {
        return switch (tier) {
            case T0 -> true;
            case T1 -> t1(claim, checks);
            case T2 -> t2(claim, checks);
            case T3 -> t3(claim, checks);
            case T4 -> t4(claim, checks);
        };
    }

    private boolean t1(Row claim, Checks checks) {
        List<Row> evidence = passedEvidence(claim, Tier.T1);
        String gate = "Claim %s T1 gate requires ".formatted(claim.id());
        boolean tests = checks.check("t1_linked_tests_passing", testsPass(claim), gate + "linked tests to be passing");
        boolean passed = checks.check(
                "t1_passed_project_evidence", !evidence.isEmpty(), gate + "passed linked evidence at or above T1");
        boolean exist = !evidence.isEmpty() && evidence.stream().allMatch(this::artifactExists);
        return checks.check("t1_evidence_artifacts_exist", exist, gate + "evidence artifact paths to exist")
                && tests
                && passed
                && isAsProved(evidence, checks);
    }

    /** Told only where it fails: the reference knows no such check. */
    private boolean isAsProved(List<Row> evidence, Checks checks) {
        List<String> stale =
                evidence.stream().flatMap(row -> proofs.stale(row).stream()).toList();
        stale.forEach(sentence -> checks.check("t1_evidence_as_proved", false, sentence));
        return stale.isEmpty();
    }

    private boolean t2(Row claim, Checks checks) {
        List<Row> evidence = passedEvidence(claim, Tier.T2);
        List<Row> robust = evidence.stream()
                .filter(row -> row.texts("robustness_dimensions").stream().anyMatch(ROBUSTNESS_DIMENSIONS::contains))
                .toList();
        boolean distinct = robust.stream()
                .anyMatch(row -> !row.texts("source_evidence_ids").isEmpty());
        String gate = "Claim %s T2 gate requires ".formatted(claim.id());
        boolean passed = checks.check(
                "t2_passed_robustness_evidence", !evidence.isEmpty(), gate + "passed linked evidence at or above T2");
        boolean declared = checks.check(
                "t2_declared_robustness_dimensions", !robust.isEmpty(), gate + "declared robustness dimensions");
        return checks.check("t2_distinct_from_t1_evidence", distinct, gate + "source T1 evidence links")
                && passed
                && declared;
    }

    private boolean t3(Row claim, Checks checks) {
        List<JsonNode> contexts = passedEvidence(claim, Tier.T3).stream()
                .map(row -> row.object("release_context"))
                .toList();
        List<String> releases = new ArrayList<>();
        for (JsonNode context : contexts) {
            String release = Row.text(context, "release_id");
            if (release != null) {
                releases.add(release);
            }
        }
        boolean boundaries = contexts.stream()
                .anyMatch(context ->
                        !Row.texts(context, "boundary_ids").isEmpty() || Row.text(context, "boundary_id") != null);
        boolean certified = contexts.stream().anyMatch(TierGate::reportPasses)
                || releases.stream().anyMatch(this::certificationPasses);
        String gate = "Claim %s T3 gate requires ".formatted(claim.id());
        boolean passed = checks.check(
                "t3_passed_release_evidence", !contexts.isEmpty(), gate + "passed linked evidence at or above T3");
        boolean release = checks.check("t3_release_context", !releases.isEmpty(), gate + "release context");
        boolean boundary = checks.check("t3_boundary_context", boundaries, gate + "boundary context");
        return checks.check("t3_release_certification_guard", certified, gate + "a passing release certification guard")
                && passed
                && release
                && boundary;
    }

    private boolean t4(Row claim, Checks checks) {
        List<Row> evidence = passedEvidence(claim, Tier.T4);
        String gate = "Claim %s T4 gate requires ".formatted(claim.id());
        boolean open = checks.check(
                "t4_passed_external_evidence", !evidence.isEmpty(), gate + "passed linked evidence at or above T4");
        open &= checks.check(
                "t4_external_source_identity",
                evidence.stream().anyMatch(TierGate::sourceIsIdentified),
                gate + "external source identity and version/artifact/report");
        open &= checks.check(
                "t4_external_validation_authority",
                evidence.stream().anyMatch(TierGate::authorIsExternal),
                gate + "external validation authority");
        open &= checks.check(
                "t4_validation_mode",
                evidence.stream().anyMatch(TierGate::modeIsAccepted),
                gate + "an accepted external validation mode");
        open &= checks.check(
                "t4_validation_scope", evidence.stream().anyMatch(TierGate::scopeIsPresent), gate + "validation scope");
        boolean validated = evidence.stream()
                .anyMatch(row -> sourceIsIdentified(row)
                        && authorIsExternal(row)
                        && modeIsAccepted(row)
                        && scopeIsPresent(row)
                        && contains(ACCEPTED_RESULTS, row.text("result")));
        return checks.check("t4_validation_result", validated, gate + "an accepted external validation result") && open;
    }

    private List<Row> passedEvidence(Row claim, Tier minimum) {
        return registry.findAll(Section.EVIDENCE, claim.texts("evidence_ids")).stream()
                .filter(row -> row.hasText("status", "passed"))
                .filter(row -> row.tier() instanceof Tier tier && tier.atLeast(minimum))
                .toList();
    }

    private boolean testsPass(Row claim) {
        List<String> ids = claim.texts("test_ids");
        return !ids.isEmpty()
                && ids.stream()
                        .allMatch(id -> registry.find(Section.TESTS, id)
                                .filter(test -> test.hasText("status", "passing"))
                                .isPresent());
    }

    private boolean artifactExists(Row evidence) {
        String path = evidence.text("path");
        return path != null && artifacts.exists(path);
    }

    private boolean certificationPasses(String releaseId) {
        return certifiedReleases.computeIfAbsent(
                releaseId,
                id -> registry.find(Section.RELEASES, id).isPresent()
                        && new ReleaseGuard(registry, ReleaseStep.CERTIFICATION)
                                .failures(id)
                                .isEmpty());
    }

    private static boolean reportPasses(JsonNode context) {
        return contains(ACCEPTED_REPORTS, Row.text(context, "verification_report_result"))
                && nothingBlocks(context, "blocking_issue_result")
                && nothingBlocks(context, "blocking_risk_result");
    }

    private static boolean nothingBlocks(JsonNode context, String field) {
        return context.path(field).isMissingNode()
                || context.path(field).isNull()
                || contains(NOTHING_BLOCKS, Row.text(context, field));
    }

    private static boolean sourceIsIdentified(Row evidence) {
        JsonNode source = evidence.object("external_source");
        return PythonValue.isTruthy(source.path("name"))
                && List.of("version", "artifact_id", "report_id", "commit").stream()
                        .anyMatch(field -> PythonValue.isTruthy(source.path(field)));
    }

    private static boolean authorIsExternal(Row evidence) {
        String authorship = Row.text(evidence.object("external_source"), "authorship_control");
        String normalized = authorship == null ? "" : authorship.strip().toLowerCase(Locale.ROOT);
        return !normalized.isEmpty() && !INTERNAL_AUTHORSHIP.contains(normalized);
    }

    private static boolean modeIsAccepted(Row evidence) {
        return contains(EXTERNAL_MODES, evidence.text("validation_mode"));
    }

    private static boolean scopeIsPresent(Row evidence) {
        return PythonValue.isTruthy(evidence.json().path("validation_scope"));
    }

    private static boolean contains(Set<String> accepted, @Nullable String value) {
        return value != null && accepted.contains(value);
    }
}
