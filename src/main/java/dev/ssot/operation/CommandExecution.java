package dev.ssot.operation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Runs commands on this machine and leaves nothing of them running. */
public interface CommandExecution {

    /** @param pulse is felt while the command runs */
    Execution run(Command command, Pulse pulse);

    /** Ends what still runs of commands of that name, because the process that ran them died. */
    void end(String run);

    /**
     * A program with its arguments; no shell reads it.
     *
     * @param run marks every process that comes of it
     * @param folder where it runs, every link resolved
     * @param environment added to the few variables that every command gets
     * @param keep how many bytes of each output are kept, from the end
     */
    record Command(
            String run, List<String> argv, Path folder, Map<String, String> environment, Duration timeout, int keep) {}

    /** What has to be done again and again while a command runs. */
    interface Pulse {

        /** Nothing. */
        Pulse NONE = new Pulse() {
            @Override
            public Duration pause() {
                return Duration.ofDays(1);
            }

            @Override
            public boolean beat(Instant now) {
                return true;
            }
        };

        Duration pause();

        /** Whether the command may go on. */
        boolean beat(Instant now);
    }

    /** How it went. */
    record Execution(Instant startedAt, Instant finishedAt, End end, Output out, Output err) {}

    /** How it ended. */
    sealed interface End {

        record Exited(int code) implements End {}

        /** It and everything that it had started was killed. */
        record TimedOut() implements End {}

        record NotStarted(String reason) implements End {}

        /** It was killed before its time, because it might not go on or this process has to leave. */
        record Stopped() implements End {}
    }

    /**
     * What the command wrote.
     *
     * @param text the end of it
     * @param sha256 of all of it
     */
    record Output(String text, String sha256) {}
}
