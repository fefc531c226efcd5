package dev.ssot.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.Vocabulary;
import dev.ssot.registry.json.PythonText;
import dev.ssot.registry.json.PythonValue;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a value has to be.
 *
 * @param words as messages say it after the name of the field
 */
record Demand(Predicate<JsonNode> holds, String words) {

    static final Demand TEXT = new Demand(JsonNode::isTextual, "must be a string");
    static final Demand OPTIONAL_TEXT =
            new Demand(value -> isNothing(value) || value.isTextual(), "must be a string when present");
    static final Demand TEXT_OR_NULL =
            new Demand(value -> isNothing(value) || value.isTextual(), "must be a string or null");
    static final Demand TEXT_IF_PROVIDED =
            new Demand(value -> isNothing(value) || value.isTextual(), "must be a string when provided");
    static final Demand NON_BLANK = new Demand(Demand::isNonBlank, "must be a non-empty string");
    static final Demand TEXTS = new Demand(Demand::isTexts, "must be a list of strings");
    static final Demand TEXTS_OR_ABSENT =
            new Demand(value -> value.isMissingNode() || isTexts(value), "must be a list of strings");
    static final Demand OPTIONAL_TEXTS =
            new Demand(value -> isNothing(value) || isTexts(value), "must be a list of strings when present");
    static final Demand BOOLEAN = new Demand(JsonNode::isBoolean, "must be a boolean");
    static final Demand OBJECT = new Demand(JsonNode::isObject, "must be an object");
    static final Demand OPTIONAL_OBJECT =
            new Demand(value -> isNothing(value) || value.isObject(), "must be an object when present");

    static Demand oneOf(String... values) {
        return oneOf(List.of(values));
    }

    static Demand oneOf(List<String> values) {
        return oneOf(values, "must be one of ", "", false);
    }

    static Demand nullOrOneOf(List<String> values) {
        return oneOf(values, "must be null or one of ", "", true);
    }

    static Demand oneOf(List<String> values, String before, String after, boolean orNothing) {
        Set<String> allowed = Set.copyOf(values);
        String shown = PythonText.repr(Vocabulary.byName(values));
        return new Demand(
                value -> value.isTextual() && allowed.contains(value.textValue()) || orNothing && isNothing(value),
                before + shown + after);
    }

    /** With the values in the order given. */
    static Demand oneOfDeclared(List<String> values) {
        return new Demand(
                value -> value.isTextual() && values.contains(value.textValue()),
                "must be one of " + PythonText.repr(values));
    }

    static boolean isNothing(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    static boolean isNonBlank(JsonNode value) {
        return value.isTextual() && !PythonValue.isBlank(value.textValue());
    }

    static boolean isTexts(JsonNode value) {
        if (!value.isArray()) {
            return false;
        }
        for (JsonNode element : value) {
            if (!element.isTextual()) {
                return false;
            }
        }
        return true;
    }
}
