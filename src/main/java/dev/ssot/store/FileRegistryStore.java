package dev.ssot.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.ControlStore;
import dev.ssot.campaign.RecordedAnswer;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore;
import dev.ssot.store.IntentLog.Intent;
import dev.ssot.workspace.AtomicFile;
import dev.ssot.workspace.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The registry in {@code .ssot/registry.json}. Reading takes no lock. Every write takes {@link RegistryLock} around
 * reading, changing and replacing the file, and tells the {@link IntentLog} before and after the rename.
 */
public final class FileRegistryStore implements RegistryStore {

    private static final int ATTEMPTS = 5;

    private final Path root;
    private final RegistryFile file;
    private final RegistryLock lock;
    private final IntentLog intents;

    /** @param lockWait how long a write waits for other writers before it answers that the registry is locked */
    public FileRegistryStore(Path root, IntentLog intents, Duration lockWait) {
        Path absolute = root.toAbsolutePath().normalize();
        this.root = absolute;
        this.file = new RegistryFile(absolute);
        this.lock = new RegistryLock(file.path(), ControlFolder.of(absolute), lockWait);
        this.intents = intents;
    }

    @Override
    public Reading read() {
        return file.read();
    }

    @Override
    public Writing write(Write write, Instant wallClock) {
        // Before anything is created, so that a wrong root stays as it is.
        if (!file.exists()) {
            return new Writing.Unreadable(file.missing().message());
        }
        Optional<Writing> recorded = recorded(write, wallClock);
        if (recorded.isPresent()) {
            return recorded.get();
        }
        try {
            return switch (lock.take()) {
                case RegistryLock.Attempt.Busy(String message) -> new Writing.Locked(message);
                case RegistryLock.Attempt.Taken(RegistryLock.Held held) -> {
                    try (held) {
                        yield new Turn(write, wallClock, held).run();
                    }
                }
            };
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    /** Costs one look into the control store unless there is something to settle; another writer may do it as well. */
    @Override
    public void recover(Instant wallClock) {
        if (intents.pending().isEmpty()) {
            return;
        }
        try {
            if (lock.take() instanceof RegistryLock.Attempt.Taken(RegistryLock.Held held)) {
                try (held) {
                    settle(wallClock);
                }
            }
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    private Optional<Writing> recorded(Write write, Instant wallClock) {
        if (write.requestId() == null) {
            return Optional.empty();
        }
        return intents.answer(write.requestId(), wallClock).map(recorded -> answerTo(write, recorded));
    }

    private static Writing answerTo(Write write, RecordedAnswer recorded) {
        return recorded.fingerprint().equals(write.fingerprint())
                ? new Writing.Written(recorded.answer())
                : new Writing.RequestIdReused();
    }

    private ControlStore.Unavailable unavailable(IOException failure) {
        return new ControlStore.Unavailable(
                "The registry %s could not be written: %s. Check the free space and the permissions of %s, then repeat the call."
                        .formatted(
                                file.path(),
                                Failure.reason(failure),
                                file.path().getParent()),
                failure);
    }

    /**
     * Brings the intents of writers that died to their end. Whether their rename took place is for the file to
     * say; while it cannot be read, they wait.
     */
    private void settle(Instant wallClock) throws IOException {
        List<Intent> pending = intents.pending();
        if (pending.isEmpty() || !(file.read() instanceof Reading.Read(Registry registry))) {
            return;
        }
        for (Intent intent : pending) {
            if (intent.expectedHash().equals(registry.contentHash())) {
                // The dead writer may not have come so far, and its answer must not outlive its write.
                AtomicFile.syncDirectory(file.path().getParent());
                intents.complete(intent, wallClock);
            } else {
                Files.deleteIfExists(AtomicFile.temporaryOf(file.path(), intent.intentId()));
                intents.drop(intent, wallClock);
            }
        }
    }

    /** One write while the lock is held. */
    private final class Turn {

        private final Write write;
        private final Instant wallClock;
        private final RegistryLock.Held held;

        Turn(Write write, Instant wallClock, RegistryLock.Held held) {
            this.write = write;
            this.wallClock = wallClock;
            this.held = held;
        }

        Writing run() throws IOException {
            settle(wallClock);
            // The same request may have been answered while this one waited, or just now by settling.
            Optional<Writing> writing = recorded(write, wallClock);
            for (int attempt = 1; writing.isEmpty() && attempt <= ATTEMPTS; attempt++) {
                writing = attempt();
            }
            return writing.orElseThrow(() ->
                    unavailable(new IOException("a program that does not take its lock changes it all the time")));
        }

        /** Empty when the file was changed meanwhile, by someone without the lock: then all is to be done anew. */
        private Optional<Writing> attempt() throws IOException {
            RegistryFile.Loaded loaded = file.load();
            return switch (loaded.reading()) {
                case Reading.Unreadable(String message) -> Optional.of(new Writing.Unreadable(message));
                case Reading.Read(Registry registry)
                when registry.readOnly() -> Optional.of(new Writing.ReadOnly(String.join("; ", registry.warnings())));
                case Reading.Read(Registry registry) ->
                    switch (write.mutation().apply(registry)) {
                        case Change.Rejected(Reason reason, String message) ->
                            Optional.of(new Writing.Rejected(reason, message));
                        case Change.Unchanged(ObjectNode answer) -> Optional.of(new Writing.Written(answer));
                        case Change.Accepted accepted -> accept(accepted, registry, loaded);
                    };
            };
        }

        private Optional<Writing> accept(Change.Accepted accepted, Registry before, RegistryFile.Loaded loaded)
                throws IOException {
            byte[] bytes = accepted.registry().canonicalBytes();
            Intent intent = new Intent(
                    UUID.randomUUID().toString(),
                    write.requestId(),
                    write.fingerprint(),
                    accepted.registry().contentHash(),
                    accepted.answer(),
                    accepted.event());
            intents.announce(intent, wallClock);
            Failpoint.INTENT_ANNOUNCED.pass();
            if (!intent.expectedHash().equals(before.contentHash())
                    || !accepted.files().isEmpty()) {
                Replacement replacement =
                        replaceOrForget(new Next(bytes, accepted.registry(), accepted.files(), intent), loaded);
                if (replacement != Replacement.DONE) {
                    intents.drop(intent, wallClock);
                    return replacement == Replacement.LOCK_LOST
                            ? Optional.of(new Writing.Locked(lock.busyMessage()))
                            : Optional.empty();
                }
            }
            Failpoint.RENAMED.pass();
            intents.complete(intent, wallClock);
            return Optional.of(new Writing.Written(accepted.answer()));
        }

        private Replacement replaceOrForget(Next next, RegistryFile.Loaded loaded) throws IOException {
            try {
                return replace(next, loaded);
            } catch (IOException failure) {
                // If only the last step failed, the file is the new one, and the next writer completes the intent.
                if (file.isStill(loaded.stamp())) {
                    intents.drop(next.intent(), wallClock);
                }
                throw failure;
            }
        }

        private Replacement replace(Next next, RegistryFile.Loaded loaded) throws IOException {
            try (AtomicFile staged = AtomicFile.stage(
                    file.path(), next.bytes(), next.intent().intentId(), AtomicFile.Access.AS_BEFORE)) {
                Failpoint.TEMP_WRITTEN.pass();
                if (!held.isStillOurs()) {
                    return Replacement.LOCK_LOST;
                }
                if (!file.isStill(loaded.stamp())) {
                    return Replacement.FILE_CHANGED;
                }
                FileStamp stamp = FileStamp.of(staged.temporary());
                staged.replace();
                changeFiles(next.files(), next.intent().intentId());
                file.remember(stamp, next.registry());
                return Replacement.DONE;
            }
        }
    }

    /** Until the intent names them, a crash here leaves files that are not as the registry says. */
    private void changeFiles(List<FileChange> changes, String unique) throws IOException {
        for (FileChange change : changes) {
            Path target = root.resolve(change.path());
            switch (change) {
                case FileChange.Put put -> {
                    Files.createDirectories(target.getParent());
                    AtomicFile.write(target, put.bytes(), unique, AtomicFile.Access.AS_BEFORE);
                }
                case FileChange.Delete _ -> Files.deleteIfExists(target);
            }
        }
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
