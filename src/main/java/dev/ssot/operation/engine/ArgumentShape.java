package dev.ssot.operation.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Refuses arguments that no file could hold: half a character, an infinite number, nesting without end. */
public final class ArgumentShape {

    private static final int DEPTH = 32;

    private ArgumentShape() {}

    /** Says what is wrong, if anything. */
    public static Optional<String> problem(ObjectNode arguments) {
        return arguments.properties().stream()
                .flatMap(argument -> problem(argument.getKey(), argument.getValue(), 1).stream())
                .findFirst();
    }

    private static Optional<String> problem(String argument, JsonNode value, int depth) {
        if (depth > DEPTH) {
            return Optional.of("%s is nested deeper than %d levels".formatted(argument, DEPTH));
        }
        if (value.isTextual() && !isWritable(value.textValue())) {
            return Optional.of("%s holds a lone surrogate, which is no character".formatted(argument));
        }
        if (value.isFloatingPointNumber() && !Double.isFinite(value.doubleValue())) {
            return Optional.of("%s holds a number that is not finite".formatted(argument));
        }
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                if (!isWritable(field.getKey())) {
                    return Optional.of("%s holds a lone surrogate, which is no character".formatted(argument));
                }
            }
        }
        for (JsonNode element : value) {
            Optional<String> problem = problem(argument, element, depth + 1);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private static boolean isWritable(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
