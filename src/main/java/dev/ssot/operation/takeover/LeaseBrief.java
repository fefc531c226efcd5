package dev.ssot.operation.takeover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a lease, for the one who goes on.
 *
 * @param reason why it ended; null while it is open
 * @param changed paths below its roots that differ from the claim; null when that cannot be told
 * @param comparedWith what the files were compared with, or why they could not be
 * @param base how far the changes are in the branch that work ends up in; null without such a branch
 * @param gate the last judgement of the slice; null when it was never judged
 * @param tests the tests of the feature, with their last run here
 * @param notes what limits what is said here
 */
public record LeaseBrief(
        String leaseId,
        String campaignId,
        String workerId,
        String featureId,
        String transition,
        String status,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable String gitHeadAtClaim,
        List<String> pathRoots,
        @Nullable List<String> changed,
        String comparedWith,
        @Nullable Base base,
        @Nullable Gate gate,
        List<TestState> tests,
        List<String> notes) {

    /** @param missing changed paths that are not there as they are in the worktree */
    public record Base(String branch, String commit, boolean containsAll, List<String> missing) {}

    /** @param completion the whole judgement: failures, warnings, checks */
    public record Gate(String reportId, String outcome, String level, Instant createdAt, ObjectNode completion) {}

    /** @param passed of the last run by this program on this machine; null when there was none */
    public record TestState(
            String testId,
            String status,
            @Nullable Boolean passed,
            @Nullable Instant finishedAt) {}
}
