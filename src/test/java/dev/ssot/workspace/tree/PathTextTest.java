package dev.ssot.workspace.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text of paths, for every name that a file can have. */
class PathTextTest {

    @ParameterizedTest
    @CsvSource({
        "a/b c.txt,        a/b c.txt",
        "a/%C3%A9,         a/\u00e9",
        "%F0%9F%98%80,     \uD83D\uDE00",
        "100%25,           100%",
        "line%0Afeed,      'line\nfeed'",
        "caf%E9/x,         caf\uFFFDE9/x",
        "%FF%FE,           \uFFFDFF\uFFFDFE",
        "%EF%BF%BD41,      \uFFFDEF\uFFFDBF\uFFFDBD41",
        "%ED%A0%80,        \uFFFDED\uFFFDA0\uFFFD80",
        "%EF%BF%BD%FF,     \uFFFDEF\uFFFDBF\uFFFDBD\uFFFDFF"
    })
    void bytes_have_one_text_that_leads_back(String bytes, String text) {
        Path path = relative(bytes);

        assertThat(PathText.of(path)).isEqualTo(text);
        assertThat(PathText.path(text)).isEqualTo(path);
        assertThat(PathText.path("/" + text)).isEqualTo(Path.of("/").resolve(path));
    }

    @Test
    void any_bytes_lead_back_to_themselves() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            ByteArrayOutputStream name = new ByteArrayOutputStream();
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                int b = random.nextInt(1, 256);
                name.write(b == '/' ? 'x' : b);
            }
            StringBuilder escaped = new StringBuilder();
            for (byte b : name.toByteArray()) {
                escaped.append("%%%02X".formatted(b));
            }
            Path path = relative(escaped.toString());

            assertThat(PathText.path(PathText.of(path))).isEqualTo(path);
            assertThat(PathText.bytes(path)).isEqualTo(name.toByteArray());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFFFD", "\uFFFD1", "\uFFFDxy", "a\0b", "\u00e9\0"})
    void what_stands_for_no_path_is_refused(String text) {
        assertThatThrownBy(() -> PathText.path(text)).isInstanceOf(IllegalArgumentException.class);
        assertThat(InvalidPathException.class).isAssignableTo(IllegalArgumentException.class);
    }

    private static Path relative(String escaped) {
        Path path = Path.of(URI.create("file:///" + escaped.replace(" ", "%20")));
        return path.subpath(0, path.getNameCount());
    }
}
