package dev.ssot.operation.log;

import dev.ssot.campaign.log.LogEntry;
import java.util.Map;
import java.util.Optional;

/**
 * Which operations can be undone: those that changed rows and files. Leases and events are history: others have acted
 * on them, and a token that was given out cannot be taken back.
 */
final class Undoable {

    /** What to do instead, by the kind of a decision. */
    private static final Map<String, String> INSTEAD = Map.of(
            "maturation_lease_acquired",
            "give the slice back with abandon_slice",
            "maturation_lease_renewed",
            "give the slice back with abandon_slice",
            "maturation_lease_extended",
            "give the slice back with abandon_slice",
            LogEntry.COMPLETED,
            "correct rows and evidence, and have the slice claimed anew",
            "maturation_lease_abandoned",
            "claim the slice again",
            "lease_expired",
            "claim the slice again",
            "worker_paused",
            "resume the worker",
            "worker_resumed",
            "pause the worker",
            "conflict_resolved",
            "the conflict opens again by itself when its paths change");

    private Undoable() {}

    /** Why an entry of this kind is never undone; empty when it may be. */
    static Optional<String> reason(LogEntry operation) {
        if (!operation.isIntact()) {
            return Optional.of("%s is not as it was written; see `ssot audit verify`".formatted(operation.id()));
        }
        if (operation.target() != null) {
            boolean undo = operation.kind().equals(LogEntry.UNDO);
            return Optional.of("%s is itself an %s; %s OP-%06d instead"
                    .formatted(operation.id(), undo ? "undo" : "redo", undo ? "redo" : "undo", operation.target()));
        }
        return operation.isChange()
                ? Optional.empty()
                : Optional.of("%s (%s) is a decision that others have acted on, and is not undone; %s"
                        .formatted(
                                operation.id(),
                                operation.kind(),
                                INSTEAD.getOrDefault(operation.kind(), "decide anew")));
    }

    /** Why what undoing takes is not there. */
    static String nothingKept(LogEntry operation) {
        return operation.undoSha256() == null
                ? "%s kept nothing to undo it with: it changed no row or file, or more than is kept"
                        .formatted(operation.id())
                : "what undoing %s takes is no longer kept; it is for the newest 10,000 operations"
                        .formatted(operation.id());
    }
}
