package dev.ssot.campaign.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Checks the log entry by entry, in the order in which they stand: every hash, every link, every number, what is kept
 * for undoing, and that what is gone from the beginning was removed by us and says so. What is missing at the end is
 * told by notes of an earlier end.
 */
public final class LogAudit {

    /** More than that say nothing new: from the first on, all that follows is in doubt. */
    private static final int FINDINGS = 100;

    private final List<Finding> findings = new ArrayList<>();
    private final List<Witness> witnesses;
    /** Of the entries that witnesses speak of. */
    private final Map<Long, String> noted = new HashMap<>();

    private final List<Pruning> prunings = new ArrayList<>();
    private final List<Long> withoutUndo = new ArrayList<>();
    private long entries;
    private @Nullable LogEntry first;
    private @Nullable LogEntry last;

    /** @param witnesses what was noted of the log's end, now or earlier; it must be in the log */
    public LogAudit(List<Witness> witnesses) {
        this.witnesses = witnesses;
    }

    /**
     * An entry as it is stored.
     *
     * @param undo what undoing it takes; null when it is not kept
     */
    public record Stored(LogEntry entry, @Nullable String undo) {}

    /**
     * Something that is not as it was written.
     *
     * @param number of the entry that it is about
     * @param what {@code changed}, {@code moved}, {@code removed}, {@code undo_changed}, {@code undo_removed}
     */
    public record Finding(long number, String what, String message) {}

    /** What an entry says was removed, by us. */
    private record Pruning(long through, String hash, long undoThrough) {}

    /** An earlier end of the log, and where it was noted. */
    public record Witness(Link end, String place) {}

    /** The next entry. */
    public void next(Stored stored) {
        LogEntry entry = stored.entry();
        if (!entry.isIntact()) {
            tell(entry.number(), "changed", "%s was changed: its content does not have its hash".formatted(entry.id()));
        }
        LogEntry previous = last;
        if (previous == null) {
            first = entry;
        } else {
            follows(previous, entry);
        }
        undo(stored);
        if (entry.kind().equals(LogEntry.PRUNED)) {
            prunings.add(new Pruning(
                    entry.details().path("through").asLong(),
                    entry.details().path("hash").asText(),
                    entry.details().path("undo_through").asLong()));
        }
        if (witnesses.stream().anyMatch(witness -> witness.end().number() == entry.number())) {
            noted.put(entry.number(), entry.hash());
        }
        entries++;
        last = entry;
    }

    private void follows(LogEntry previous, LogEntry entry) {
        if (entry.number() != previous.number() + 1) {
            tell(
                    previous.number() + 1,
                    "removed",
                    "%s is missing: %s follows %s"
                            .formatted(OperationId.of(previous.number() + 1), entry.id(), previous.id()));
        } else if (!entry.previousHash().equals(previous.hash())) {
            tell(
                    entry.number(),
                    "moved",
                    "%s does not follow what stands before it: it was written after another entry than this %s"
                            .formatted(entry.id(), previous.id()));
        }
    }

    private void undo(Stored stored) {
        LogEntry entry = stored.entry();
        if (stored.undo() == null) {
            if (entry.undoSha256() != null) {
                withoutUndo.add(entry.number());
            }
        } else if (!entry.kept(stored.undo())) {
            tell(
                    entry.number(),
                    "undo_changed",
                    "what was kept for undoing %s is not what was written with it".formatted(entry.id()));
        }
    }

    /** The end of the log. */
    public Outcome end() {
        beginning();
        long undoThrough =
                prunings.stream().mapToLong(Pruning::undoThrough).max().orElse(0);
        withoutUndo.stream()
                .filter(number -> number > undoThrough)
                .forEach(number -> tell(
                        number,
                        "undo_removed",
                        "what was kept for undoing %s is gone".formatted(OperationId.of(number))));
        witnesses.forEach(this::hold);
        LogEntry end = last;
        return new Outcome(
                entries,
                first == null ? OptionalLong.empty() : OptionalLong.of(first.number()),
                end == null ? Link.START : end.link(),
                List.copyOf(findings));
    }

    private void beginning() {
        LogEntry begin = first;
        if (begin == null) {
            return;
        }
        Link before = new Link(begin.number() - 1, begin.previousHash());
        boolean whole = before.equals(Link.START);
        boolean pruned = prunings.stream()
                .anyMatch(pruning ->
                        pruning.through() == before.number() && pruning.hash().equals(before.hash()));
        if (!whole && !pruned) {
            tell(
                    before.number(),
                    "removed",
                    "%s and all before it are missing, and no entry says that they were pruned"
                            .formatted(OperationId.of(before.number())));
        }
    }

    private void hold(Witness witness) {
        Link end = witness.end();
        String found = noted.get(end.number());
        LogEntry begin = first;
        boolean pruned = begin != null && end.number() < begin.number();
        if (found == null && !pruned && end.number() > 0) {
            long next = last == null ? 1 : last.number() + 1;
            tell(
                    next,
                    "removed",
                    "the log ends before %s, and %s says that it went on to %s"
                            .formatted(OperationId.of(next), witness.place(), OperationId.of(end.number())));
        } else if (found != null && !Objects.equals(found, end.hash())) {
            tell(
                    end.number(),
                    "changed",
                    "%s is not the entry that %s says was there"
                            .formatted(OperationId.of(end.number()), witness.place()));
        }
    }

    private void tell(long number, String what, String message) {
        if (findings.size() < FINDINGS) {
            findings.add(new Finding(number, what, message));
        }
    }

    /**
     * What the check came to.
     *
     * @param first number of the oldest entry that is kept
     */
    public record Outcome(long entries, OptionalLong first, Link end, List<Finding> findings) {

        public boolean passed() {
            return findings.isEmpty();
        }
    }
}
