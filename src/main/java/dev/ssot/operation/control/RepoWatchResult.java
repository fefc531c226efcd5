package dev.ssot.operation.control;

import dev.ssot.campaign.WorktreeScan;
import java.util.List;

/** What has changed since the head commit, and which leases explain it. */
public record RepoWatchResult(
        boolean passed,
        List<String> changedPaths,
        List<String> authorizedPaths,
        List<String> outOfLeasePaths,
        List<String> forbiddenPaths,
        List<WorktreeScan.PathConflict> conflicts) {

    static RepoWatchResult of(WorktreeScan scan) {
        return new RepoWatchResult(
                true,
                scan.changedPaths(),
                scan.authorizedPaths(),
                scan.outOfLeasePaths(),
                scan.forbiddenPaths(),
                scan.conflicts());
    }
}
