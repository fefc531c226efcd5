package dev.ssot.registry.assurance;

import java.util.Arrays;
import java.util.Locale;

/** Which files a source snapshot takes up. */
public enum PathPolicy {
    /** The registry and the files that its documents, evidence and tests name. */
    SSOT_ONLY,
    /** The same files: what the registry names is what it declares. */
    DECLARED,
    /** Every file of the repository that is neither made nor fetched. */
    FULL_REPO;

    /** The policy of that name, which has to be one. */
    public static PathPolicy of(String text) {
        return Arrays.stream(values())
                .filter(policy -> policy.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no path policy: " + text));
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
