package dev.ssot.campaign;

import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.Tier;
import dev.ssot.registry.guard.GateReport;
import dev.ssot.registry.guard.TierGate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Judges whether a slice is done, at verification level {@code reported}: the worker's word counts for changed paths
 * and test runs; the gate, the evidence and the rows are looked at.
 */
public final class CompletionGuard {

    private final Registry registry;
    private final Worktree worktree;
    private final Lease lease;
    private final List<String> failures = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Boolean> checks = new LinkedHashMap<>();

    private CompletionGuard(Registry registry, Worktree worktree, Lease lease) {
        this.registry = registry;
        this.worktree = worktree;
        this.lease = lease;
    }

    /** @param gitHead the head commit now; a head or a registry that moved since the claim is a warning */
    public static Completion judge(
            Registry registry, Worktree worktree, Lease lease, CompletionReport report, @Nullable String gitHead) {
        return new CompletionGuard(registry, worktree, lease).judge(report, gitHead);
    }

    private Completion judge(CompletionReport report, @Nullable String gitHead) {
        List<Row> claims = registry.find(Section.FEATURES, lease.featureId())
                .map(feature -> Actionability.targetClaims(registry, feature, lease.toTier()))
                .orElse(List.of());
        changedPaths(report.changedPaths());
        List<Integer> exits = report.testExitCodes();
        check(
                "tests_passed",
                !exits.isEmpty() && exits.stream().allMatch(code -> code == 0),
                "completion requires passing tests_run entries");
        evidencePaths(report.evidencePaths(), claims);
        GateReport gate = gate(claims);
        drift(gitHead);
        List<String> sorted = List.copyOf(new TreeSet<>(failures));
        return new Completion(sorted.isEmpty(), sorted, warnings, checks, gate);
    }

    private void changedPaths(List<String> paths) {
        List<Optional<String>> resolved = paths.stream().map(worktree::resolve).toList();
        check("changed_paths_reported", !paths.isEmpty(), "completion requires changed_paths");
        check(
                "changed_paths_under_lease",
                !paths.isEmpty() && resolved.stream().allMatch(this::isUnderLease),
                "completion changed_paths must be under active lease roots");
        boolean forbidden = resolved.stream()
                .anyMatch(path -> path.filter(RepoPath::isForbidden).isPresent());
        check("no_forbidden_paths_changed", !forbidden, "completion changed_paths must not include forbidden paths");
    }

    private void evidencePaths(List<String> paths, List<Row> claims) {
        List<String> linked = linkedEvidence(claims).stream()
                .map(row -> row.text("path"))
                .filter(Objects::nonNull)
                .map(path -> worktree.resolve(Objects.requireNonNull(path)).orElse(""))
                .toList();
        check("evidence_paths_reported", !paths.isEmpty(), "completion requires evidence_paths");
        check(
                "evidence_paths_exist",
                !paths.isEmpty() && paths.stream().allMatch(worktree::exists),
                "completion evidence_paths must exist");
        check(
                "evidence_paths_linked",
                paths.stream()
                        .allMatch(path ->
                                worktree.resolve(path).filter(linked::contains).isPresent()),
                "completion evidence_paths must be paths of evidence rows linked to the %s claim of %s"
                        .formatted(lease.toTier(), lease.featureId()));
        check(
                "new_evidence_under_lease",
                paths.stream()
                        .filter(this::isNewSinceClaim)
                        .map(worktree::resolve)
                        .allMatch(this::isUnderLease),
                "completion evidence_paths written since the claim must be under active lease roots");
    }

    private @Nullable GateReport gate(List<Row> claims) {
        if (claims.isEmpty()) {
            check(
                    "tier_gate_passed",
                    false,
                    "no linked %s claim found for feature %s".formatted(lease.toTier(), lease.featureId()));
            return null;
        }
        TierGate tierGate = new TierGate(registry, worktree);
        List<GateReport> reports = claims.stream()
                .map(claim -> withResolvedSources(claim, tierGate.evaluate(claim, lease.toTier())))
                .toList();
        GateReport gate =
                reports.stream().filter(GateReport::passed).findFirst().orElse(reports.getFirst());
        checks.put("tier_gate_passed", gate.passed());
        failures.addAll(gate.failures());
        return gate;
    }

    /**
     * The gate takes any text for a source of T2 evidence. Where a lease is completed, the source has to be another
     * evidence row of T1 or above on a claim of the same feature.
     */
    private GateReport withResolvedSources(Row claim, GateReport gate) {
        if (!gate.passed() || !lease.toTier().atLeast(Tier.T2) || hasResolvedSource(claim)) {
            return gate;
        }
        Map<String, Boolean> changed = new LinkedHashMap<>(gate.checks());
        changed.put("t2_distinct_from_t1_evidence", false);
        String failure = "Claim %s T2 gate requires source T1 evidence links to other evidence rows of %s"
                .formatted(claim.id(), lease.featureId());
        return new GateReport(
                gate.claimId(), false, gate.requestedTier(), Tier.T1, List.of(failure), gate.warnings(), changed);
    }

    private boolean hasResolvedSource(Row claim) {
        List<Row> ofFeature = registry.find(Section.FEATURES, lease.featureId()).stream()
                .flatMap(feature -> registry.findAll(Section.CLAIMS, feature.texts("claim_ids")).stream())
                .flatMap(other -> registry.findAll(Section.EVIDENCE, other.texts("evidence_ids")).stream())
                .filter(row -> row.tier() instanceof Tier tier && tier.atLeast(Tier.T1))
                .toList();
        return registry.findAll(Section.EVIDENCE, claim.texts("evidence_ids")).stream()
                .anyMatch(row -> ofFeature.stream()
                        .anyMatch(source -> !source.id().equals(row.id())
                                && row.texts("source_evidence_ids").contains(source.id())));
    }

    private void drift(@Nullable String gitHead) {
        warnings.add("verification level is reported: changed_paths and tests_run are the worker's word");
        if (!registry.contentHash().equals(lease.registryHashAtClaim())) {
            warnings.add("the registry changed since the claim");
        }
        if (!Objects.equals(gitHead, lease.gitHeadAtClaim())) {
            warnings.add("the head commit moved since the claim: %s to %s".formatted(lease.gitHeadAtClaim(), gitHead));
        }
    }

    private List<Row> linkedEvidence(List<Row> claims) {
        return claims.stream()
                .flatMap(claim -> registry.findAll(Section.EVIDENCE, claim.texts("evidence_ids")).stream())
                .toList();
    }

    private boolean isUnderLease(Optional<String> path) {
        return path.filter(resolved -> RepoPath.isUnderAny(resolved, lease.pathRoots()))
                .isPresent();
    }

    private boolean isNewSinceClaim(String path) {
        return worktree.modifiedAt(path)
                .filter(written -> written.isAfter(lease.createdAt()))
                .isPresent();
    }

    private void check(String name, boolean holds, String failure) {
        checks.put(name, holds);
        if (!holds) {
            failures.add(failure);
        }
    }
}
