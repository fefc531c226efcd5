package dev.ssot.store;

import static dev.ssot.store.Repository.NOW;
import static dev.ssot.store.Repository.append;
import static dev.ssot.store.Repository.node;
import static dev.ssot.store.Repository.request;
import static dev.ssot.store.Repository.seen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ssot.campaign.ControlStore;
import dev.ssot.registry.RegistryStore.Change;
import dev.ssot.registry.RegistryStore.Reason;
import dev.ssot.registry.RegistryStore.Write;
import dev.ssot.registry.RegistryStore.Writing;
import dev.ssot.workspace.AtomicFile;
import dev.ssot.workspace.FileStamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRegistryStoreTest {

    @TempDir
    Path root;

    private Repository repository;
    private RecordedIntents intents;
    private FileRegistryStore store;

    @BeforeEach
    void open() throws IOException {
        repository = Repository.create(root);
        intents = repository.intents();
        store = new FileRegistryStore(root, intents, Duration.ofSeconds(10));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void an_accepted_change_is_on_disk_in_canonical_bytes() throws IOException {
        assertThat(store.write(new Write(null, "f", append("a")), NOW))
                .isEqualTo(new Writing.Written(node("answer", "a")));

        assertThat(repository.onDisk()).isEqualTo(Repository.json("0.7.0", "a"));
        assertThat(seen(store)).containsExactly("a");
        assertThat(intents.events()).containsExactly(node("event", "a"));
        assertThat(intents.pending(NOW)).isEmpty();
        assertThat(repository.leftovers()).isEmpty();
    }

    @Test
    void a_write_keeps_the_permissions_of_the_file_and_hides_the_control_folder() throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        if (posix) {
            Files.setPosixFilePermissions(repository.registry(), PosixFilePermissions.fromString("rw-rw-r--"));
        }
        Repository.write(store, "a");

        assertThat(repository.control().resolve(".gitignore")).hasContent("*\n");
        if (posix) {
            assertThat(permissions(repository.registry())).isEqualTo("rw-rw-r--");
            assertThat(permissions(repository.control())).isEqualTo("rwx------");
        }
    }

    @Test
    void a_rejected_change_leaves_everything_as_it_is() throws IOException {
        Writing writing =
                store.write(request("r", registry -> new Change.Rejected(Reason.UNKNOWN_ID, "no such row")), NOW);

        assertThat(writing).isEqualTo(new Writing.Rejected(Reason.UNKNOWN_ID, "no such row"));
        assertThat(repository.onDisk()).isEqualTo(Repository.json("0.7.0"));
        assertThat(intents.answer("r", NOW)).isEmpty();
        assertThat(repository.leftovers()).isEmpty();
    }

    @Test
    void a_change_that_changes_nothing_is_answered_and_does_not_touch_the_file() throws IOException {
        FileStamp before = FileStamp.of(repository.registry());
        Writing writing = store.write(request("r", registry -> Repository.accepted(registry, "same")), NOW);

        assertThat(writing).isEqualTo(new Writing.Written(node("answer", "same")));
        assertThat(FileStamp.of(repository.registry())).isEqualTo(before);
        assertThat(store.write(request("r", append("never")), NOW)).isEqualTo(writing);
        assertThat(intents.events()).containsExactly(node("event", "same"));
    }

    @Test
    void a_retried_request_gets_its_first_answer_and_runs_once() {
        Writing first = store.write(request("r", append("a")), NOW);
        Writing second = store.write(request("r", append("b")), NOW);

        assertThat(second).isEqualTo(first);
        assertThat(seen(store)).containsExactly("a");
    }

    @Test
    void a_request_id_that_was_used_for_something_else_is_refused() {
        store.write(request("r", append("a")), NOW);
        assertThat(store.write(new Write("r", "other", append("b")), NOW)).isEqualTo(new Writing.RequestIdReused());
        assertThat(seen(store)).containsExactly("a");
    }

    @Test
    void a_registry_of_a_later_release_is_read_and_not_written() throws IOException {
        repository.put(Repository.json("0.9.0"));
        assertThat(seen(store)).isEmpty();
        assertThat(Repository.write(store, "a"))
                .isInstanceOfSatisfying(
                        Writing.ReadOnly.class,
                        refused -> assertThat(refused.message()).contains("0.9.0"));
        assertThat(repository.onDisk()).isEqualTo(Repository.json("0.9.0"));
    }

    @Test
    void a_registry_that_does_not_parse_is_not_written() throws IOException {
        repository.put("{\"features\":[");
        assertThat(Repository.write(store, "a")).isInstanceOf(Writing.Unreadable.class);
        assertThat(repository.onDisk()).isEqualTo("{\"features\":[");
    }

    @Test
    void writing_where_there_is_no_registry_creates_nothing() throws IOException {
        Files.delete(repository.registry());
        assertThat(Repository.write(store, "a")).isInstanceOf(Writing.Unreadable.class);
        assertThat(root.resolve(".ssot")).isEmptyDirectory();
    }

    @Test
    void a_replacement_that_fails_keeps_the_old_file_and_no_intent() throws IOException {
        intents.whenAnnounced(intent -> occupy(AtomicFile.temporaryOf(repository.registry(), intent.intentId())));

        assertThatThrownBy(() -> store.write(request("r", append("a")), NOW))
                .isInstanceOf(ControlStore.Unavailable.class)
                .hasMessageContaining(repository.registry().toString())
                .hasMessageContaining("Check the free space");
        assertThat(repository.onDisk()).isEqualTo(Repository.json("0.7.0"));
        assertThat(intents.pending(NOW)).isEmpty();
        assertThat(repository.lockFile()).doesNotExist();

        intents.whenAnnounced(intent -> {});
        assertThat(store.write(request("r", append("a")), NOW)).isInstanceOf(Writing.Written.class);
    }

    @Test
    void a_file_that_was_edited_in_between_is_read_again() {
        AtomicInteger runs = new AtomicInteger();
        Writing writing = store.write(
                new Write(null, "f", registry -> {
                    if (runs.incrementAndGet() == 1) {
                        repository.put(Repository.json("0.7.0", "by hand"));
                    }
                    return append("a").apply(registry);
                }),
                NOW);

        assertThat(writing).isInstanceOf(Writing.Written.class);
        assertThat(runs).hasValue(2);
        assertThat(seen(store)).containsExactly("by hand", "a");
        assertThat(intents.events()).hasSize(1);
    }

    @Test
    void what_a_crash_left_waits_while_the_file_cannot_be_read() {
        intents.announce(
                new Intent(
                        "i",
                        "hash before",
                        "hash of no file",
                        List.of(new Intent.Completion("r", "f", node("answer", "a"), node("event", "a"), null)),
                        List.of(),
                        List.of()),
                NOW);
        repository.put("{");
        assertThat(Repository.write(store, "b")).isInstanceOf(Writing.Unreadable.class);
        assertThat(intents.pending(NOW)).hasSize(1);

        repository.put(Repository.json("0.7.0", "mended"));
        assertThat(Repository.write(store, "b")).isInstanceOf(Writing.Written.class);
        assertThat(intents.pending(NOW)).isEmpty();
        assertThat(intents.events()).containsExactly(node("event", "b"));
    }

    @Test
    void a_mutation_that_throws_leaves_no_lock() {
        assertThatThrownBy(() -> store.write(
                        new Write(null, "f", registry -> {
                            throw new IllegalStateException("a bug");
                        }),
                        NOW))
                .hasMessage("a bug");
        assertThat(repository.lockFile()).doesNotExist();
        assertThat(Repository.write(store, "a")).isInstanceOf(Writing.Written.class);
    }

    @Test
    void a_mutation_that_writes_is_a_bug_and_said_so() {
        assertThatThrownBy(() -> store.write(
                        new Write(null, "f", registry -> {
                            Repository.write(store, "inner");
                            return append("outer").apply(registry);
                        }),
                        NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must not write");
        assertThat(Repository.write(store, "a")).isInstanceOf(Writing.Written.class);
    }

    @Test
    void threads_and_stores_of_one_process_lose_no_update() throws Exception {
        try (FileRegistryStore other = repository.store(Duration.ofSeconds(10));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Writing>> writes = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                String text = "w" + i;
                FileRegistryStore chosen = i % 2 == 0 ? store : other;
                writes.add(() -> Repository.write(chosen, text));
            }
            for (Future<Writing> written : threads.invokeAll(writes)) {
                assertThat(written.get()).isInstanceOf(Writing.Written.class);
            }
        }
        assertThat(seen(store)).hasSize(60).doesNotHaveDuplicates();
        assertThat(intents.events()).hasSize(60);
    }

    @Test
    void closing_one_of_two_stores_does_not_let_others_in() {
        FileRegistryStore other = repository.store(Duration.ofSeconds(10));
        Repository.write(other, "a");
        Writing writing = store.write(
                new Write(null, "f", registry -> {
                    Thread closing = Thread.ofPlatform().start(other::close);
                    await().until(closing::getState, Thread.State.WAITING::equals);
                    return append("b").apply(registry);
                }),
                NOW);
        assertThat(writing).isInstanceOf(Writing.Written.class);
        assertThat(seen(store)).containsExactly("a", "b");
        assertThatThrownBy(() -> Repository.write(other, "c")).hasMessageContaining("closed");
    }

    @Test
    void a_control_folder_that_was_cleaned_away_comes_back() throws IOException {
        Repository.write(store, "a");
        Files.delete(repository.control().resolve("registry.oslock"));
        Files.delete(repository.control().resolve(".gitignore"));
        Files.delete(repository.control());

        assertThat(Repository.write(store, "b")).isInstanceOf(Writing.Written.class);
        assertThat(repository.control().resolve("registry.oslock")).exists();
        assertThat(repository.control().resolve(".gitignore")).hasContent("*\n");
    }

    private static void occupy(Path path) {
        try {
            Files.createDirectory(path);
            Files.createFile(path.resolve("in the way"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
