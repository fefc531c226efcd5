package dev.ssot.mcp;

import dev.ssot.operation.Catalog;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.tool.Role;
import dev.ssot.operation.tool.Toolbox;
import java.util.List;
import java.util.Map;

/** Which operations stand behind the resources and prompts, and so which role may see them. */
final class Views {

    static final String REGISTRY = "registry";
    static final String QUEUE = "maturation-queue";
    static final String CAMPAIGN = "campaign";

    static final String WORK = "worker_loop";
    static final String REPAIR = "repair_blocked_transitions";
    static final String REVIEW = "review_campaign";

    private static final Map<String, String> RESOURCES =
            Map.of(REGISTRY, "registry.read", QUEUE, "maturation.queue", CAMPAIGN, "campaign.status");

    /** Every operation that the prompt sends its reader to. */
    private static final Map<String, List<String>> PROMPTS = Map.of(
            WORK, List.of("slice.claim", "slice.context", "slice.renew", "slice.complete", "slice.abandon"),
            REPAIR, List.of("blocker.list", "registry.entity.upsert"),
            REVIEW, List.of("campaign.status", "registry.entity.get", "conflict.list", "blocker.list", "event.list"));

    private final Catalog catalog;
    private final Toolbox toolbox;

    Views(Catalog catalog, Toolbox toolbox) {
        this.catalog = catalog;
        this.toolbox = toolbox;
    }

    CatalogEntry operation(String resource) {
        String id = RESOURCES.get(resource);
        return catalog.find(String.valueOf(id))
                .orElseThrow(() -> new IllegalStateException("no operation behind resource " + resource));
    }

    boolean showsResource(String name, Role role) {
        return toolbox.permits(operation(name), role);
    }

    boolean showsPrompt(String name, Role role) {
        return PROMPTS.getOrDefault(name, List.of("no such prompt")).stream()
                .allMatch(id -> catalog.find(id)
                        .filter(entry -> toolbox.permits(entry, role))
                        .isPresent());
    }
}
