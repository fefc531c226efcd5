package dev.ssot.operation.log;

import dev.ssot.campaign.log.LogEntry;
import dev.ssot.registry.trace.WriteImage;

/** The two directions in which an operation can be turned. */
enum Turn {
    UNDO(LogEntry.UNDO, "Undo", "undoing", "undone") {
        @Override
        WriteImage direction(WriteImage written) {
            return written.reversed();
        }
    },
    REDO(LogEntry.REDO, "Redo", "redoing", "redone") {
        @Override
        WriteImage direction(WriteImage written) {
            return written;
        }
    };

    private final String operationId;
    private final String title;
    private final String doing;
    private final String done;

    Turn(String operationId, String title, String doing, String done) {
        this.operationId = operationId;
        this.title = title;
        this.doing = doing;
        this.done = done;
    }

    /** From what is there to what shall be there. */
    abstract WriteImage direction(WriteImage written);

    String operationId() {
        return operationId;
    }

    /** The refusal as the contract words it. */
    String failed(String why) {
        return "%s failed: %s".formatted(title, why);
    }

    String doing() {
        return doing;
    }

    String done() {
        return done;
    }
}
