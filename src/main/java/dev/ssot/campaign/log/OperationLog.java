package dev.ssot.campaign.log;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The log as it can be read. */
public interface OperationLog {

    Optional<LogEntry> entry(long number);

    /** The newest first. */
    List<LogEntry> newest(@Nullable String agentId, int limit);

    /** The entry that undid or redid that one last. */
    Optional<LogEntry> lastTurnOf(long number);

    /** Whether it does not count: it was undone, or never happened. */
    default boolean isUndone(long number) {
        return lastTurnOf(number)
                .filter(turn -> !turn.kind().equals(LogEntry.REDO))
                .isPresent();
    }

    /** Changes and completed slices after that number that touched one of these and are not undone, oldest first. */
    List<LogEntry> standingAfter(long number, Collection<String> touched);

    /** What undoing the entry takes, as long as it is kept. */
    Optional<String> undo(long number);

    /** Everything as it is stored, in the order of the numbers. */
    void scan(Consumer<LogAudit.Stored> reader);

    /** What is noted beside the database as its end. */
    Note end();

    /** What the note beside the database says. */
    sealed interface Note {

        record Of(Link link) implements Note {}

        record Missing() implements Note {}

        record Broken(String message) implements Note {}
    }

    /** Of a store that has none yet. */
    OperationLog NONE = new OperationLog() {

        @Override
        public Optional<LogEntry> entry(long number) {
            return Optional.empty();
        }

        @Override
        public List<LogEntry> newest(@Nullable String agentId, int limit) {
            return List.of();
        }

        @Override
        public Optional<LogEntry> lastTurnOf(long number) {
            return Optional.empty();
        }

        @Override
        public List<LogEntry> standingAfter(long number, Collection<String> touched) {
            return List.of();
        }

        @Override
        public Optional<String> undo(long number) {
            return Optional.empty();
        }

        @Override
        public void scan(Consumer<LogAudit.Stored> reader) {
            // there is nothing
        }

        @Override
        public Note end() {
            return new Note.Missing();
        }
    };
}
