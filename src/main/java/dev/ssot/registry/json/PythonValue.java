package dev.ssot.registry.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** JSON values as Python judges and prints them, because the rules of the format were written down in Python. */
public final class PythonValue {

    private PythonValue() {}

    /** Anything but nothing, zero, false and the empty. */
    public static boolean isTruthy(@Nullable JsonNode value) {
        return value != null
                && switch (value.getNodeType()) {
                    case STRING -> !value.textValue().isEmpty();
                    case ARRAY, OBJECT -> !value.isEmpty();
                    case BOOLEAN -> value.booleanValue();
                    case NUMBER -> value.doubleValue() != 0;
                    default -> false;
                };
    }

    /** The integer, with true as 1 and false as 0; null for any other value. */
    public static @Nullable BigInteger integer(@Nullable JsonNode value) {
        if (value != null && value.isBoolean()) {
            return value.booleanValue() ? BigInteger.ONE : BigInteger.ZERO;
        }
        return value != null && value.isIntegralNumber() ? value.bigIntegerValue() : null;
    }

    public static boolean isBlank(String text) {
        return text.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    /** A text as it stands, everything else as {@link #repr}. */
    public static String str(@Nullable JsonNode value) {
        return value != null && value.isTextual() ? value.textValue() : repr(value);
    }

    public static String repr(@Nullable JsonNode value) {
        if (value == null) {
            return "None";
        }
        return switch (value.getNodeType()) {
            case STRING -> PythonText.repr(value.textValue());
            case BOOLEAN -> value.booleanValue() ? "True" : "False";
            case NUMBER -> value.isIntegralNumber() ? value.asText() : PythonText.repr(value.doubleValue());
            case ARRAY -> {
                StringJoiner list = new StringJoiner(", ", "[", "]");
                value.forEach(element -> list.add(repr(element)));
                yield list.toString();
            }
            case OBJECT -> {
                StringJoiner object = new StringJoiner(", ", "{", "}");
                value.properties()
                        .forEach(field -> object.add(PythonText.repr(field.getKey()) + ": " + repr(field.getValue())));
                yield object.toString();
            }
            default -> "None";
        };
    }
}
