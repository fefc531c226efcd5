package dev.ssot.campaign;

import dev.ssot.registry.Tier;
import java.util.List;

/** Whether a recorded blocker still stands. Looks at files only for the blockers that are about them. */
final class BlockerReview {

    private BlockerReview() {}

    /** True when the feature has reached the tier, or its step has become one that a worker can take. */
    static boolean isSatisfied(Maturation maturation, Worktree worktree, BlockedTransition blocker) {
        return maturation
                .progress(blocker.featureId())
                .filter(progress -> progress.current().atLeast(blocker.toTier())
                        || canBeTaken(maturation, progress, blocker.toTier())
                                && rootsStand(worktree, progress, blocker))
                .isPresent();
    }

    private static boolean canBeTaken(Maturation maturation, Maturation.Progress progress, Tier toTier) {
        return LeaseRoots.of(progress.feature()) instanceof LeaseRoots.Stated
                && !Actionability.targetClaims(maturation.registry(), progress.feature(), toTier)
                        .isEmpty();
    }

    /** A root can be refused for what a link points to; such a blocker stands until the link is mended. */
    private static boolean rootsStand(Worktree worktree, Maturation.Progress progress, BlockedTransition blocker) {
        return !blocker.reason().equals(Actionability.INVALID_ROOTS)
                || LeaseRoots.of(progress.feature()) instanceof LeaseRoots.Stated(List<String> roots)
                        && roots.stream()
                                .allMatch(root ->
                                        SliceScreening.resolved(worktree, root).isPresent());
    }
}
