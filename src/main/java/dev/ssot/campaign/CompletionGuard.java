package dev.ssot.campaign;

import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Rows;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import dev.ssot.registry.guard.GateReport;
import dev.ssot.registry.guard.TierGate;
import dev.ssot.registry.sync.SliceProof;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether a slice is done. At level {@code reported} the worker's word counts for changed paths and test runs;
 * above it, what was seen and what was run. The gate, the evidence and the rows are looked at by every level.
 */
public final class CompletionGuard {

    private final Registry registry;
    private final Worktree worktree;
    private final RepositoryFiles files;
    private final Submission work;
    private final Lease lease;
    private final GateFindings findings = new GateFindings();

    private CompletionGuard(Registry registry, Worktree worktree, RepositoryFiles files, Submission work) {
        this.registry = registry;
        this.worktree = worktree;
        this.files = files;
        this.work = work;
        this.lease = work.lease();
    }

    public static Completion judge(Registry registry, Worktree worktree, RepositoryFiles files, Submission work) {
        return new CompletionGuard(registry, worktree, files, work).judge();
    }

    private Completion judge() {
        SliceProof proof =
                SliceProof.of(registry, files, work.proofLevel(), work.receipts(), lease.featureId(), lease.toTier());
        List<Row> placeholders = proof.placeholders();
        PathChecks paths = new PathChecks(worktree, lease, work.report().changedPaths(), findings);
        paths.report();
        Completion.Difference seen = paths.seen(work.observation(), paths(placeholders));
        new TestChecks(worktree, work, findings).check(proof.tests(), paths(proof.evidence()));
        List<Completion.EvidenceHash> evidence =
                new ArrayList<>(new EvidenceChecks(worktree, files, work, findings).check(proof.evidence()));
        work.runs().executed().stream()
                .map(run -> new Completion.EvidenceHash(run.testId(), run.record(), run.recordSha256()))
                .forEach(evidence::add);
        placeholders(placeholders);
        List<String> changedTests = changedTests(proof.tests());
        GateReport gate = gate(proof);
        notes();
        return new Completion(
                findings.outcome() == Completion.Outcome.VERIFIED,
                findings.outcome().text(),
                work.terms().level().text(),
                findings.failures(),
                findings.refusals(),
                findings.warnings(),
                findings.checks(),
                gate,
                evidence,
                work.runs().executed(),
                changedTests,
                seen);
    }

    private void placeholders(List<Row> placeholders) {
        findings.check(
                "no_placeholders",
                placeholders.stream()
                        .map(row -> "%s is still the scaffold that nobody has written: %s"
                                .formatted(row.id(), row.text("path")))
                        .toList(),
                "Write the test and the evidence, then call complete_slice again.");
    }

    /** A test may have to change with what it tests; whoever reads the report has to know. */
    private List<String> changedTests(List<Row> tests) {
        List<String> changed = tests.stream()
                .filter(test -> isChanged(test.text("path")))
                .map(Row::id)
                .toList();
        changed.forEach(id -> findings.warn(id + ": its own file changed in the slice that it proves"));
        return changed;
    }

    private boolean isChanged(@Nullable String path) {
        if (path == null) {
            return false;
        }
        return work.observation() instanceof Observation.Seen seen
                ? seen.changed().contains(RepoPath.normalize(path).orElse(""))
                : work.report().changedPaths().contains(path);
    }

    private @Nullable GateReport gate(SliceProof proof) {
        List<Row> claims = SliceProof.targetClaims(proof.rows(), lease.featureId(), lease.toTier());
        if (claims.isEmpty()) {
            findings.check(
                    "tier_gate_passed",
                    false,
                    "no linked %s claim found for feature %s".formatted(lease.toTier(), lease.featureId()),
                    "Call scaffold_target_claim_wiring for the feature and the tier.");
            return null;
        }
        TierGate tierGate = new TierGate(proof.rows(), worktree);
        List<GateReport> reports = claims.stream()
                .map(claim -> withResolvedSources(claim, tierGate.evaluate(claim, lease.toTier()), proof.rows()))
                .toList();
        GateReport gate =
                reports.stream().filter(GateReport::passed).findFirst().orElse(reports.getFirst());
        List<String> failures = gate.passed() || !gate.failures().isEmpty()
                ? gate.failures()
                : List.of("Claim %s does not pass the %s gate".formatted(gate.claimId(), lease.toTier()));
        gateFailures(failures, proof.unproved());
        return gate;
    }

