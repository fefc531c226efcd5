package dev.ssot.registry.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The one form in which JSON is written under {@code .ssot}: UTF-8, one line, keys in code point order, only the
 * escapes that JSON demands, doubles as Python prints them. The same tree always gives the same bytes as the reference.
 */
public final class CanonicalJson {

    /** Order of keys: by Unicode code point, which differs from {@code String.compareTo} above U+FFFF. */
    public static final Comparator<String> CODE_POINT_ORDER = CanonicalJson::compareCodePoints;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] buffer;
    private int length;

    private CanonicalJson(int capacity) {
        this.buffer = new byte[capacity];
    }

    /** The canonical bytes of the value, without a final newline. */
    public static byte[] write(JsonNode value) {
        CanonicalJson writer = new CanonicalJson(8 * 1024);
        writer.value(value);
        return Arrays.copyOf(writer.buffer, writer.length);
    }

    /**
     * The canonical bytes of an object of which some lists are known already, element by element.
     *
     * @param lists the canonical bytes of the elements, by the name of the list; they are not looked up in the object
     */
    public static byte[] write(ObjectNode object, Map<String, List<byte[]>> lists) {
        long known = 0;
        for (List<byte[]> list : lists.values()) {
            for (byte[] element : list) {
                known += element.length + 1;
            }
        }
        CanonicalJson writer = new CanonicalJson(Math.toIntExact(known + 64 * 1024));
        writer.put('{');
        String separator = "";
        for (Iterator<Map.Entry<String, JsonNode>> fields = sorted(object); fields.hasNext(); ) {
            Map.Entry<String, JsonNode> field = fields.next();
            writer.ascii(separator);
            separator = ",";
            writer.text(field.getKey());
            writer.put(':');
            List<byte[]> list = lists.get(field.getKey());
            if (list == null) {
                writer.value(field.getValue());
            } else {
                writer.list(list);
            }
        }
        writer.put('}');
        return Arrays.copyOf(writer.buffer, writer.length);
    }

    /** SHA-256 of the bytes, in lower-case hex. */
    public static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    private void value(JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> object(value);
            case ARRAY -> array(value);
            case STRING -> text(value.textValue());
            case NUMBER -> ascii(value.isIntegralNumber() ? value.asText() : PythonText.repr(value.doubleValue()));
            case BOOLEAN, NULL -> ascii(value.asText());
            default -> throw new IllegalArgumentException("no JSON value: " + value.getNodeType());
        }
    }

    private void object(JsonNode object) {
        put('{');
        boolean first = true;
        Iterator<Map.Entry<String, JsonNode>> fields = sorted(object);
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (!first) {
                put(',');
            }
            first = false;
            text(field.getKey());
            put(':');
            value(field.getValue());
        }
        put('}');
    }

    /** A registry that we wrote is in order already, so the common case sorts nothing. */
    private static Iterator<Map.Entry<String, JsonNode>> sorted(JsonNode object) {
        String previous = null;
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (previous != null && compareCodePoints(previous, name) > 0) {
                return object.properties().stream()
                        .sorted(Map.Entry.comparingByKey(CODE_POINT_ORDER))
                        .iterator();
            }
            previous = name;
        }
        return object.properties().iterator();
    }

    private void array(JsonNode array) {
        put('[');
        boolean first = true;
        for (JsonNode element : array) {
            if (!first) {
                put(',');
            }
            first = false;
            value(element);
        }
        put(']');
    }

    private void list(List<byte[]> elements) {
        put('[');
        boolean first = true;
        for (byte[] element : elements) {
            if (!first) {
                put(',');
            }
            first = false;
            ensure(element.length);
            System.arraycopy(element, 0, buffer, length, element.length);
            length += element.length;
        }
        put(']');
    }

    private void text(String text) {
        put('"');
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain))) {
            plain++;
        }
        asciiRange(text, plain);
        for (int i = plain; i < text.length(); i++) {
            i += character(text, i);
        }
        put('"');
    }

    private static boolean isPlain(char c) {
        return c >= 0x20 && c < 0x80 && c != '"' && c != '\\';
    }

    /** Writes the character at {@code i}; answers how many further ones of the text it used up. */
    private int character(String text, int i) {
        char c = text.charAt(i);
        switch (c) {
            case '"' -> ascii("\\\"");
            case '\\' -> ascii("\\\\");
            case '\b' -> ascii("\\b");
            case '\f' -> ascii("\\f");
            case '\n' -> ascii("\\n");
            case '\r' -> ascii("\\r");
            case '\t' -> ascii("\\t");
            default -> {
                if (c < 0x20) {
                    ascii("\\u00");
                    put(HEX[c >> 4]);
                    put(HEX[c & 0xF]);
                } else if (Character.isHighSurrogate(c)) {
                    codePoint(text.codePointAt(i));
                    return 1;
                } else {
                    codePoint(c);
                }
            }
        }
        return 0;
    }

    private void codePoint(int c) {
        if (c < 0x80) {
            put(c);
        } else if (c < 0x800) {
            put(0xC0 | c >> 6);
            put(0x80 | c & 0x3F);
        } else if (c < 0x10000) {
            put(0xE0 | c >> 12);
            put(0x80 | c >> 6 & 0x3F);
            put(0x80 | c & 0x3F);
        } else {
            put(0xF0 | c >> 18);
            put(0x80 | c >> 12 & 0x3F);
            put(0x80 | c >> 6 & 0x3F);
            put(0x80 | c & 0x3F);
        }
    }

    private void ascii(String text) {
        asciiRange(text, text.length());
    }

    @SuppressWarnings("deprecation") // getBytes(int, int, byte[], int) copies ASCII without an encoder
    private void asciiRange(String text, int count) {
        ensure(count);
        text.getBytes(0, count, buffer, length);
        length += count;
    }

    private void put(int b) {
        ensure(1);
        buffer[length++] = (byte) b;
    }

    private void ensure(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(length, more), buffer.length * 2));
        }
    }

    private static int compareCodePoints(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                boolean oneIsSurrogate = Character.isSurrogate(a) != Character.isSurrogate(b);
                return oneIsSurrogate ? (Character.isSurrogate(a) ? 1 : -1) : Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
