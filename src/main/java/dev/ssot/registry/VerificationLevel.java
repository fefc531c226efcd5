package dev.ssot.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How much a repository believes what is reported to it. Its configuration names the level. */
public enum VerificationLevel {
    /** What is reported counts, and a file that exists counts as proof. */
    REPORTED,
    /** Changes are looked for in the worktree, an artifact has to state its result, and a test needs the receipt of a run. */
    OBSERVED,
    /** As observed, and this program runs the tests itself. */
    EXECUTED;

    /** The names of all levels, as a configuration writes them. */
    public static final List<String> NAMES =
            Arrays.stream(values()).map(VerificationLevel::text).toList();

    public static Optional<VerificationLevel> parse(String text) {
        return Arrays.stream(values())
                .filter(level -> level.text().equals(text))
                .findFirst();
    }

    /** The level as a configuration names it: {@code observed}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a status counts only with something that proves it. */
    public boolean needsProof() {
        return this != REPORTED;
    }

    public VerificationLevel stricter(VerificationLevel other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
