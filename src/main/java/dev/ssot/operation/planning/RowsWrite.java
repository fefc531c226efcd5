package dev.ssot.operation.planning;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Context;
import dev.ssot.operation.RegistryWrite;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.RegistryMutation;
import java.util.List;

/** One change of several rows of a section, by whatever operation. */
record RowsWrite(String tool, Section section, List<String> ids) {

    Reply<Report> run(Context context, RegistryMutation mutation) {
        ObjectNode event =
                Json.object().put("source", "ssot-mcp").put("tool", tool).put("section", section.key());
        if (ids.size() == 1) {
            event.put("entity_id", ids.getFirst());
        }
        event.set("entity_ids", Json.MAPPER.valueToTree(ids));
        return new RegistryWrite(mutation, null, _ -> event).run(context);
    }
}
