package dev.ssot.operation.watch;

import dev.ssot.campaign.ControlStore;
import dev.ssot.campaign.ControlView;
import dev.ssot.campaign.RegistryTrace;
import dev.ssot.campaign.RegistryTrace.Known;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore.Reading;
import dev.ssot.registry.validation.Finding;
import dev.ssot.registry.validation.Validation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Compares the registry file with what this program wrote or noticed last, and tells once what others made of it. Many
 * processes may look at once: the first one to decide tells, and the others find the content known.
 */
public final class RegistryWatch {

    /** Each failed try means that another process has just told or written something. */
    private static final int TRIES = 5;

    private final ControlStore control;
    private final Function<Registry, Validation> validate;

    public RegistryWatch(ControlStore control, Function<Registry, Validation> validate) {
        this.control = control;
        this.validate = validate;
    }

    /** What looking is for. */
    public enum Purpose {
        /** Nothing may be created: a repository of which nothing is known stays so. */
        READ,
        /** What is found in a repository of which nothing is known is from now on the known content. */
        WRITE
    }

    /**
     * Looks at the file.
     *
     * @param read reads it; called again when what was read may be outdated
     * @return whether its content is known now; otherwise it is to be looked at again
     */
    public boolean look(Purpose purpose, Supplier<Reading> read, Instant now) {
        for (int tries = 0; tries < TRIES; tries++) {
            // First what is known, then the file: a write of ours that ends in between changes the first.
            Before before = control.read(now, Before::of);
            Reading reading = read.get();
            if (before.knows(hash(reading))) {
                return true;
            }
            if (before.beingWritten() || (before.known().isEmpty() && !mayAdopt(purpose, reading))) {
                return false;
            }
            if (hasTold(before, reading, now)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayAdopt(Purpose purpose, Reading reading) {
        return purpose == Purpose.WRITE && reading instanceof Reading.Read;
    }

    /** False when something else was told or written since. */
    private boolean hasTold(Before before, Reading reading, Instant now) {
        FoundContent found = before.known().isEmpty() ? unchecked(reading) : found(reading);
        return control.decide(now, tx -> {
            if (!Before.of(tx).equals(before)) {
                return false;
            }
            before.known().ifPresentOrElse(known -> found.tell(tx, known), () -> found.adoptFirst(tx));
            return true;
        });
    }

    /** What was known before the file was read. A write that is under way is the writer's to settle, who looks as well. */
    private record Before(Optional<Known> known, boolean beingWritten) {

        static Before of(ControlView view) {
            RegistryTrace trace = view.registryTrace();
            return new Before(trace.known(), trace.isBeingWritten());
        }

        boolean knows(String contentHash) {
            return known.filter(content -> content.contentHash().equals(contentHash))
                    .isPresent();
        }
    }

    private static FoundContent unchecked(Reading reading) {
        return switch (reading) {
            case Reading.Read(Registry registry) -> FoundContent.of(registry, List.of());
            case Reading.Unreadable(String message) -> FoundContent.unreadable(message);
        };
    }

    private FoundContent found(Reading reading) {
        return switch (reading) {
            case Reading.Read(Registry registry) -> FoundContent.of(registry, brokenRules(validate.apply(registry)));
            case Reading.Unreadable(String message) -> FoundContent.unreadable(message);
        };
    }

    /** Files come and go with every worker; they do not make the registry wrong. */
    private static List<String> brokenRules(Validation validation) {
        return validation.findings().stream()
                .filter(finding -> finding.kind() == Finding.Kind.FAILURE)
                .map(Finding::message)
                .distinct()
                .sorted()
                .toList();
    }

    private static String hash(Reading reading) {
        return switch (reading) {
            case Reading.Read(Registry registry) -> registry.contentHash();
            case Reading.Unreadable(String message) -> FoundContent.unreadableHash(message);
        };
    }
}
