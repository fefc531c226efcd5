package dev.ssot.operation.takeover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.log.OperationListResult;
import dev.ssot.operation.snapshot.ListSnapshotsResult;
import java.util.List;

/** What a worker leaves behind, in the envelope of the tools that are called by their contract's names. */
public record TakeoverResult(boolean passed, boolean success, Handoff data) {

    /**
     * What the next worker needs.
     *
     * @param snapshots the last five that were taken for the worker
     * @param oplog its last five operations
     * @param leases what became of its leases, the newest first: that which was asked for, or its last five
     */
    public record Handoff(
            String schema,
            int schemaVersion,
            Repository repository,
            String agentId,
            ObjectNode workspace,
            List<ListSnapshotsResult.Line> snapshots,
            List<OperationListResult.Operation> oplog,
            List<LeaseBrief> leases) {}

    /** Where it is. */
    public record Repository(String root, String repositoryId) {}
}
