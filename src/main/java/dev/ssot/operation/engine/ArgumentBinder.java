package dev.ssot.operation.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.CatalogEntry;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Refusal;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Turns arguments into a request record by the published schema, and names every one that does not fit. */
final class ArgumentBinder {

    private final RequestRules rules = new RequestRules();

    /** What binding led to. */
    sealed interface Bound<Q> {

        record Request<Q>(Q request) implements Bound<Q> {}

        record Invalid<Q>(Refusal refusal) implements Bound<Q> {}
    }

    <Q extends Record> Bound<Q> bind(CatalogEntry entry, Class<Q> type, ObjectNode arguments) {
        JsonNode properties = entry.inputSchema().path("properties");
        List<String> problems = new ArrayList<>();
        ArgumentShape.problem(arguments).ifPresent(problems::add);
        ObjectNode complete = Json.object();
        for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
            JsonNode schema = properties.get(argument.getKey());
            if (schema == null) {
                problems.add(unknown(argument.getKey(), properties));
            } else if (!argument.getValue().isNull() || allowsNull(schema)) {
                Types.mismatch(argument.getKey(), argument.getValue(), schema).ifPresent(problems::add);
                complete.set(argument.getKey(), argument.getValue());
            }
        }
        addDefaults(properties, complete);
        for (JsonNode required : entry.inputSchema().path("required")) {
            if (!complete.has(required.textValue())) {
                problems.add(required.textValue() + " is required");
            }
        }
        return problems.isEmpty() ? checked(entry, type, complete) : invalid(entry, problems);
    }

    private <Q extends Record> Bound<Q> checked(CatalogEntry entry, Class<Q> type, ObjectNode arguments) {
        Q request;
        try {
            request = Json.MAPPER.treeToValue(arguments, type);
        } catch (JsonMappingException outsideOfTheType) {
            String argument = outsideOfTheType.getPath().stream()
                    .findFirst()
                    .map(JsonMappingException.Reference::getFieldName)
                    .orElse("an argument");
            return invalid(entry, List.of("%s: %s".formatted(argument, outsideOfTheType.getOriginalMessage())));
        } catch (JsonProcessingException malformed) {
            return invalid(entry, List.of(malformed.getOriginalMessage()));
        }
        List<String> broken = rules.broken(request);
        return broken.isEmpty() ? new Bound.Request<>(request) : invalid(entry, broken);
    }

    private static void addDefaults(JsonNode properties, ObjectNode arguments) {
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            JsonNode value = property.getValue().get("default");
            if (value != null && !arguments.has(property.getKey())) {
                arguments.set(property.getKey(), value);
            }
        }
    }

    private static boolean allowsNull(JsonNode schema) {
        return StreamSupport.stream(schema.path("type").spliterator(), false)
                .anyMatch(type -> "null".equals(type.textValue()));
    }

    private static String unknown(String name, JsonNode properties) {
        List<String> known =
                properties.properties().stream().map(Map.Entry::getKey).toList();
        return "unknown argument %s%s"
                .formatted(
                        name,
                        NearestName.of(name, known)
                                .map(near -> "; did you mean %s?".formatted(near))
                                .orElse("; known are " + String.join(", ", known)));
    }

    private static <Q> Bound<Q> invalid(CatalogEntry entry, List<String> problems) {
        String example = StreamSupport.stream(
                        entry.inputSchema().path("required").spliterator(), false)
                .map(JsonNode::textValue)
                .collect(Collectors.joining(", "));
        String needed = example.isEmpty() ? "no argument is required" : "required are " + example;
        return new Bound.Invalid<>(new Refusal(
                ErrorCode.INVALID_ARGUMENTS,
                String.join("; ", problems),
                "Nothing was done. Correct the arguments of %s (%s) and call again.".formatted(entry.name(), needed)));
    }
}
