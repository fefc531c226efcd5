package dev.ssot.mcp;

import dev.ssot.environment.Environment;
import dev.ssot.environment.Variable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which tiers of tools a server lists. A tool outside them is neither listed nor callable. */
public record Tiers(Set<String> enabled) {

    private static final Set<String> KNOWN = new LinkedHashSet<>(List.of("core", "dev", "advanced"));

    /**
     * Those that the operator asked for.
     *
     * @throws IllegalArgumentException for a name that is no tier, with a message for the operator
     */
    public static Tiers in(Environment environment) {
        return parse(environment.text(Variable.VOX_MCP_TIERS).orElse(null));
    }

    /** Reads names separated by commas; nothing means {@code core}, {@code all} every tier. */
    static Tiers parse(@Nullable String csv) {
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
        return new Tiers(enabled.isEmpty() ? Set.of("core") : enabled);
    }

    boolean enables(String tier) {
        return enabled.contains(tier);
    }

    /** As the variable would name them. */
    String csv() {
        return String.join(",", enabled);
    }
}
