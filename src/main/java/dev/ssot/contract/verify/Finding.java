package dev.ssot.contract.verify;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A broken rule, with the place where it is mended.
 *
 * @param operation the id of the operation that it is about; null for none
 */
public record Finding(Rule rule, Place place, @Nullable String operation, String message) {

    static final Comparator<Finding> ORDER = Comparator.<Finding, String>comparing(
                    finding -> finding.place().file())
            .thenComparing(finding -> finding.place().line())
            .thenComparing(finding -> finding.rule().text())
            .thenComparing(Finding::message);

    /**
     * A line of a file.
     *
     * @param file below the project's folder
     */
    public record Place(String file, int line) {}

    @Override
    public String toString() {
        return "%s:%d: %s: %s".formatted(place.file(), place.line(), rule.text(), message);
    }
}
