package dev.ssot.registry.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.json.StrictJson;
import java.io.InputStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of ours, and what the reference printed for them. */
class RenderingGoldenTest {

    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("golden")
    void a_value_is_printed_as_the_reference_prints_it(String name, String format, JsonNode value, String text) {
        assertThat(Rendering.render(value, Rendering.Format.of(format))).isEqualTo(text);
    }

    static Stream<Arguments> golden() throws Exception {
        try (InputStream in = RenderingGoldenTest.class.getResourceAsStream("golden.json")) {
            return StreamSupport.stream(StrictJson.read(in.readAllBytes()).spliterator(), false)
                    .map(row -> Arguments.of(
                            row.path("name").textValue(),
                            row.path("format").textValue(),
                            row.path("value"),
                            row.path("text").textValue()));
        }
    }
}
