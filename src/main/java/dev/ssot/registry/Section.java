package dev.ssot.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A list of rows in the registry. The first nine are entities, the last two are documents. */
public enum Section {
    FEATURES("feature", "feat:"),
    PROFILES("profile", "prf:"),
    TESTS("test", "tst:"),
    CLAIMS("claim", "clm:"),
    EVIDENCE("evidence", "evd:"),
    ISSUES("issue", "iss:"),
    RISKS("risk", "rsk:"),
    BOUNDARIES("boundary", "bnd:"),
    RELEASES("release", "rel:"),
    ADRS("adr", "adr:"),
    SPECS("spec", "spc:");

    private final String label;
    private final String prefix;

    Section(String label, String prefix) {
        this.label = label;
        this.prefix = prefix;
    }

    /** The key of the section in the document: {@code features}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of one row in messages: {@code feature}. */
    public String label() {
        return label;
    }

    /** The label where a sentence begins with it: {@code Feature}. */
    public String title() {
        return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
    }

    /** What every id of the section starts with: {@code feat:}. */
    public String prefix() {
        return prefix;
    }

    /** Singular or plural, dash or underscore, any case. */
    public static Optional<Section> parse(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(values())
                .filter(section -> section.key().equals(wanted) || section.label.equals(wanted))
                .findFirst();
    }

    public static List<String> keys() {
        return Arrays.stream(values()).map(Section::key).toList();
    }
}
