package dev.ssot.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonNodePath;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.resource.AllowSchemaLoader;
import dev.ssot.registry.json.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** JSON Schema (2020-12) as a check. No schema is ever fetched: one that is neither given nor built in is an error. */
public final class JsonSchemas {

    /** What a published JSON Schema has to match itself. */
    public static final String METASCHEMA = "https://json-schema.org/draft/2020-12/schema";

    /** What a relative id is relative to. */
    private static final SchemaLocation SOMEWHERE = SchemaLocation.of("ssot:/contracts/");

    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
            SpecVersion.VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.add(
                    new AllowSchemaLoader(location -> location.toString().startsWith("classpath:draft/")))));

    /** Read once, because every published schema is held to it. */
    private @Nullable JsonSchema metaschema;

    /**
     * A part of a value that its schema does not allow.
     *
     * @param pointer to the part
     */
    public record Problem(String pointer, String message) {}

    /** The problems of a value, each with the place; empty when it matches. */
    List<String> problems(JsonNode schema, JsonNode value) {
        return located(schema, value).stream().map(Problem::message).sorted().toList();
    }

    /** The problems of a value, with pointers to them. */
    public List<Problem> located(JsonNode schema, JsonNode value) {
        try {
            return located(factory.getSchema(SOMEWHERE, schema), value);
        } catch (JsonSchemaException unusable) {
            return List.of(new Problem("", "its schema cannot be used: " + unusable.getMessage()));
        }
    }

    private static List<Problem> located(JsonSchema schema, JsonNode value) {
        return schema.validate(value).stream()
                .map(problem -> new Problem(pointer(problem.getInstanceLocation()), problem.getMessage()))
                .toList();
    }

    private static String pointer(JsonNodePath path) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            String token = String.valueOf(path.getElement(i));
            pointer.append('/').append(token.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    /** The problems of a JSON Schema as such. */
    List<String> problemsOf(ObjectNode schema) {
        return locatedOf(schema).stream().map(Problem::message).sorted().toList();
    }

    /** The problems of a JSON Schema as such, with pointers to them. */
    public List<Problem> locatedOf(JsonNode schema) {
        if (metaschema == null) {
            metaschema = factory.getSchema(SOMEWHERE, Json.object().put("$ref", METASCHEMA));
        }
        return located(metaschema, schema);
    }

    /** Reads a JSON object; empty for any other text. */
    static Optional<ObjectNode> parse(String text) {
        try {
            return Json.MAPPER.readTree(text) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }
}
