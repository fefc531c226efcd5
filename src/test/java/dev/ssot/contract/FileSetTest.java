package dev.ssot.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several files change together or not at all. */
class FileSetTest {

    @TempDir
    private Path folder;

    private final SortedMap<Path, Optional<byte[]>> changes = new TreeMap<>();

    private Path old(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "old " + name);
    }

    private void replace(Path file) {
        changes.put(file, Optional.of("new".getBytes(UTF_8)));
    }

    @Test
    void files_are_replaced_made_and_removed_and_nothing_else_is_left() throws IOException {
        Path replaced = old("a");
        Path made = folder.resolve("b/c/d");
        Path removed = old("e");
        replace(replaced);
        replace(made);
        changes.put(removed, Optional.empty());

        assertThat(FileSet.apply(changes)).isEqualTo(new FileSet.Applied.All());

        assertThat(replaced).hasContent("new");
        assertThat(made).hasContent("new");
        assertThat(names()).containsExactly("", "a", "b", "b/c", "b/c/d");
    }

    @Test
    void when_the_last_file_cannot_be_replaced_the_first_ones_are_as_they_were() throws IOException {
        Path replaced = old("a");
        Path removed = old("b");
        replace(replaced);
        changes.put(removed, Optional.empty());
        replace(folder.resolve("c/made"));
        Path last = Files.createDirectories(folder.resolve("z/full")).getParent();
        replace(last);

        assertThat(FileSet.apply(changes)).isInstanceOfSatisfying(FileSet.Applied.None.class, none -> {
            assertThat(none.at()).isEqualTo(last);
            assertThat(none.reason())
                    .startsWith("nothing was written, because of ")
                    .doesNotContain("put back");
        });

        assertThat(replaced).hasContent("old a");
        assertThat(removed).hasContent("old b");
        assertThat(names()).containsExactly("", "a", "b", "z", "z/full");
    }

    @Test
    void when_a_folder_cannot_be_made_nothing_has_begun() throws IOException {
        Path first = old("a");
        replace(first);
        replace(folder.resolve("b/new"));
        replace(old("m").resolve("below-a-file"));

        assertThat(FileSet.apply(changes)).isInstanceOf(FileSet.Applied.None.class);

        assertThat(first).hasContent("old a");
        assertThat(names()).containsExactly("", "a", "m");
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString()).sorted().toList().stream();
        }
    }
}
