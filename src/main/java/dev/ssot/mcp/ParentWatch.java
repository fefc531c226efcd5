package dev.ssot.mcp;

import java.util.Optional;

/**
 * Tells when the process that started this one is gone. The end of input is not enough: another process can hold the
 * pipe open after the client died, and the server would stay for ever.
 */
final class ParentWatch {

    private ParentWatch() {}

    /** Without a parent at the start, as in a container, there is nothing to watch. */
    static void onGone(Runnable action) {
        onGone(ProcessHandle.current().parent(), action);
    }

    /** The handle knows when its process started, so that neither a new parent nor a reused id is mistaken for it. */
    static void onGone(Optional<ProcessHandle> parent, Runnable action) {
        parent.ifPresent(handle -> {
            var _ = handle.onExit().thenRun(action);
        });
    }
}
