package dev.ssot.cli.command;

import java.nio.file.Path;

/** Knows which operations this environment sends to the daemon. */
@FunctionalInterface
public interface Rollout {

    /**
     * Says where each operation goes and why. It has not passed when calls would fail.
     *
     * @param path the repository or anything below it
     */
    DaemonControl.Report status(Path path);
}
