package dev.ssot.campaign;

import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.guard.ArtifactPresence;
import dev.ssot.registry.guard.TierGate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at candidates one by one and says what stands between each and a lease. */
final class SliceScreening {

    private final Maturation maturation;
    private final Worktree worktree;
    private final OpenRoots open;

    /** Two checks ask for the same artifacts; within one decision the answer is the same. */
    private final ArtifactPresence artifacts;

    SliceScreening(Maturation maturation, Worktree worktree, List<Lease> openLeases) {
        this.maturation = maturation;
        this.worktree = worktree;
        this.open = new OpenRoots(openLeases, worktree.ignoresCase());
        Map<String, Boolean> seen = new HashMap<>();
        this.artifacts = path -> seen.computeIfAbsent(path, worktree::exists);
    }

    sealed interface Screened {}

    /** Nobody holds its roots and a worker can do it. */
    record Free(Slice slice) implements Screened {}

    record Taken(Lease holder) implements Screened {}

    record NotActionable(Actionability finding) implements Screened {}

    /** The tier worked out earlier is not what the artifacts say now. */
    record Outdated() implements Screened {}

    Screened screen(Maturation.Candidate candidate) {
        return switch (candidate.roots()) {
            case LeaseRoots.Invalid(List<String> failures, int count) -> invalid(candidate, failures);
            case LeaseRoots.Stated(List<String> roots) -> screen(candidate, roots);
        };
    }

    private Screened screen(Maturation.Candidate candidate, List<String> stated) {
        // By their text first: that costs no system call, and most candidates that are taken are found so.
        Optional<Lease> holder = open.holderOf(stated);
        if (holder.isPresent()) {
            return new Taken(holder.get());
        }
        List<String> resolved = new ArrayList<>();
        for (String root : stated) {
            Optional<String> target = resolved(worktree, root);
            if (target.isEmpty()) {
                return invalid(candidate, List.of("path leads out of the repository or to a forbidden one: " + root));
            }
            resolved.add(target.get());
        }
        Optional<Lease> behindLink = open.holderOf(resolved);
        if (behindLink.isPresent()) {
            return new Taken(behindLink.get());
        }
        return isOutdated(candidate) ? new Outdated() : actionable(candidate, resolved);
    }

    /** Where the root really lies; empty when no lease may cover that place. */
    static Optional<String> resolved(Worktree worktree, String root) {
        return worktree.resolve(root).filter(RepoPath::mayBeWritten);
    }

    private Screened actionable(Maturation.Candidate candidate, List<String> roots) {
        Slice slice = new Slice(
                candidate.featureId(), candidate.fromTier(), candidate.toTier(), candidate.targetTier(), roots);
        Actionability finding = Actionability.of(maturation.registry(), artifacts, slice);
        return finding.passed() ? new Free(slice) : new NotActionable(finding);
    }

    private static Screened invalid(Maturation.Candidate candidate, List<String> failures) {
        return new NotActionable(Actionability.invalidRoots(candidate, failures));
    }

    private boolean isOutdated(Maturation.Candidate candidate) {
        Registry registry = maturation.registry();
        Row feature = registry.find(Section.FEATURES, candidate.featureId()).orElseThrow();
        return Maturation.verifiedTier(registry, new TierGate(registry, artifacts), feature) != candidate.fromTier();
    }
}
