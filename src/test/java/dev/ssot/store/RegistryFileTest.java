package dev.ssot.store;

import static dev.ssot.store.Repository.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.registry.Draft;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore.Change;
import dev.ssot.registry.RegistryStore.Reading;
import dev.ssot.registry.Section;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryFileTest {

    @TempDir
    Path root;

    private Repository repository;
    private FileRegistryStore store;

    @BeforeEach
    void open() throws IOException {
        repository = Repository.create(root);
        store = repository.store(Duration.ofSeconds(10));
    }

    @Test
    void a_file_that_did_not_change_is_not_read_again() {
        Reading first = store.read();
        assertThat(store.read()).isSameAs(first);
    }

    @Test
    void what_others_write_is_seen_at_once() {
        assertThat(seen(store)).isEmpty();
        repository.put(Repository.json("0.7.0", "by hand"));
        assertThat(seen(store)).containsExactly("by hand");
    }

    @Test
    void quick_replacements_of_the_same_size_are_all_seen() {
        Repository.write(store, "a");
        try (FileRegistryStore writer = repository.store(Duration.ofSeconds(10))) {
            for (int i = 0; i < 50; i++) {
                String text = "%02d".formatted(i);
                writer.write(Repository.request("r" + i, RegistryFileTest::clear), Repository.NOW);
                Repository.write(writer, text);
                assertThat(seen(store)).containsExactly(text);
            }
        }
    }

    @Test
    void reading_creates_nothing() {
        store.read();
        assertThat(repository.control()).doesNotExist();
    }

    @Test
    void a_missing_registry_is_said_with_the_way_out() throws IOException {
        Files.delete(repository.registry());
        assertThat(message()).contains(repository.registry().toString()).contains("ssot init");
    }

    @Test
    void a_registry_that_is_no_json_is_refused_and_left_as_it_is() throws IOException {
        repository.put("{\"a\":1,\"a\":2}");
        assertThat(message())
                .contains("Duplicate object key")
                .contains(repository.registry().toString());
        assertThat(repository.onDisk()).isEqualTo("{\"a\":1,\"a\":2}");
    }

    @Test
    void a_registry_that_was_mended_opens_again() {
        repository.put("{");
        assertThat(store.read()).isInstanceOf(Reading.Unreadable.class);
        repository.put(Repository.json("0.7.0", "mended"));
        assertThat(seen(store)).containsExactly("mended");
    }

    @Test
    void a_file_that_is_too_large_is_not_read_into_memory() throws IOException {
        try (RandomAccessFile sparse =
                new RandomAccessFile(repository.registry().toFile(), "rw")) {
            sparse.setLength((1L << 30) + 1);
        }
        assertThat(message()).contains("1073741825 bytes").contains("maximum");
    }

    @Test
    void a_folder_in_its_place_is_refused() throws IOException {
        Files.delete(repository.registry());
        Files.createDirectory(repository.registry());
        assertThat(message()).contains("cannot be read");
    }

    private String message() {
        return ((Reading.Unreadable) store.read()).message();
    }

    private static Change clear(Registry registry) {
        Draft draft = new Draft(registry);
        draft.edit(Section.FEATURES, Repository.FEATURE).putArray("seen");
        return Repository.accepted(draft.finish().after(), "cleared");
    }
}
