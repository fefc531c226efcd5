package dev.ssot.contract.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.contract.Registrations;
import dev.ssot.contract.SchemaGeneration;
import dev.ssot.operation.SideEffects;
import dev.ssot.registry.json.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tools that the running program registers, against the catalog and the published schemas. */
final class ToolCheck implements Check {

    @Override
    public void examine(Examination examination) {
        Registrations running = examination.running();
        if (running != null) {
            Map<String, Registrations.Tool> registered = new HashMap<>();
            running.tools().stream()
                    .filter(tool -> tool.aliasOf() == null)
                    .forEach(tool -> registered.put(tool.name(), tool));
            Set<String> bound = new HashSet<>(running.handlers());
            for (Row row : examination.rows()) {
                if (row.hasMethod() && !bound.remove(row.id())) {
                    examination.find(
                            Rule.RUNTIME_DISPATCH, row.at("/id"), row, "no code is bound to operation %s", row.id());
                }
                if (row.hasTool()) {
                    examine(examination, row, registered.remove(row.tool()));
                }
            }
            for (String operation : bound) {
                examination.find(
                        Rule.RUNTIME_DISPATCH,
                        examination.catalog().at("/operations"),
                        "code is bound to operation %s, which is not declared",
                        operation);
            }
            for (String tool : registered.keySet()) {
                examination.find(
                        Rule.RUNTIME_EXTRA,
                        examination.catalog().at("/operations"),
                        "the program registers the tool %s, which is not declared",
                        tool);
            }
        }
    }

    private static void examine(Examination examination, Row row, Registrations.@Nullable Tool tool) {
        if (tool == null) {
            examination.find(
                    Rule.RUNTIME_NOT_REGISTERED,
                    row.at("/mcp"),
                    row,
                    "the program does not register the tool %s; build again",
                    row.tool());
            return;
        }
        if (!row.id().equals(tool.operation())) {
            examination.find(
                    Rule.RUNTIME_DISPATCH,
                    row.at("/mcp"),
                    row,
                    "a call of the tool %s arrives at %s, not at %s",
                    row.tool(),
                    Objects.requireNonNullElse(tool.operation(), "no operation"),
                    row.id());
        }
        if (!tool.title().equals(row.text("title")) || !tool.description().equals(row.text("description"))) {
            examination.find(
                    Rule.RUNTIME_DESCRIPTION_MISMATCH,
                    row.at("/description"),
                    row,
                    "the tool %s is registered with another title or description: %s: %s",
                    row.tool(),
                    tool.title(),
                    tool.description());
        }
        annotations(examination, row, tool);
        schemas(examination, row, tool);
    }

    private static void annotations(Examination examination, Row row, Registrations.Tool tool) {
        ObjectNode annotations = Json.object()
                .put("title", row.text("title"))
                .put("readOnlyHint", !row.writes())
                .put("destructiveHint", row.text("side_effect_class").equals(SideEffects.DESTRUCTIVE.text()))
                .put("idempotentHint", row.json().path("idempotent").asBoolean())
                .put("openWorldHint", false);
        ObjectNode meta = Json.object()
                .put("vox_product_lane", row.text("product_lane"))
                .put("vox_http_read_role_eligible", row.readRole())
                .put("vox_tier", row.tier());
        same(examination, row, "annotations", annotations, tool.annotations());
        same(examination, row, "_meta", meta, tool.meta());
    }

    private static void same(
            Examination examination, Row row, String what, ObjectNode declared, ObjectNode registered) {
        if (!declared.equals(registered)) {
            examination.find(
                    Rule.RUNTIME_ANNOTATIONS_MISMATCH,
                    row.at("/mcp"),
                    row,
                    "the tool %s is registered with %s %s, and the catalog says %s",
                    row.tool(),
                    what,
                    registered,
                    declared);
        }
    }

    private static void schemas(Examination examination, Row row, Registrations.Tool tool) {
        String input = Examination.FOLDER + row.text("input_schema");
        if (!tool.inputSchema().equals(examination.document(input).tree())) {
            mismatch(examination, row, "input schema", input);
        }
        String output = Examination.FOLDER + row.text("output_schema");
        JsonNode published = examination.document(output).tree();
        ObjectNode listed = published instanceof ObjectNode complete ? SchemaGeneration.topLevel(complete) : null;
        if (tool.outputSchema() == null || !tool.outputSchema().equals(listed)) {
            mismatch(examination, row, "output schema", output);
        }
    }

    private static void mismatch(Examination examination, Row row, String what, String file) {
        examination.find(
                Rule.RUNTIME_SCHEMA_MISMATCH,
                row.at("/mcp"),
                row,
                "the tool %s is registered with another %s than %s",
                row.tool(),
                what,
                file);
    }
}
