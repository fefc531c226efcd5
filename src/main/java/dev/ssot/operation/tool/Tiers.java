package dev.ssot.operation.tool;

import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import dev.ssot.operation.Tier;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which tiers of tools a server lists. A tool outside them is neither listed nor callable. */
public record Tiers(Set<String> enabled) {

    private static final Set<String> KNOWN =
            Stream.of(Tier.values()).map(Tier::text).collect(Collectors.toCollection(LinkedHashSet::new));

    /**
     * Those that the operator asked for.
     *
     * @throws IllegalArgumentException for a name that is no tier, with a message for the operator
     */
    public static Tiers in(Environment environment) {
        return parse(environment.text(Variable.VOX_MCP_TIERS).orElse(null));
    }

    /** Reads names separated by commas; nothing means {@code core}, {@code all} every tier. */
    public static Tiers parse(@Nullable String csv) {
        Set<String> enabled = new LinkedHashSet<>();
        for (String part : (csv == null ? "" : csv).split(",", -1)) {
            String tier = part.strip();
            if (tier.equals("all")) {
                enabled.addAll(KNOWN);
            } else if (KNOWN.contains(tier)) {
                enabled.add(tier);
            } else if (!tier.isEmpty()) {
                throw new IllegalArgumentException("%s=%s: there is no tier %s; use %s or all"
                        .formatted(Variable.VOX_MCP_TIERS, csv, tier, String.join(", ", KNOWN)));
            }
        }
        return new Tiers(enabled.isEmpty() ? Set.of(Tier.CORE.text()) : enabled);
    }

    public boolean enables(String tier) {
        return enabled.contains(tier);
    }

    /** As the variable would name them. */
    public String csv() {
        return String.join(",", enabled);
    }
}
