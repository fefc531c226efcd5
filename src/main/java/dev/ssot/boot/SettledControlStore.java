package dev.ssot.boot;

import dev.ssot.campaign.ControlStore;
import dev.ssot.campaign.ControlTransaction;
import dev.ssot.campaign.ControlView;
import dev.ssot.registry.RegistryStore;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The control store, with what a crashed writer of the registry left settled before anybody looks at it. Who reads the
 * registry alone never gets here, and so opens no database.
 */
final class SettledControlStore implements ControlStore {

    private final ControlStore control;
    private final RegistryStore registries;
    private final ReentrantLock settling = new ReentrantLock();
    private volatile boolean settled;

    SettledControlStore(ControlStore control, RegistryStore registries) {
        this.control = control;
        this.registries = registries;
    }

    @Override
    public <T> T decide(Instant wallClock, Function<ControlTransaction, T> decision) {
        settle(wallClock);
        return control.decide(wallClock, decision);
    }

    @Override
    public <T> T read(Instant wallClock, Function<ControlView, T> query) {
        settle(wallClock);
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
            }
        } catch (Unavailable unavailable) {
            Logger.getLogger(SettledControlStore.class)
                    .warnf("what a crash may have left waits for the next write: %s", unavailable.getMessage());
        } finally {
            settled = true;
            settling.unlock();
        }
    }

    @Override
    public void close() {
        control.close();
    }
}
