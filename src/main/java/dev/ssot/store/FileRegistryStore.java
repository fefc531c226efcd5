package dev.ssot.store;

import dev.ssot.campaign.ControlStore;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The registry in {@code .ssot/registry.json}. Reading takes no lock. Every write takes {@link RegistryLock} around
 * reading, changing and replacing the file, and tells the {@link IntentLog} before and after the rename. Writes that
 * wait at the same time share all of that.
 */
public final class FileRegistryStore implements RegistryStore {

    private final RegistryFile file;
    private final RegistryLock lock;
    private final IntentLog intents;
    private final RegistryLook look;
    private final CompanionFiles companions;
    private final Duration lockWait;
    private final WriteQueue queue = new WriteQueue();

    /**
     * @param root with every link resolved
     * @param lockWait how long a write waits for other writers before it answers that the registry is locked
     */
    public FileRegistryStore(Path root, IntentLog intents, Duration lockWait) {
        this(root, intents, lockWait, (_, _) -> {});
    }

    /** @param look called by every turn with what it found in the file */
    public FileRegistryStore(Path root, IntentLog intents, Duration lockWait, RegistryLook look) {
        Path absolute = root.toAbsolutePath().normalize();
        this.file = new RegistryFile(absolute);
        this.lock = new RegistryLock(file.path(), ControlFolder.of(absolute));
        this.companions = new CompanionFiles(absolute);
        this.intents = intents;
        this.look = look;
        this.lockWait = lockWait;
    }

    @Override
    public Reading read() {
        return file.read();
    }

    @Override
    public boolean isLatest(Registry registry) {
        return file.isLatest(registry);
    }

    @Override
    public Writing write(Write write, Instant wallClock) {
        // Before anything is created, so that a wrong root stays as it is.
        if (!file.exists()) {
            return new Writing.Unreadable(file.missing().message());
        }
        Optional<Writing> recorded = WriteTurn.recorded(intents, write, wallClock);
        if (recorded.isPresent()) {
            return recorded.get();
        }
        WaitingWrite mine = new WaitingWrite(write, wallClock, lockWait);
        return queue.settle(mine, this::lead) ? mine.outcome() : new Writing.Locked(busyMessage());
    }

    /** Costs one look into the control store unless there is something to settle; another writer may do it as well. */
    @Override
    public void recover(Instant wallClock) {
        if (intents.pending(wallClock).isEmpty()) {
            return;
        }
        try {
            if (lock.take(new Patience(lockWait)) instanceof RegistryLock.Attempt.Taken(RegistryLock.Held held)) {
                try (held) {
                    new CrashRecovery(file, companions, intents).settle(wallClock);
                }
            }
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    @Override
    public int waiting() {
        return queue.size();
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    /** Takes the lock and writes for all who wait by then; when the lock cannot be had, only the leader gives up. */
    private void lead(WaitingWrite leader) {
        try {
            switch (lock.take(leader.patience())) {
                case RegistryLock.Attempt.Busy(String message) -> leader.answer(new Writing.Locked(message));
                case RegistryLock.Attempt.Taken(RegistryLock.Held held) -> {
                    try (held) {
                        write(queue.take(), held);
                    }
                }
            }
        } catch (IOException failure) {
            leader.fail(unavailable(failure));
        } catch (RuntimeException failure) {
            leader.fail(failure);
        }
    }

    private void write(List<WaitingWrite> group, RegistryLock.Held held) {
        Instant wallClock = group.stream()
                .map(WaitingWrite::wallClock)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        try {
            List<WaitingWrite> postponed =
                    new WriteTurn(file, lock, held, intents, companions, look, wallClock).run(group);
            queue.putBack(postponed);
        } catch (IOException failure) {
            RuntimeException unavailable = unavailable(failure);
            group.forEach(waiting -> waiting.fail(unavailable));
        } catch (RuntimeException failure) {
            group.forEach(waiting -> waiting.fail(failure));
        }
    }

    private String busyMessage() {
        try {
            return lock.busyMessage();
        } catch (IOException failure) {
            throw unavailable(failure);
        }
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
}
