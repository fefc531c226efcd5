package dev.ssot.store;

import static dev.ssot.store.Repository.NOW;
import static dev.ssot.store.Repository.append;
import static dev.ssot.store.Repository.node;
import static dev.ssot.store.Repository.request;
import static dev.ssot.store.Repository.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.registry.RegistryStore.Writing;
import dev.ssot.workspace.Failpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several processes and one file, some of them dying on the way. */
class FileRegistryStoreIT {

    @TempDir
    Path root;

    private Repository repository;

    @BeforeEach
    void create() throws Exception {
        repository = Repository.create(root);
    }

    @Test
    void many_processes_lose_no_update() throws Exception {
        int processes = 4;
        int writes = 25;
        List<Process> writers = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            writers.add(RegistryWriter.start(repository, "w" + i, writes, ""));
        }
        for (Process writer : writers) {
            assertThat(writer.waitFor()).isZero();
        }

        try (FileRegistryStore store = repository.store(Duration.ofSeconds(1))) {
            assertThat(seen(store)).hasSize(processes * writes).doesNotHaveDuplicates();
            for (int i = 0; i < processes; i++) {
                String name = "w" + i + "-";
                assertThat(seen(store))
                        .filteredOn(text -> text.startsWith(name))
                        .as("what one process wrote stands in its order")
                        .hasSize(writes)
                        .isSortedAccordingTo((a, b) -> Integer.compare(number(a), number(b)));
            }
        }
        assertThat(repository.intents().events()).hasSize(processes * writes);
        assertThat(repository.leftovers()).isEmpty();
    }

    @Test
    void the_kernels_lock_alone_keeps_writers_out_and_dies_with_its_process() throws Exception {
        Process keeper = LockKeeper.start(repository);
        try (FileRegistryStore store = repository.store(Duration.ofMillis(60))) {
            assertThat(Repository.write(store, "a"))
                    .isEqualTo(new Writing.Locked(
                            "Registry is locked by another writer for registry mutation: " + repository.lockFile()));
            assertThat(seen(store)).isEmpty();

            keeper.destroyForcibly().waitFor();
            assertThat(Repository.write(store, "a")).isInstanceOf(Writing.Written.class);
        } finally {
            keeper.destroyForcibly();
        }
    }

    @ParameterizedTest
    @EnumSource(from = "INTENT_ANNOUNCED", to = "FILES_CHANGED")
    void a_write_that_died_is_there_once_after_its_retry(Failpoint failpoint) throws Exception {
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            String name = "round" + round;
            String text = name + "-0";
            Process writer = RegistryWriter.start(repository, name, 1, failpoint.text());
            assertThat(writer.waitFor()).isEqualTo(Failpoint.STATUS);

            assertThat(repository.lockFile()).exists();
            assertThat(repository.intents().pending(NOW)).hasSize(1);
            try (FileRegistryStore store = repository.store(Duration.ofSeconds(2))) {
                assertThat(seen(store).contains(text)).isEqualTo(isRenamed(failpoint));

                Writing writing = store.write(request(text, append(text)), NOW);

                expected.add(text);
                assertThat(writing).isEqualTo(new Writing.Written(node("answer", text)));
                assertThat(seen(store)).isEqualTo(expected);
            }
            assertThat(repository.intents().pending(NOW)).isEmpty();
            assertThat(repository.intents().events())
                    .containsExactlyElementsOf(
                            expected.stream().map(one -> node("event", one)).toList());
            assertThat(repository.leftovers()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(from = "INTENT_ANNOUNCED", to = "FILES_CHANGED")
    void the_next_writer_settles_what_another_left(Failpoint failpoint) throws Exception {
        Process writer = RegistryWriter.start(repository, "dead", 1, failpoint.text());
        assertThat(writer.waitFor()).isEqualTo(Failpoint.STATUS);

        try (FileRegistryStore store = repository.store(Duration.ofSeconds(2))) {
            assertThat(store.write(request("next", append("next")), NOW)).isInstanceOf(Writing.Written.class);
            assertThat(seen(store)).isEqualTo(isRenamed(failpoint) ? List.of("dead-0", "next") : List.of("next"));
        }
        assertThat(docs()).isEqualTo(isRenamed(failpoint) ? List.of("dead-0.txt") : List.of());
        assertThat(root.resolve("docs").toFile().exists()).isEqualTo(isRenamed(failpoint));
        assertThat(repository.intents().answer("dead-0", NOW).isPresent()).isEqualTo(isRenamed(failpoint));
        assertThat(repository.intents().events()).hasSize(isRenamed(failpoint) ? 2 : 1);
        assertThat(repository.leftovers()).isEmpty();
    }

    private static boolean isRenamed(Failpoint failpoint) {
        return failpoint.compareTo(Failpoint.RENAMED) >= 0;
    }

    private List<String> docs() throws IOException {
        Path docs = root.resolve("docs");
        if (!Files.exists(docs)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(docs)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static int number(String text) {
        return Integer.parseInt(text.substring(text.indexOf('-') + 1));
    }
}
