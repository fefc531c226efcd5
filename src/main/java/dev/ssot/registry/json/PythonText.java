package dev.ssot.registry.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Values as Python's {@code repr} prints them, because the reference's bytes and messages contain them. */
public final class PythonText {

    private PythonText() {}

    /** A text in single quotes; in double quotes when it holds a single quote and no double one. */
    public static String repr(String text) {
        boolean doubled = text.indexOf('\'') >= 0 && text.indexOf('"') < 0;
        char quote = doubled ? '"' : '\'';
        StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c == quote) {
                        out.append('\\').append(quote);
                    } else if (c < 0x20 || c == 0x7F) {
                        out.append(String.format("\\x%02x", c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.append(quote).toString();
    }

    /** A list of texts in the order given: {@code ['a', 'b']}. */
    public static String repr(Collection<String> texts) {
        return texts.stream().map(PythonText::repr).collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * The shortest digits that read back as the same double; plain between 0.0001 and 1e16, else with an exponent of at
     * least two digits.
     */
    public static String repr(double number) {
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        BigDecimal shortest = shortest(Math.abs(number));
        String digits = shortest.unscaledValue().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        String sign = number < 0 ? "-" : "";
        return sign + (exponent >= -4 && exponent < 16 ? plain(digits, exponent) : scientific(digits, exponent));
    }

    /** Java prints at least two digits and then prefers the closer pair: 4.9E-324 where 5e-324 reads back the same. */
    private static BigDecimal shortest(double number) {
        BigDecimal oneDigit = new BigDecimal(number).round(new MathContext(1)).stripTrailingZeros();
        return oneDigit.doubleValue() == number
                ? oneDigit
                : new BigDecimal(Double.toString(number)).stripTrailingZeros();
    }

    /** A value in a cell: nothing for null, a scalar as it reads, a list or an object as Python's JSON text. */
    public static String scalar(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> "";
            case STRING -> value.textValue();
            case NUMBER -> value.isIntegralNumber() ? value.asText() : repr(value.doubleValue());
            case BOOLEAN -> value.asText();
            default -> json(value);
        };
    }

    /** As {@code json.dumps(value, ensure_ascii=False, sort_keys=True)} prints it. */
    public static String json(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .sorted(Map.Entry.comparingByKey(CanonicalJson.CODE_POINT_ORDER))
                    .map(field -> compact(TextNode.valueOf(field.getKey())) + ": " + json(field.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(PythonText::json)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
        return compact(value);
    }

    private static String compact(JsonNode scalar) {
        return new String(CanonicalJson.write(scalar), StandardCharsets.UTF_8);
    }

    private static String plain(String digits, int exponent) {
        if (exponent < 0) {
            return "0." + "0".repeat(-exponent - 1) + digits;
        }
        int whole = exponent + 1;
        if (digits.length() <= whole) {
            return digits + "0".repeat(whole - digits.length()) + ".0";
        }
        return digits.substring(0, whole) + "." + digits.substring(whole);
    }

    private static String scientific(String digits, int exponent) {
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
