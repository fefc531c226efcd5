package dev.ssot.contract.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import dev.ssot.registry.json.Json;
import java.util.List;

/** JSON Schema (2020-12) as a check that says where. No schema is ever fetched. */
final class Schemas {

    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));

    /** @param pointer to the value that does not match */
    record Problem(String pointer, String message) {}

    /** Everything about a value that its schema does not allow. */
    List<Problem> problems(JsonNode schema, JsonNode value) {
        return factory.getSchema(schema).validate(value).stream()
                .map(message -> new Problem(pointer(message.getInstanceLocation()), text(message)))
                .toList();
    }

    /** Everything about a schema that makes it no JSON Schema. */
    List<Problem> problemsOf(JsonNode schema) {
        return problems(Json.object().put("$ref", "https://json-schema.org/draft/2020-12/schema"), schema);
    }

    private static String text(ValidationMessage message) {
        return message.getMessage();
    }

    private static String pointer(JsonNodePath path) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            String token = String.valueOf(path.getElement(i));
            pointer.append('/').append(token.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
