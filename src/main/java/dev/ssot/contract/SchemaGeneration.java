package dev.ssot.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import dev.ssot.operation.NumberOrText;
import dev.ssot.operation.Report;
import dev.ssot.registry.json.Json;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** JSON Schema (2020-12) from the request and result records: their types, constraints and defaults. */
public final class SchemaGeneration {

    private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    private final SchemaGenerator generator;

    public SchemaGeneration() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        Json.MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(Option.INLINE_ALL_SCHEMAS, Option.FLATTENED_ENUMS)
                .with(new JakartaValidationModule(
                        JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS,
                        JakartaValidationOption.PREFER_IDN_EMAIL_FORMAT));
        config.forFields()
                .withPropertyNameOverrideResolver(field -> NAMES.translate(field.getDeclaredName()))
                .withNullableCheck(SchemaGeneration::isNullable)
                .withDefaultResolver(SchemaGeneration::defaultValue)
                .withDescriptionResolver(SchemaGeneration::description)
                .withRequiredCheck(field -> !isNullable(field) && defaultValue(field) == null);
        config.forTypesInGeneral().withPropertySorter((_, _) -> 0);
        config.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> {
            if (type.getErasedType() == Instant.class) {
                ObjectNode text = Json.object().put("type", "string").put("format", "date-time");
                return new CustomDefinition(text);
            }
            if (type.getErasedType() == NumberOrText.class) {
                ObjectNode either = Json.object();
                either.putArray("type").add("string").add("integer");
                return new CustomDefinition(either);
            }
            if (JsonNode.class.isAssignableFrom(type.getErasedType())) {
                return new CustomDefinition(Json.object().put("type", "object").put("x-open", true));
            }
            return null;
        });
        this.generator = new SchemaGenerator(config.build());
    }

    /** The complete schema of a record. */
    public ObjectNode of(Class<? extends Record> type) {
        if (type == Report.class) {
            ObjectNode open = Json.object().put("$schema", "https://json-schema.org/draft/2020-12/schema");
            open.put("type", "object")
                    .putObject("properties")
                    .putObject("passed")
                    .put("type", "boolean");
            return open;
        }
        ObjectNode schema = (ObjectNode) generator.generateSchema(type);
        mergeNullAlternatives(schema);
        if (!schema.has("properties")) {
            schema.putObject("properties");
        }
        return schema;
    }

    /** {@code anyOf} null and something else says the same as a list of types, at a third of the size. */
    private static void mergeNullAlternatives(JsonNode schema) {
        schema.forEach(SchemaGeneration::mergeNullAlternatives);
        if (schema instanceof ObjectNode object
                && object.path("anyOf").size() == 2
                && "null".equals(object.at("/anyOf/0/type").asText())
                && object.at("/anyOf/1") instanceof ObjectNode alternative) {
            object.remove("anyOf");
            JsonNode type = alternative.path("type");
            object.setAll(alternative);
            ArrayNode types = object.putArray("type");
            if (type.isArray()) {
                type.forEach(types::add);
            } else {
                types.add(type);
            }
            types.add("null");
            if (object.get("enum") instanceof ArrayNode values) {
                values.addNull();
            }
        }
    }

    private static @Nullable String description(FieldScope field) {
        if (field.isFakeContainerItemScope()) {
            // What is said of a list is not said again of its elements.
            return null;
        }
        JsonPropertyDescription text = field.getAnnotationConsideringFieldAndGetter(JsonPropertyDescription.class);
        return text == null ? null : text.value();
    }

    /** The schema as tools list it: only the names of what comes back, to spare the context. */
    public static ObjectNode topLevel(ObjectNode complete) {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        complete.path("properties").fieldNames().forEachRemaining(properties::putObject);
        return schema;
    }

    private static boolean isNullable(FieldScope field) {
        AnnotatedElement element = field.getRawMember();
        return element instanceof Field declared && declared.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static @Nullable Object defaultValue(FieldScope field) {
        JsonProperty property = field.getAnnotationConsideringFieldAndGetter(JsonProperty.class);
        if (property == null
                || property.defaultValue().isEmpty() && field.getType().getErasedType() != String.class) {
            return null;
        }
        if (field.getType().getErasedType() == String.class) {
            return property.defaultValue();
        }
        try {
            return Json.MAPPER.readTree(property.defaultValue());
        } catch (JsonProcessingException malformed) {
            throw new IllegalStateException("default of " + field.getDeclaredName() + " is no JSON", malformed);
        }
    }
}
