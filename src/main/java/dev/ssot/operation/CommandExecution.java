package dev.ssot.operation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Runs a command on this machine and leaves nothing of it running. */
@FunctionalInterface
public interface CommandExecution {

    Execution run(Command command);

    /**
     * A program with its arguments; no shell reads it.
     *
     * @param folder where it runs, every link resolved
     * @param environment added to the few variables that every command gets
     * @param keep how many bytes of each output are kept, from the end
     */
    record Command(List<String> argv, Path folder, Map<String, String> environment, Duration timeout, int keep) {}

    /** How it went. */
    record Execution(Instant startedAt, Instant finishedAt, End end, Output out, Output err) {}

    /** How it ended. */
    sealed interface End {

        record Exited(int code) implements End {}

        /** It and everything that it had started was killed. */
        record TimedOut() implements End {}

        record NotStarted(String reason) implements End {}
    }

    /**
     * What the command wrote.
     *
     * @param text the end of it
     * @param sha256 of all of it
     */
    record Output(String text, String sha256) {}
}
