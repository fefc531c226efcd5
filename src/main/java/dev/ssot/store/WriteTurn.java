package dev.ssot.store;

import dev.ssot.campaign.RecordedAnswer;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore.Reading;
import dev.ssot.registry.RegistryStore.Write;
import dev.ssot.registry.RegistryStore.Writing;
import dev.ssot.workspace.AtomicFile;
import dev.ssot.workspace.Failpoint;
import dev.ssot.workspace.FileStamp;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One group of writes while the registry's lock is held: applied, announced, renamed, completed. */
final class WriteTurn {

    private static final int ATTEMPTS = 5;

    private final RegistryFile file;
    private final RegistryLock lock;
    private final RegistryLock.Held held;
    private final IntentLog intents;
    private final CompanionFiles companions;
    private final RegistryLook look;
    private final CrashRecovery recovery;
    private final Instant wallClock;

    WriteTurn(
            RegistryFile file,
            RegistryLock lock,
            RegistryLock.Held held,
            IntentLog intents,
            CompanionFiles companions,
            RegistryLook look,
            Instant wallClock) {
        this.file = file;
        this.lock = lock;
        this.held = held;
        this.intents = intents;
        this.companions = companions;
        this.look = look;
        this.recovery = new CrashRecovery(file, companions, intents);
        this.wallClock = wallClock;
    }

    /** Answers every write of the group but those that it returns, which are the next turn's. */
    List<WaitingWrite> run(List<WaitingWrite> group) throws IOException {
        recovery.settle(wallClock);
        // The same request may have been answered while this one waited, or just now by settling.
        for (WaitingWrite waiting : group) {
            recorded(intents, waiting.write(), wallClock).ifPresent(waiting::answer);
        }
        List<WaitingWrite> open =
                group.stream().filter(waiting -> !waiting.isSettled()).toList();
        for (int attempt = 1; attempt <= ATTEMPTS && !open.isEmpty(); attempt++) {
            Optional<List<WaitingWrite>> postponed = attempt(open);
            if (postponed.isPresent()) {
                return postponed.get();
            }
        }
        if (!open.isEmpty()) {
            throw new IOException("a program that does not take its lock changes it all the time");
        }
        return List.of();
    }

    /** What the request was answered before, if it was. */
    static Optional<Writing> recorded(IntentLog intents, Write write, Instant wallClock) {
        return write.requestId() == null
                ? Optional.empty()
                : intents.answer(write.requestId(), wallClock).map(recorded -> answerTo(write, recorded));
    }

    private static Writing answerTo(Write write, RecordedAnswer recorded) {
        return recorded.fingerprint().equals(write.fingerprint())
                ? new Writing.Written(recorded.answer())
                : new Writing.RequestIdReused();
    }

    /** Empty when a file was changed meanwhile, by someone without the lock: then all is to be done anew. */
    private Optional<List<WaitingWrite>> attempt(List<WaitingWrite> writes) throws IOException {
        RegistryFile.Loaded loaded = file.load();
        return switch (loaded.reading()) {
            case Reading.Unreadable(String message) -> all(writes, new Writing.Unreadable(message));
            case Reading.Read(Registry registry)
            when registry.readOnly() -> all(writes, new Writing.ReadOnly(String.join("; ", registry.warnings())));
            case Reading.Read(Registry registry) -> {
                look.at(registry, wallClock);
                WriteGroup group = WriteGroup.of(writes, registry, companions);
                Replacement replacement = group.isEmpty() ? Replacement.DONE : announceAndReplace(group, loaded);
                yield switch (replacement) {
                    case DONE -> {
                        group.settle();
                        yield Optional.of(group.postponed());
                    }
                    case LOCK_LOST -> all(writes, new Writing.Locked(lock.busyMessage()));
                    case FILE_CHANGED -> Optional.empty();
                };
            }
        };
    }

    private static Optional<List<WaitingWrite>> all(List<WaitingWrite> writes, Writing answer) {
        writes.forEach(waiting -> waiting.answer(answer));
        return Optional.of(List.of());
    }

    private Replacement announceAndReplace(WriteGroup group, RegistryFile.Loaded loaded) throws IOException {
        byte[] bytes = group.after().canonicalBytes();
        Intent intent = group.intent();
        intents.announce(intent, wallClock);
        Failpoint.INTENT_ANNOUNCED.pass();
        Replacement replacement = replaceOrForget(new Next(bytes, group.after(), group.files(), intent), loaded);
        if (replacement == Replacement.DONE) {
            recovery.finish(intent, wallClock);
            StoreFigure.REGISTRY_WRITES.is(intent.completions().size());
        } else {
            recovery.drop(intent, wallClock);
        }
        return replacement;
    }

    private Replacement replaceOrForget(Next next, RegistryFile.Loaded loaded) throws IOException {
        try {
            return replace(next, loaded);
        } catch (IOException failure) {
            // If only the last step failed, the file is the new one, and the next writer completes the intent.
            if (file.isStill(loaded.stamp())) {
                recovery.drop(next.intent(), wallClock);
            }
            throw failure;
        }
    }

    private Replacement replace(Next next, RegistryFile.Loaded loaded) throws IOException {
        companions.stage(next.intent(), next.files());
        Failpoint.FILES_STAGED.pass();
        if (next.intent().leavesRegistryAsItIs()) {
            return readiness(next.intent(), loaded);
        }
        try (AtomicFile staged =
                AtomicFile.stage(file.path(), next.bytes(), next.intent().intentId(), AtomicFile.Access.AS_BEFORE)) {
            Failpoint.TEMP_WRITTEN.pass();
            Replacement readiness = readiness(next.intent(), loaded);
            if (readiness == Replacement.DONE) {
                FileStamp stamp = FileStamp.of(staged.temporary());
                staged.replace();
                file.remember(stamp, next.registry());
                Failpoint.RENAMED.pass();
            }
            return readiness;
        }
    }

    /** Whether lock and files are still as they were when the group was applied. */
    private Replacement readiness(Intent intent, RegistryFile.Loaded loaded) throws IOException {
        if (!held.isStillOurs()) {
            return Replacement.LOCK_LOST;
        }
        return file.isStill(loaded.stamp()) && companions.areAsPlanned(intent)
                ? Replacement.DONE
                : Replacement.FILE_CHANGED;
    }

    /** What is about to be on disk. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Next(byte[] bytes, Registry registry, List<FileChange> files, Intent intent) {}

    private enum Replacement {
        DONE,
        LOCK_LOST,
        FILE_CHANGED
    }
}
