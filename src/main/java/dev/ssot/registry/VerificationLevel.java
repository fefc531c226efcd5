package dev.ssot.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much a repository believes what is reported to it. The policy {@code guard_policies.verification.level} names it. */
public enum VerificationLevel {
    /** What is reported counts, and a file that exists counts as proof. Also where the policy names no level. */
    REPORTED,
    /** An artifact has to state its result, and a test needs the receipt of a run. */
    OBSERVED,
    /** As observed, and this program runs the tests itself. */
    EXECUTED;

    public static final String UNKNOWN =
            "guard_policies.verification.level must be one of ['executed', 'observed', 'reported']";

    /** Empty when the policy names something unknown. */
    public static Optional<VerificationLevel> of(Rows rows) {
        var named = rows.guardPolicy("verification").path("level");
        return named.isMissingNode() || named.isNull()
                ? Optional.of(REPORTED)
                : Arrays.stream(values())
                        .filter(level -> level.text().equals(named.textValue()))
                        .findFirst();
    }

    /** The level as the policy names it: {@code observed}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a status counts only with something that proves it. */
    public boolean needsProof() {
        return this != REPORTED;
    }
}
