package dev.ssot.contract;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What {@code ssot ci operations-sync --target} names: one kind of published file. */
public enum Target {
    /** The catalog itself, which is only checked. */
    CATALOG,
    SCHEMAS,
    MCP,
    CLI,
    RPC,
    ENV,
    DOCS,
    CAPABILITY,
    HTTP;

    private static final String ALL = "all";

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What {@code --target} takes, in the order in which help lists it. */
    public static List<String> choices() {
        return Stream.concat(Stream.of(values()).map(Target::text), Stream.of(ALL))
                .toList();
    }

    /** The targets behind one of the {@link #choices}. */
    public static Set<Target> named(String choice) {
        return choice.equals(ALL) ? EnumSet.allOf(Target.class) : EnumSet.of(valueOf(choice.toUpperCase(Locale.ROOT)));
    }

    /** The command that mends a file of this target. */
    String command() {
        return "ssot ci operations-sync --target %s --write".formatted(text());
    }
}
