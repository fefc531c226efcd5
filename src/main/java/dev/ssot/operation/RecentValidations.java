package dev.ssot.operation;

import dev.ssot.registry.Registry;
import dev.ssot.registry.validation.Validation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/**
 * The validations of the last few snapshots. Writers come one after the other, so the snapshot that a write starts from
 * is nearly always the outcome of the one before.
 */
final class RecentValidations {

    private static final int KEPT = 3;

    private final Deque<Validation> recent = new ArrayDeque<>();

    synchronized Validation get(Registry registry, Supplier<Validation> check) {
        for (Validation known : recent) {
            if (known.registry() == registry) {
                return known;
            }
        }
        Validation fresh = check.get();
        add(fresh);
        return fresh;
    }

    synchronized void add(Validation validation) {
        recent.addFirst(validation);
        if (recent.size() > KEPT) {
            recent.removeLast();
        }
    }
}
