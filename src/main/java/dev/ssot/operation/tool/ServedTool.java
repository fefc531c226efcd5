package dev.ssot.operation.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.CatalogEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A tool as clients see it, with the operation behind it.
 *
 * @param readRole whether the read role may see and call it
 * @param arguments turns the tool's arguments into those of the operation
 */
public record ServedTool(
        String name,
        String title,
        String description,
        String tier,
        boolean readRole,
        ObjectNode inputSchema,
        @Nullable ObjectNode outputSchema,
        CatalogEntry operation,
        UnaryOperator<ObjectNode> arguments) {

    /** The tool that the catalog declares for an operation. */
    static ServedTool of(CatalogEntry entry, CatalogEntry.Tool tool) {
        return new ServedTool(
                tool.name(),
                entry.title(),
                entry.description(),
                tool.tier(),
                tool.readRole(),
                entry.inputSchema(),
                entry.outputSchema(),
                entry,
                UnaryOperator.identity());
    }

    /** What every list of tools says about it beside its name and schema. */
    public Map<String, Object> meta() {
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("vox_product_lane", operation.productLane());
        meta.put("vox_http_read_role_eligible", readRole);
        meta.put("vox_tier", tier);
        return meta;
    }
}
