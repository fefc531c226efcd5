package dev.ssot.store;

import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore.Change;
import dev.ssot.registry.RegistryStore.Reason;
import dev.ssot.registry.RegistryStore.Write;
import dev.ssot.registry.RegistryStore.Writing;
import dev.ssot.registry.trace.FileImage;
import dev.ssot.registry.trace.PartChange;
import dev.ssot.store.Intent.Completion;
import dev.ssot.store.Intent.FileStep;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What waiting writes come to, each applied to the outcome of those before it and accepted or refused on its own. The
 * outcomes count when the group is on disk, refusals too: they may rest on what was accepted before them.
 */
final class WriteGroup {

    /** After this long the rest waits for the next turn, so that no turn comes near to the time that its lock counts. */
    private static final Duration LONGEST = Duration.ofMillis(200);

    private final CompanionFiles companions;
    private final Registry before;
    private final long endsAt = System.nanoTime() + LONGEST.toNanos();

    private final Map<WaitingWrite, Writing> answers = new LinkedHashMap<>();
    private final Map<WaitingWrite, RuntimeException> bugs = new LinkedHashMap<>();
    private final List<WaitingWrite> postponed = new ArrayList<>();
    private final List<Completion> completions = new ArrayList<>();
    private final Map<String, Completion> byRequest = new HashMap<>();
    private List<FileChange> files = List.of();
    private List<FileStep> steps = List.of();
    private Registry after;

    private WriteGroup(CompanionFiles companions, Registry before) {
        this.companions = companions;
        this.before = before;
        this.after = before;
    }

    static WriteGroup of(List<WaitingWrite> writes, Registry before, CompanionFiles companions) throws IOException {
        WriteGroup group = new WriteGroup(companions, before);
        for (WaitingWrite waiting : writes) {
            group.add(waiting);
        }
        return group;
    }

    /** The registry with everything that was accepted. */
    Registry after() {
        return after;
    }

    List<FileChange> files() {
        return files;
    }

    boolean isEmpty() {
        return completions.isEmpty();
    }

    /** Writes that were not looked at; they belong to the next turn. */
    List<WaitingWrite> postponed() {
        return postponed;
    }

    Intent intent() {
        return new Intent(
                UUID.randomUUID().toString(),
                before.contentHash(),
                after.contentHash(),
                List.copyOf(completions),
                steps,
                PartChange.between(before, after));
    }

    void settle() {
        answers.forEach(WaitingWrite::answer);
        bugs.forEach(WaitingWrite::fail);
    }

    private void add(WaitingWrite waiting) throws IOException {
        if (isFull()) {
            postponed.add(waiting);
            return;
        }
        Write write = waiting.write();
        Completion twin = write.requestId() == null ? null : byRequest.get(write.requestId());
        if (twin != null) {
            boolean same = twin.fingerprint().equals(write.fingerprint());
            answers.put(waiting, same ? new Writing.Written(twin.answer()) : new Writing.RequestIdReused());
            return;
        }
        Change change;
        try {
            change = write.mutation().apply(after);
        } catch (RuntimeException bug) {
            // It is the bug of this one alone.
            bugs.put(waiting, bug);
            return;
        }
        switch (change) {
            case Change.Rejected(Reason reason, String message) ->
                answers.put(waiting, new Writing.Rejected(reason, message));
            case Change.Unchanged(var answer) -> answers.put(waiting, new Writing.Written(answer));
            case Change.Accepted accepted -> accept(waiting, accepted);
        }
    }

    /**
     * A write with files shares its turn with no other accepted one: mutations look at the files as they are on disk,
     * and a file that cannot be written is nobody else's failure.
     */
    private void accept(WaitingWrite waiting, Change.Accepted accepted) throws IOException {
        List<FileImage> images = List.of();
        if (!accepted.files().isEmpty()) {
            if (!completions.isEmpty()) {
                postponed.add(waiting);
                return;
            }
            switch (companions.plan(accepted.files())) {
                case CompanionFiles.Plan.Refused(String message) -> {
                    answers.put(waiting, new Writing.Rejected(Reason.INVALID, message));
                    return;
                }
                case CompanionFiles.Plan.Possible(List<FileStep> possible, List<FileImage> before) -> {
                    steps = possible;
                    images = before;
                    files = accepted.files();
                }
            }
        }
        Write write = waiting.write();
        Completion completion = new Completion(
                write.requestId(),
                write.fingerprint(),
                accepted.answer(),
                accepted.event(),
                LoggedWrite.of(write.author(), after, accepted.registry(), images));
        completions.add(completion);
        if (write.requestId() != null) {
            byRequest.put(write.requestId(), completion);
        }
        answers.put(waiting, new Writing.Written(accepted.answer()));
        after = accepted.registry();
    }

    /** Once one had to be postponed, those behind it are too, so that nobody is overtaken. */
    private boolean isFull() {
        return !postponed.isEmpty() || !files.isEmpty() || (!completions.isEmpty() && System.nanoTime() - endsAt > 0);
    }
}
