package dev.ssot.mcp;

import dev.ssot.operation.CatalogEntry;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The tiers of tools that this server lists. A tool outside them is not callable either. */
public record Tiers(Set<String> enabled) {

    public static final String VARIABLE = "VOX_MCP_TIERS";

    private static final Set<String> KNOWN = Set.of("core", "dev", "advanced");

    /** What reading the variable led to. */
    public sealed interface Reading {

        record Read(Tiers tiers) implements Reading {}

        record Unknown(String message) implements Reading {}
    }

    /** @param csv names separated by commas, {@code all} for every tier; empty stands for {@code core} */
    public static Reading read(Optional<String> csv) {
        Set<String> names = new LinkedHashSet<>();
        Arrays.stream(csv.orElse("core").split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        if (names.contains("all")) {
            return new Reading.Read(new Tiers(KNOWN));
        }
        Set<String> unknown = new LinkedHashSet<>(names);
        unknown.removeAll(KNOWN);
        return unknown.isEmpty() && !names.isEmpty()
                ? new Reading.Read(new Tiers(names))
                : new Reading.Unknown("%s=%s names no known tier %s: use core, dev, advanced or all"
                        .formatted(VARIABLE, csv.orElse(""), unknown));
    }

    boolean list(CatalogEntry.Tool tool) {
        return enabled.contains(tool.tier());
    }

    String csv() {
        return String.join(",", enabled);
    }
}
