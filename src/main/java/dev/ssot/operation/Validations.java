package dev.ssot.operation;

import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.validation.Validation;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The validations of the last few snapshots. Writers come one after the other, so the snapshot that a write starts from
 * is nearly always the outcome of the one before.
 */
public final class Validations {

    private static final int KEPT = 3;

    private final RepositoryFiles files;
    private final Deque<Validation> recent = new ArrayDeque<>();

    /** @param files what rules about files look at */
    public Validations(RepositoryFiles files) {
        this.files = files;
    }

    RepositoryFiles files() {
        return files;
    }

    /** What is known about the snapshot, from an earlier call or by checking all of it now. */
    public synchronized Validation of(Registry registry) {
        for (Validation known : recent) {
            if (known.registry() == registry) {
                return known;
            }
        }
        Validation fresh = Validation.full(registry, files);
        add(fresh);
        return fresh;
    }

    /** Keeps a validation for whoever changes that snapshot next. */
    synchronized void add(Validation validation) {
        recent.addFirst(validation);
        if (recent.size() > KEPT) {
            recent.removeLast();
        }
    }
}
