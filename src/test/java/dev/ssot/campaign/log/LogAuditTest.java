package dev.ssot.campaign.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.campaign.log.LogAudit.Finding;
import dev.ssot.campaign.log.LogAudit.Outcome;
import dev.ssot.campaign.log.LogAudit.Stored;
import dev.ssot.campaign.log.LogAudit.Witness;
import dev.ssot.registry.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever is done to one entry of a log is found, and the entry is named. */
class LogAuditTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int SMALL = 7;
    private static final int LARGE = 400;
    private static final long SEED = 20_260_101;

    /** Each changes one thing that is stored of an entry. */
    private static final List<UnaryOperator<Stored>> CHANGES = List.of(
            changed(e -> with(e, e.number(), e.previousHash() + "0", e.hash())),
            changed(e -> with(e, e.number(), e.previousHash(), flipped(e.hash()))),
            changed(e -> with(e, e.number() + 1_000, e.previousHash(), e.hash())),
            changed(e -> copy(e, e.atMs() + 1, e.agentId(), e.kind(), e.description(), e.touched(), e.detail())),
            changed(e -> copy(e, e.atMs(), e.agentId() + "x", e.kind(), e.description(), e.touched(), e.detail())),
            changed(e -> copy(e, e.atMs(), e.agentId(), e.kind() + "x", e.description(), e.touched(), e.detail())),
            changed(e -> copy(e, e.atMs(), e.agentId(), e.kind(), "", e.touched(), e.detail())),
            changed(e -> copy(e, e.atMs(), e.agentId(), e.kind(), e.description(), "[]", e.detail())),
            changed(e -> copy(e, e.atMs(), e.agentId(), e.kind(), e.description(), e.touched(), e.detail() + " ")),
            changed(e -> target(e, e.target() == null ? 1L : null, e.undoSha256())),
            changed(e -> target(e, e.target(), e.undoSha256() == null ? "0".repeat(64) : null)),
            stored -> new Stored(stored.entry(), stored.undo() == null ? "{}" : stored.undo() + " "));

    @Test
    void a_log_that_nobody_touched_is_sound() {
        List<Stored> log = log(SMALL);
        Outcome outcome = audit(log, end(log));
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.entries()).isEqualTo(SMALL);
        assertThat(outcome.first()).hasValue(1);
        assertThat(outcome.end().number()).isEqualTo(SMALL);
        assertThat(audit(List.of(), Link.START).passed()).isTrue();
    }

    @Test
    void a_change_of_any_field_of_any_entry_is_found() {
        List<Stored> log = log(SMALL);
        for (int place = 0; place < SMALL; place++) {
            for (UnaryOperator<Stored> change : CHANGES) {
                List<Stored> forged = new ArrayList<>(log);
                forged.set(place, change.apply(log.get(place)));
                found(forged, log, place);
            }
        }
    }

    @Test
    void the_loss_of_what_undoing_takes_is_found() {
        List<Stored> log = log(SMALL);
        for (int place = 0; place < SMALL; place++) {
            if (log.get(place).undo() != null) {
                List<Stored> forged = new ArrayList<>(log);
                forged.set(place, new Stored(log.get(place).entry(), null));
                found(forged, log, place);
            }
        }
    }

    @Test
    void a_removed_entry_is_found_at_any_place_the_last_one_by_the_note_of_the_end() {
        List<Stored> log = log(SMALL);
        for (int place = 0; place < SMALL; place++) {
            List<Stored> forged = new ArrayList<>(log);
            forged.remove(place);
            found(forged, log, place);
        }
        for (int kept = 0; kept < SMALL; kept++) {
            found(log.subList(0, kept), log, kept);
        }
    }

    @Test
    void a_beginning_that_was_cut_off_is_found() {
        List<Stored> log = log(SMALL);
        for (int cut = 1; cut < SMALL; cut++) {
            found(log.subList(cut, SMALL), log, cut - 1);
        }
    }

    @Test
    void entries_that_changed_places_are_found_with_and_without_their_numbers() {
        List<Stored> log = log(SMALL);
        for (int one = 0; one < SMALL; one++) {
            for (int other = one + 1; other < SMALL; other++) {
                List<Stored> swapped = new ArrayList<>(log);
                Collections.swap(swapped, one, other);
                found(swapped, log, one, other);
                List<Stored> renumbered = new ArrayList<>(log);
                renumbered.set(one, numbered(log.get(other), one + 1L));
                renumbered.set(other, numbered(log.get(one), other + 1L));
                found(renumbered, log, one, other);
            }
        }
    }

    @Test
    void an_entry_that_was_changed_and_given_a_fitting_hash_is_found_by_its_successor_or_by_the_note_of_the_end() {
        List<Stored> log = log(SMALL);
        for (int place = 0; place < SMALL; place++) {
            LogEntry entry = log.get(place).entry();
            LogEntry forged = copy(
                    entry,
                    entry.atMs(),
                    "somebody else",
                    entry.kind(),
                    entry.description(),
                    entry.touched(),
                    entry.detail());
            forged = with(forged, forged.number(), forged.previousHash(), forged.computedHash());
            List<Stored> changed = new ArrayList<>(log);
            changed.set(place, new Stored(forged, log.get(place).undo()));
            found(changed, log, place, place + 1);
        }
    }

    @Test
    void one_forgery_somewhere_in_a_large_log_is_found() {
        Random random = new Random(SEED);
        List<Stored> log = log(LARGE);
        for (int attempt = 0; attempt < 500; attempt++) {
            int place = random.nextInt(LARGE);
            List<Stored> forged = new ArrayList<>(log);
            int other = (place + 1 + random.nextInt(LARGE - 1)) % LARGE;
            switch (random.nextInt(3)) {
                case 0 -> forged.remove(place);
                case 1 -> Collections.swap(forged, place, other);
                default ->
                    forged.set(
                            place, CHANGES.get(random.nextInt(CHANGES.size())).apply(log.get(place)));
            }
            Outcome outcome = audit(forged, end(log));
            assertThat(outcome.passed())
                    .as("attempt %d of seed %d", attempt, SEED)
                    .isFalse();
        }
    }

    @Test
    void a_log_that_says_what_was_pruned_is_sound_and_only_then() {
        List<Stored> log = log(SMALL);
        LogEntry anchor = log.get(2).entry();
        List<Stored> pruned = new ArrayList<>(log);
        append(pruned, pruning(anchor.number(), anchor.hash()), null);
        List<Stored> kept = pruned.subList(3, pruned.size());
        assertThat(audit(kept, end(pruned)).findings()).isEmpty();
        assertThat(audit(kept, log.getFirst().entry().link()).findings())
                .as("a note of an end that was pruned since")
                .isEmpty();

        assertThat(audit(pruned.subList(4, pruned.size()), end(pruned)).passed())
                .isFalse();
        List<Stored> lying = new ArrayList<>(log);
        append(lying, pruning(anchor.number(), "0".repeat(64)), null);
        assertThat(audit(lying.subList(3, lying.size()), end(lying)).passed()).isFalse();
    }

    /** One of the entries that were touched is named, or the one that follows them. */
    private static void found(List<Stored> forged, List<Stored> log, int... places) {
        Outcome outcome = audit(forged, end(log));
        assertThat(outcome.passed()).isFalse();
        List<Long> named = outcome.findings().stream().map(Finding::number).toList();
        List<Long> touched = new ArrayList<>();
        for (int place : places) {
            touched.add(place + 1L);
            touched.add(place + 1_001L);
        }
        assertThat(named).as("%s", outcome.findings()).containsAnyElementsOf(touched);
    }

    private static Outcome audit(List<Stored> stored, Link noted) {
        LogAudit audit = new LogAudit(List.of(new Witness(noted, "the note")));
        stored.forEach(audit::next);
        return audit.end();
    }

    private static Link end(List<Stored> log) {
        return log.getLast().entry().link();
    }

    private static List<Stored> log(int entries) {
        List<Stored> log = new ArrayList<>();
        LongStream.rangeClosed(1, entries).forEach(number -> {
            String undo = number % 2 == 0 ? "{\"files\":[],\"parts\":[%d]}".formatted(number) : null;
            append(
                    log,
                    new NewEntry(
                            "w" + number % 3,
                            "registry.entity.update",
                            "changed features.feat:" + number,
                            List.of("features.feat:" + number),
                            Json.object().put("n", number),
                            number % 5 == 0 ? number - 1 : null,
                            undo),
                    undo);
        });
        return log;
    }

    private static void append(List<Stored> log, NewEntry entry, @Nullable String undo) {
        Link previous = log.isEmpty() ? Link.START : end(log);
        log.add(new Stored(LogEntry.after(previous, entry, NOW), undo));
    }

    private static NewEntry pruning(long through, String hash) {
        return new NewEntry(
                "ssot",
                LogEntry.PRUNED,
                "",
                List.of(),
                Json.object().put("through", through).put("hash", hash).put("undo_through", 0),
                null,
                null);
    }

    private static UnaryOperator<Stored> changed(UnaryOperator<LogEntry> change) {
        return stored -> new Stored(change.apply(stored.entry()), stored.undo());
    }

    private static Stored numbered(Stored stored, long number) {
        LogEntry entry = stored.entry();
        return new Stored(with(entry, number, entry.previousHash(), entry.hash()), stored.undo());
    }

    private static String flipped(String hash) {
        return (hash.startsWith("0") ? "1" : "0") + hash.substring(1);
    }

    private static LogEntry with(LogEntry e, long number, String previousHash, String hash) {
        return new LogEntry(
                number,
                previousHash,
                e.atMs(),
                e.agentId(),
                e.kind(),
                e.description(),
                e.touched(),
                e.detail(),
                e.target(),
                e.undoSha256(),
                hash);
    }

    private static LogEntry copy(
            LogEntry e, long atMs, String agentId, String kind, String description, String touched, String detail) {
        return new LogEntry(
                e.number(),
                e.previousHash(),
                atMs,
                agentId,
                kind,
                description,
                touched,
                detail,
                e.target(),
                e.undoSha256(),
                e.hash());
    }

    private static LogEntry target(LogEntry e, @Nullable Long target, @Nullable String undoSha256) {
        return new LogEntry(
                e.number(),
                e.previousHash(),
                e.atMs(),
                e.agentId(),
                e.kind(),
                e.description(),
                e.touched(),
                e.detail(),
                target,
                undoSha256,
                e.hash());
    }
}
