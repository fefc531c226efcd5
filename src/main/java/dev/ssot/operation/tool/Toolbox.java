package dev.ssot.operation.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.environment.Variable;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Refusal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The tools of one server in the order of the catalog, and who may use which. Every door asks here and nowhere else. */
public final class Toolbox {

    private final Map<String, ServedTool> tools;
    private final Map<String, ServedTool> aliases;
    private final Tiers tiers;
    private final Allowance allowance;

    private Toolbox(Map<String, ServedTool> tools, Map<String, ServedTool> aliases, Tiers tiers, Allowance allowance) {
        this.tools = tools;
        this.aliases = aliases;
        this.tiers = tiers;
        this.allowance = allowance;
    }

    /** The tools of the catalog, without those that stand for commands. */
    public static Toolbox of(Catalog catalog, Tiers tiers) {
        return of(catalog, tiers, declared(catalog));
    }

    /** @param commands what the command line can do, asked for only if the tier of its tools is on */
    public static Toolbox of(Catalog catalog, Tiers tiers, Supplier<ObjectNode> commands) {
        Map<String, ServedTool> tools = declared(catalog);
        if (tiers.enables(CommandTools.TIER)) {
            catalog.find("cli.run")
                    .ifPresent(run ->
                            new CommandTools(run).of(commands.get()).forEach(tool -> tools.put(tool.name(), tool)));
        }
        return of(catalog, tiers, tools);
    }

    private static Map<String, ServedTool> declared(Catalog catalog) {
        Map<String, ServedTool> tools = new LinkedHashMap<>();
        for (CatalogEntry entry : catalog.entries()) {
            CatalogEntry.Tool tool = entry.mcp();
            if (tool != null) {
                tools.put(tool.name(), ServedTool.of(entry, tool));
            }
        }
        return tools;
    }

    private static Toolbox of(Catalog catalog, Tiers tiers, Map<String, ServedTool> tools) {
        Map<String, ServedTool> aliases = new LinkedHashMap<>();
        catalog.aliases().forEach((alias, entry) -> aliases.put(alias, tools.get(entry.name())));
        return new Toolbox(
                Collections.unmodifiableMap(tools), Collections.unmodifiableMap(aliases), tiers, Allowance.EVERYTHING);
    }

    /** The same tools for callers who may use fewer of them. */
    public Toolbox allowing(Allowance fewer) {
        return new Toolbox(tools, aliases, tiers, fewer);
    }

    /** All of them, also those that nobody may use here. */
    public Collection<ServedTool> all() {
        return tools.values();
    }

    /** The tool that a caller means. The one place where a name is resolved, before anything else is decided. */
    public Optional<ServedTool> find(String name) {
        return Optional.ofNullable(tools.get(name)).or(() -> Optional.ofNullable(aliases.get(name)));
    }

    /** Further names of tools, which are understood and never listed. */
    public Map<String, ServedTool> aliases() {
        return aliases;
    }

    /** What a list of tools shows to that role. */
    public List<ServedTool> listed(Role role) {
        return tools.values().stream()
                .filter(tool -> refusal(tool, role).isEmpty())
                .toList();
    }

    public boolean lists(String name, Role role) {
        return tools.containsKey(name) && refusal(tools.get(name), role).isEmpty();
    }

    /** Whether that role may reach the operation other than by a tool: as a resource, or in the words of a prompt. */
    public boolean permits(CatalogEntry entry, Role role) {
        CatalogEntry.Tool tool = entry.mcp();
        boolean readable = tool == null ? !entry.writes() && harmless(entry) : tool.readRole();
        return (role == Role.WRITE || readable) && allowance.allows(entry.name(), role);
    }

    /** Why that role may not use the tool; empty when it may. */
    Optional<Refusal> refusal(ServedTool tool, Role role) {
        if (role == Role.READ && !tool.readRole() || !allowance.allows(tool.name(), role)) {
            return Optional.of(new Refusal(
                    ErrorCode.ROLE_NOT_ALLOWED,
                    "tool is not allowed for current gateway role: " + tool.name(),
                    "Use a tool that the list shows; the %s role has no other.".formatted(role.text())));
        }
        if (!tiers.enables(tool.tier())) {
            return Optional.of(new Refusal(
                    ErrorCode.TIER_NOT_ENABLED,
                    "tool is not enabled for tiers: " + tiers.csv(),
                    "%s belongs to tier %s: start the server with %s=%s,%s."
                            .formatted(tool.name(), tool.tier(), Variable.VOX_MCP_TIERS, tiers.csv(), tool.tier())));
        }
        return Optional.empty();
    }

    private static boolean harmless(CatalogEntry entry) {
        return entry.sideEffects().equals("none") || entry.sideEffects().equals("read_only");
    }
}
