package dev.ssot.selftest;

import dev.ssot.operation.Operations;
import java.nio.file.Path;
import java.util.function.Function;

/** What a selftest needs of the program that it is a part of. */
public interface Machine {

    /**
     * A process that runs {@link WorkerLoop} in that role.
     *
     * @param runtime where the daemon announces itself
     */
    ProcessBuilder process(Role role, Path runtime);

    /** Opens everything anew in this process, as if it had just been started. */
    <T> T reopened(Function<Operations, T> use);
}
