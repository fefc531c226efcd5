package dev.ssot.registry.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    /** The right-hand side is what Python's {@code repr} prints. */
    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0",
        "0.1, 0.1",
        "1e16, 1e+16",
        "1e21, 1e+21",
        "1e-5, 1e-05",
        "0.0001, 0.0001",
        "0.00012345, 0.00012345",
        "0.00001234, 1.234e-05",
        "1e-7, 1e-07",
        "123456789012345680.0, 1.2345678901234568e+17",
        "9007199254740993.0, 9007199254740992.0",
        "1234567890123456.7, 1234567890123456.8",
        "5e-324, 5e-324",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "-0.0, -0.0",
        "2e-3, 0.002",
        "100.0, 100.0",
        "1.5E+3, 1500.0",
        "-1e-10, -1e-10",
        "2.5e100, 2.5e+100",
    })
    void doubles_are_printed_as_python_prints_them(String written, String printed) throws InvalidJson {
        assertThat(rewritten(written)).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "123456789012345678901234567890", "9223372036854775808", "-9223372036854775809"})
    void integers_of_any_length_stay_as_they_are(String integer) throws InvalidJson {
        assertThat(rewritten(integer)).isEqualTo(integer);
    }

    @Test
    void minus_zero_as_an_integer_becomes_zero() throws InvalidJson {
        assertThat(rewritten("[-0]")).isEqualTo("[0]");
    }

    @Test
    void keys_are_ordered_by_code_point_and_not_by_utf16_unit() throws InvalidJson {
        assertThat(rewritten("{\"\uD83D\uDE00\":1,\"\uFB33\":2,\"a\":3,\"B\":4,\"\":5}"))
                .isEqualTo("{\"\":5,\"B\":4,\"a\":3,\"\uFB33\":2,\"\uD83D\uDE00\":1}");
    }

    @Test
    void only_what_json_demands_is_escaped() throws InvalidJson {
        assertThat(rewritten("\"\\u0000\\u001f\\b\\f\\n\\r\\t\\\"\\\\\\/\\u007f\\u2028\\u00e9\\ud83d\\ude00\""))
                .isEqualTo("\"\\u0000\\u001f\\b\\f\\n\\r\\t\\\"\\\\/\u007f\u2028é\uD83D\uDE00\"");
    }

    @Test
    void there_is_no_space_and_no_final_newline() throws InvalidJson {
        assertThat(rewritten("{ \"b\" : [ 1 , true , null , { } , [ ] ] , \"a\" : \"x\" }\n"))
                .isEqualTo("{\"a\":\"x\",\"b\":[1,true,null,{},[]]}");
    }

    @Test
    void any_document_that_was_written_once_is_written_the_same_again() throws InvalidJson {
        Random random = new Random(20_260_101);
        for (int round = 0; round < 500; round++) {
            String once = rewritten(randomValue(random, 4));
            assertThat(rewritten(once)).as("round %d", round).isEqualTo(once);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"a\":2} | Duplicate object key is not allowed by RFC 8785 JCS: 'a'",
                "[NaN] | Non-finite JSON number is not allowed by RFC 8785 JCS: NaN",
                "[-Infinity] | Non-finite JSON number is not allowed by RFC 8785 JCS: -Infinity",
                "[1e400] | Non-finite JSON number is not allowed by RFC 8785 JCS: 1e400",
                "[\"\\ud800\"] | a lone surrogate cannot be written as UTF-8",
                "[\"\\ude00\\ud83d\"] | a lone surrogate cannot be written as UTF-8",
                "{} {} | there is text after the value",
                "[1,] | Unexpected character",
            })
    void what_could_not_be_written_back_is_refused(String json, String message) {
        assertThatThrownBy(() -> rewritten(json))
                .isInstanceOf(InvalidJson.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_byte_order_mark_and_broken_utf8_are_refused() {
        assertThatThrownBy(() -> StrictJson.read(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '{', '}'}))
                .isInstanceOf(InvalidJson.class)
                .hasMessageContaining("byte order mark");
        assertThatThrownBy(() -> StrictJson.read(new byte[] {'"', (byte) 0xC3, '"'}))
                .isInstanceOf(InvalidJson.class);
        assertThatThrownBy(() -> StrictJson.read(new byte[0])).isInstanceOf(InvalidJson.class);
    }

    private static String rewritten(String json) throws InvalidJson {
        byte[] bytes = CanonicalJson.write(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String randomValue(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 ->
                Double.toString(Double.longBitsToDouble(random.nextLong())).replaceAll("NaN|-?Infinity", "0.5");
            case 1 -> Long.toString(random.nextLong());
            case 2 -> "\"" + randomText(random) + "\"";
            case 3 -> "null";
            case 4 -> "[" + randomValue(random, depth - 1) + "," + randomValue(random, depth - 1) + "]";
            default ->
                "{\"%s1\":%s,\"%s2\":%s}"
                        .formatted(
                                randomText(random),
                                randomValue(random, depth - 1),
                                randomText(random),
                                randomValue(random, depth - 1));
        };
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            int c = random.nextInt(3) == 0 ? 0x10000 + random.nextInt(0x10000) : random.nextInt(0xD800);
            text.append(c < 0x20 || c == '"' || c == '\\' ? "\\u%04X".formatted(c) : Character.toString(c));
        }
        return text.toString();
    }
}
