package dev.ssot.operation;

/** A call was cut short because the process that runs it is leaving; nothing of it was recorded. */
public final class ProcessLeaving extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProcessLeaving(String message) {
        super(message);
    }
}
