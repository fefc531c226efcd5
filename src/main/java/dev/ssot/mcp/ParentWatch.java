package dev.ssot.mcp;

import java.util.Optional;

/**
 * Ends the process when the one that started it is gone. The end of standard input is not enough: a third process may
 * hold the pipe open after the client has died.
 */
public final class ParentWatch {

    private ParentWatch() {}

    /** Without a parent, as in a container, the end of standard input has to do. */
    public static void start(Runnable end) {
        Optional<ProcessHandle> parent = ProcessHandle.current().parent();
        parent.ifPresent(handle -> handle.onExit().thenRun(end));
    }
}
