package dev.ssot.boot.doctor;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a check says.
 *
 * @param mend what a person can do about it; empty when there is nothing to do
 * @param repair what {@code --fix} does about it; null when that is for a person to decide
 */
record Finding(
        Status status, String detail, String mend, @Nullable Repair repair) {

    enum Status {
        OK,
        WARNING,
        PROBLEM,
        SKIPPED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String detail) {
        return new Finding(Status.OK, detail, "", null);
    }

    static Finding skipped(String detail) {
        return new Finding(Status.SKIPPED, detail, "", null);
    }

    static Finding warning(String detail, String mend) {
        return new Finding(Status.WARNING, detail, mend, null);
    }

    static Finding problem(String detail, String mend) {
        return new Finding(Status.PROBLEM, detail, mend, null);
    }

    Finding repairedBy(Repair possible) {
        return new Finding(status, detail, mend, possible);
    }
}
