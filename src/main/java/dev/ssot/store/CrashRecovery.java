package dev.ssot.store;

import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore.Reading;
import dev.ssot.workspace.AtomicFile;
import dev.ssot.workspace.Failpoint;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/** Brings the intents of writers that died to their end, under the registry's lock. */
final class CrashRecovery {

    private final RegistryFile file;
    private final CompanionFiles companions;
    private final IntentLog intents;

    CrashRecovery(RegistryFile file, CompanionFiles companions, IntentLog intents) {
        this.file = file;
        this.companions = companions;
        this.intents = intents;
    }

    /** Whether the rename took place is for the file to say; while it cannot be read, the intents wait. */
    void settle(Instant wallClock) throws IOException {
        List<Intent> pending = intents.pending(wallClock);
        if (pending.isEmpty() || !(file.read() instanceof Reading.Read(Registry registry))) {
            return;
        }
        for (Intent intent : pending) {
            if (tookPlace(intent, registry)) {
                // The dead writer may not have come so far, and its answer must not outlive its write.
                AtomicFile.syncDirectory(file.path().getParent());
                finish(intent, wallClock);
            } else {
                drop(intent, wallClock);
            }
        }
    }

    /** What comes after the rename of the registry; done again, it does the same. */
    void finish(Intent intent, Instant wallClock) throws IOException {
        List<String> left = companions.apply(intent);
        if (!left.isEmpty()) {
            Logger.getLogger(CrashRecovery.class)
                    .warnf(
                            "%s changed after a write of the registry was announced and %s left as found: %s",
                            left.size() == 1 ? "A file" : "Files", left.size() == 1 ? "was" : "were", left);
        }
        Failpoint.FILES_CHANGED.pass();
        intents.complete(intent.leaving(left), wallClock);
    }

    /** Undoes everything; the registry was not renamed. */
    void drop(Intent intent, Instant wallClock) throws IOException {
        AtomicFile.discard(AtomicFile.temporaryOf(file.path(), intent.intentId()));
        companions.drop(intent);
        intents.drop(intent, wallClock);
    }

    /** A write that leaves the registry as it is counts from the moment that all its files are staged. */
    private boolean tookPlace(Intent intent, Registry registry) throws IOException {
        return intent.expectedHash().equals(registry.contentHash())
                && (!intent.leavesRegistryAsItIs() || companions.areStaged(intent));
    }
}
