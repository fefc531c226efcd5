package dev.ssot.operation.log;

import dev.ssot.campaign.log.LogEntry;
import dev.ssot.campaign.log.OperationLog;
import java.util.List;

/** The newest entries of the log, in the envelope of the tools that are called by their contract's names. */
public record OperationListResult(boolean passed, boolean success, Listed data) {

    /** The newest first. */
    public record Listed(List<Operation> operations) {}

    /** One entry, as the contract shows it. */
    public record Operation(
            String id, String agentId, long timestampMs, String kind, String description, boolean undone) {

        public static Operation of(LogEntry entry, OperationLog log) {
            return new Operation(
                    entry.id(),
                    entry.agentId(),
                    entry.atMs(),
                    entry.kind(),
                    entry.description(),
                    log.isUndone(entry.number()));
        }
    }
}
