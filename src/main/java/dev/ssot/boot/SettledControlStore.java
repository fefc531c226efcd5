package dev.ssot.boot;

import dev.ssot.campaign.ControlStore;
import dev.ssot.campaign.ControlTransaction;
import dev.ssot.campaign.ControlView;
import dev.ssot.operation.CommandExecution;
import dev.ssot.operation.test.InterruptedRuns;
import dev.ssot.operation.watch.RegistryWatch;
import dev.ssot.operation.watch.RegistryWatch.Purpose;
import dev.ssot.registry.RegistryStore;
import dev.ssot.workspace.FileStamp;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The control store as calls see it: what a process that crashed left of a write of the registry or of running tests is
 * settled, and what others made of the registry is told, before anybody looks. Who reads the registry alone never gets here, and so opens no database.
 */
final class SettledControlStore implements ControlStore {

    /** A file that cannot be read may be about to be written; what stays so is told. */
    private static final Duration UNREADABLE_STAYS = Duration.ofSeconds(1);

    private final ControlStore control;
    private final CommandExecution commands;
    private final RegistryStore registries;
    private final RegistryWatch watch;
    private final Path registryFile;

    private final ReentrantLock settling = new ReentrantLock();
    private volatile boolean settled;

    private final ReentrantLock looking = new ReentrantLock();
    /** The file when its content was last known. */
    private volatile FileStamp seen = FileStamp.ABSENT;
    /** The file when it could first not be read, and when that was; guarded by {@link #looking}. */
    private FileStamp unreadable = FileStamp.ABSENT;

    private Instant unreadableSince = Instant.MAX;

    SettledControlStore(
            ControlStore control,
            CommandExecution commands,
            RegistryStore registries,
            RegistryWatch watch,
            Path registryFile) {
        this.control = control;
        this.commands = commands;
        this.registries = registries;
        this.watch = watch;
        this.registryFile = registryFile;
    }

    @Override
    public <T> T decide(Instant wallClock, Function<ControlTransaction, T> decision) {
        settle(wallClock);
        look(Purpose.WRITE, wallClock);
        return control.decide(wallClock, decision);
    }

    @Override
    public <T> T read(Instant wallClock, Function<ControlView, T> query) {
        settle(wallClock);
        look(Purpose.READ, wallClock);
        return control.read(wallClock, query);
    }

    /** Once. A store that does not answer is told by the calls that need it. */
    private void settle(Instant now) {
        if (settled) {
            return;
        }
        settling.lock();
        try {
            if (!settled) {
                registries.recover(now);
                InterruptedRuns.settle(control, commands, now);
            }
        } catch (Unavailable unavailable) {
            Logger.getLogger(SettledControlStore.class)
                    .warnf("what a crash may have left waits for the next write: %s", unavailable.getMessage());
        } finally {
            settled = true;
            settling.unlock();
        }
    }

    /** While the file is the same, this costs one look at its stamp. */
    private void look(Purpose purpose, Instant now) {
        if (FileStamp.orAbsent(registryFile).equals(seen)) {
            return;
        }
        looking.lock();
        try {
            FileStamp stamp = FileStamp.orAbsent(registryFile);
            if (!stamp.equals(seen) && isWorthTelling(stamp, now) && watch.look(purpose, registries::read, now)) {
                seen = stamp;
            }
        } catch (Unavailable unavailable) {
            Logger.getLogger(SettledControlStore.class)
                    .warnf("what others changed in the registry is told later: %s", unavailable.getMessage());
        } finally {
            looking.unlock();
        }
    }

    private boolean isWorthTelling(FileStamp stamp, Instant now) {
        if (registries.read() instanceof RegistryStore.Reading.Read) {
            return true;
        }
        if (!stamp.equals(unreadable) || now.isBefore(unreadableSince)) {
            unreadable = stamp;
            unreadableSince = now;
        }
        return !now.isBefore(unreadableSince.plus(UNREADABLE_STAYS));
    }

    @Override
    public int waiting() {
        return control.waiting();
    }

    @Override
    public void close() {
        control.close();
    }
}
