package dev.ssot.selftest;

import dev.ssot.operation.Operations;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** What a selftest needs of the program that it is a part of. */
public interface Machine {

    /**
     * A process that runs {@link WorkerLoop} in that role.
     *
     * @param runtime where the daemon announces itself
     * @param cache of a rehearsal
     */
    ProcessBuilder process(Role role, Path runtime, Optional<Path> cache);

    /** A process that runs {@link WorkerLoop} and leaves a cache when it ends by itself: others then start quicker. */
    ProcessBuilder rehearsal(Path runtime, Path cache);

    /** Opens everything anew in this process, as if it had just been started. */
    <T> T reopened(Function<Operations, T> use);
}