    /** What fails only because a command waits for its approval is no reason of its own. */
    private void gateFailures(List<String> failures, List<String> unproved) {
        String next = work.terms().level().needsProof()
                ? "Have the linked tests run and their evidence state the result, then call complete_slice again."
                : "Bring the rows to that state with registry_entity_upsert, then call complete_slice again.";
        List<String> reasons =
                Stream.concat(failures.stream(), unproved.stream()).toList();
        if (work.runs().waitForApproval()
                && !unproved.isEmpty()
                && unproved.stream().allMatch(SliceProof::isForWantOfRun)) {
            findings.follows("tier_gate_passed", reasons, next);
        } else {
            findings.check("tier_gate_passed", reasons, next);
        }
    }

    /**
     * The gate takes any text for a source of T2 evidence. Where a lease is completed, the source has to be another
     * evidence row of T1 or above on a claim of the same feature.
     */
    private GateReport withResolvedSources(Row claim, GateReport gate, Rows rows) {
        if (!gate.passed() || !lease.toTier().atLeast(Tier.T2) || hasResolvedSource(claim, rows)) {
            return gate;
        }
        Map<String, Boolean> changed = new LinkedHashMap<>(gate.checks());
        changed.put("t2_distinct_from_t1_evidence", false);
        String failure = "Claim %s T2 gate requires source T1 evidence links to other evidence rows of %s"
                .formatted(claim.id(), lease.featureId());
        return new GateReport(
                gate.claimId(), false, gate.requestedTier(), Tier.T1, List.of(failure), gate.warnings(), changed);
    }

    private boolean hasResolvedSource(Row claim, Rows rows) {
        List<Row> ofFeature = rows.find(Section.FEATURES, lease.featureId()).stream()
                .flatMap(feature -> rows.findAll(Section.CLAIMS, feature.texts("claim_ids")).stream())
                .flatMap(other -> rows.findAll(Section.EVIDENCE, other.texts("evidence_ids")).stream())
                .filter(row -> row.tier() instanceof Tier tier && tier.atLeast(Tier.T1))
                .toList();
        return rows.findAll(Section.EVIDENCE, claim.texts("evidence_ids")).stream()
                .anyMatch(row -> ofFeature.stream()
                        .anyMatch(source -> !source.id().equals(row.id())
                                && row.texts("source_evidence_ids").contains(source.id())));
    }

    private void notes() {
        work.runs().executed().stream()
                .filter(run -> !run.changedSinceApproval().isEmpty())
                .forEach(run -> findings.warn("%s: files that its command names changed since it was approved: %s"
                        .formatted(run.testId(), String.join(", ", run.changedSinceApproval()))));
        work.terms().notes().forEach(findings::warn);
        GateTerms.Override override = work.terms().override();
        if (override != null) {
            findings.warn(
                    "%s took the worker's word for this lease: %s".formatted(override.operator(), override.reason()));
        }
        if (!registry.contentHash().equals(lease.registryHashAtClaim())) {
            findings.warn("the registry changed since the claim");
        }
        if (!Objects.equals(work.gitHead(), lease.gitHeadAtClaim())) {
            findings.warn("the head commit moved since the claim: %s to %s"
                    .formatted(lease.gitHeadAtClaim(), work.gitHead()));
        }
    }

    private static List<String> paths(List<Row> rows) {
        List<String> paths = new ArrayList<>();
        for (Row row : rows) {
            RepoPath.normalize(Objects.requireNonNullElse(row.text("path"), "")).ifPresent(paths::add);
        }
        return paths;
    }
}
