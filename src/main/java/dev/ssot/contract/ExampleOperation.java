package dev.ssot.contract;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The operation that the catalog of a new project begins with: something small to read, which its owner replaces.
 *
 * @param input JSON Schema of the arguments
 * @param output JSON Schema of the result
 * @param arguments of an example call
 */
record ExampleOperation(
        String subject, String verb, String title, String description, String input, String output, String arguments) {

    private static final ExampleOperation GREETING = new ExampleOperation(
            "greeting",
            "read",
            "Read a greeting",
            "Returns a greeting for a name. An example: replace it by what the project does.",
            object("name", "{\"type\": \"string\", \"minLength\": 1, \"maxLength\": 100}"),
            object("greeting", "{\"type\": \"string\"}"),
            "{name: Ada}");

    private static final Map<String, ExampleOperation> BY_TEMPLATE = Map.of(
            "chatbot",
            new ExampleOperation(
                    "message",
                    "answer",
                    "Answer a message",
                    "Returns the answer to one message of a conversation. An example: replace it by what the bot does.",
                    object("message", "{\"type\": \"string\", \"minLength\": 1, \"maxLength\": 4000}"),
                    object("answer", "{\"type\": \"string\"}"),
                    "{message: Hello}"),
            "dashboard",
            new ExampleOperation(
                    "summary",
                    "read",
                    "Read a summary",
                    "Returns the figures of a period. An example: replace it by what the dashboard shows.",
                    object("period", "{\"enum\": [\"day\", \"week\", \"month\"]}"),
                    object("figures", "{\"type\": \"object\", \"additionalProperties\": {\"type\": \"number\"}}"),
                    "{period: week}"),
            "api",
            new ExampleOperation(
                    "item",
                    "get",
                    "Get an item",
                    "Returns one item by its id. An example: replace it by what the interface offers.",
                    object("item_id", "{\"type\": \"string\", \"pattern\": \"^[a-z0-9-]{1,64}$\"}"),
                    object("item", "{\"type\": \"object\"}"),
                    "{item_id: item-1}"));

    static ExampleOperation of(@Nullable String template) {
        return template == null ? GREETING : Objects.requireNonNull(BY_TEMPLATE.get(template), template);
    }

    String id() {
        return subject + "." + verb;
    }

    String tool() {
        return subject + "_" + verb;
    }

    String schemaPath(String side) {
        return "schemas/%s.%s.schema.json".formatted(id(), side);
    }

    private static String object(String property, String schema) {
        return """
                {
                  "$schema": "https://json-schema.org/draft/2020-12/schema",
                  "type": "object",
                  "properties": {"%1$s": %2$s},
                  "required": ["%1$s"],
                  "additionalProperties": false
                }
                """.formatted(property, schema);
    }
}
