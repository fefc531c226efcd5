package dev.ssot.store;

import static dev.ssot.store.Repository.NOW;
import static dev.ssot.store.Repository.append;
import static dev.ssot.store.Repository.request;
import static dev.ssot.store.Repository.seen;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ssot.campaign.ControlStore;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.RegistryStore.Change;
import dev.ssot.registry.RegistryStore.Mutation;
import dev.ssot.registry.RegistryStore.Reason;
import dev.ssot.registry.RegistryStore.Write;
import dev.ssot.registry.RegistryStore.Writing;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.store.Intent.Completion;
import dev.ssot.store.Intent.FileStep;
import dev.ssot.workspace.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that change along with the registry: all of it or nothing. */
class CompanionFilesTest {

    @TempDir
    Path folder;

    @TempDir
    Path outside;

    private Path root;
    private Repository repository;
    private RecordedIntents intents;
    private FileRegistryStore store;

    @BeforeEach
    void open() throws IOException {
        root = folder.toRealPath();
        repository = Repository.create(root);
        intents = repository.intents();
        store = new FileRegistryStore(root, intents, Duration.ofSeconds(10));
        Files.writeString(root.resolve("old.md"), "old");
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void files_are_put_and_deleted_with_the_registry() throws IOException {
        assertThat(write(put("new/deep/a.md", "a"), put("old.md", "newer"))).isInstanceOf(Writing.Written.class);
        assertThat(worktree()).containsExactly("new/deep/a.md: a", "old.md: newer");

        assertThat(write(new FileChange.Delete("new/deep/a.md"), new FileChange.Delete("never there")))
                .isInstanceOf(Writing.Written.class);
        assertThat(worktree()).containsExactly("old.md: newer");
        assertThat(intents.pending(NOW)).isEmpty();
    }

    @Test
    void files_change_when_the_registry_stays_as_it_is() throws IOException {
        Mutation same = registry -> new Change.Accepted(
                registry, List.of(put("a.md", "a")), Repository.node("answer", "a"), Repository.node("event", "a"));
        assertThat(store.write(request("r", same), NOW)).isInstanceOf(Writing.Written.class);
        assertThat(worktree()).containsExactly("a.md: a", "old.md: old");
        assertThat(intents.events()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside.md",
                ".git/config",
                "sub/.git/config",
                ".ssot/registry.json",
                ".ssot/REGISTRY.json",
                ".ssot/control/state.sqlite",
                "out/a.md",
                "in/registry.json",
                "folder",
                ""
            })
    void no_other_file_is_ever_written(String path) throws IOException {
        Files.createSymbolicLink(root.resolve("out"), outside);
        Files.createSymbolicLink(root.resolve("in"), root.resolve(".ssot"));
        Files.createDirectory(root.resolve("folder"));

        assertThat(write(put("a.md", "a"), put(path, "b"))).isInstanceOfSatisfying(Writing.Rejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.INVALID);
            assertThat(rejected.message()).startsWith(path);
        });
        assertThat(repository.onDisk()).isEqualTo(Repository.json("0.7.0"));
        assertThat(worktree()).containsExactly("old.md: old");
        assertThat(repository.leftovers()).isEmpty();
    }

    @Test
    void staging_that_fails_leaves_nothing_behind() throws IOException {
        intents.whenAnnounced(intent -> occupy(AtomicFile.temporaryOf(root.resolve("b/b.md"), intent.intentId())));

        assertThatThrownBy(() -> write(put("a/a.md", "a"), put("b/b.md", "b")))
                .isInstanceOf(ControlStore.Unavailable.class);

        assertThat(worktree()).containsExactly("old.md: old");
        assertThat(root.resolve("a")).doesNotExist();
        assertThat(repository.onDisk()).isEqualTo(Repository.json("0.7.0"));
        assertThat(intents.pending(NOW)).isEmpty();
    }

    @Test
    void a_file_that_changes_while_it_is_written_makes_the_write_start_anew() throws IOException {
        intents.whenAnnounced(intent -> {
            intents.whenAnnounced(again -> {});
            text("old.md", "by hand");
        });
        assertThat(write(put("old.md", "newer"))).isInstanceOf(Writing.Written.class);
        assertThat(worktree()).containsExactly("old.md: newer");
        assertThat(intents.events()).hasSize(1);
    }

    @Test
    void after_a_crash_a_file_that_somebody_changed_is_left_and_told() throws IOException {
        crashedAfterRename(
                new FileStep("old.md", hash("old"), hash("newer"), List.of()),
                new FileStep("gone.md", hash("was"), hash("back"), List.of()),
                new FileStep("kept.md", hash("kept"), null, List.of()));
        text(".old.md.i.tmp", "newer");
        text(".gone.md.i.tmp", "back");
        text("old.md", "by hand");
        text("kept.md", "by hand");

        store.recover(NOW);
        store.recover(NOW);

        assertThat(worktree()).containsExactly("gone.md: back", "kept.md: by hand", "old.md: by hand");
        assertThat(intents.events()).hasSize(1);
        assertThat(intents.events().getFirst().path("files_left_as_changed"))
                .extracting(path -> path.asText())
                .containsExactly("old.md", "kept.md");
    }

    @Test
    void an_intent_that_names_a_forbidden_file_does_not_touch_it() throws IOException {
        Files.createDirectory(root.resolve(".git"));
        text(".git/config", "git's");
        crashedAfterRename(new FileStep(".git/config", hash("git's"), null, List.of()));

        store.recover(NOW);

        assertThat(root.resolve(".git/config")).hasContent("git's");
        assertThat(intents.pending(NOW)).isEmpty();
    }

    @Test
    void a_crash_before_all_is_staged_undoes_files_when_the_registry_cannot_tell() throws IOException {
        Files.createDirectory(root.resolve("new"));
        String registry = hash(repository.onDisk());
        announce(
                registry,
                new FileStep("new/a.md", null, hash("a"), List.of("new")),
                new FileStep("b.md", null, hash("b"), List.of()));
        text("new/.a.md.i.tmp", "a");
        text(".b.md.i.tmp", "");

        store.recover(NOW);

        assertThat(worktree()).containsExactly("old.md: old");
        assertThat(root.resolve("new")).doesNotExist();
        assertThat(intents.events()).isEmpty();
    }

    private void crashedAfterRename(FileStep... steps) throws IOException {
        announce("hash before", steps);
    }

    private void announce(String previousHash, FileStep... steps) throws IOException {
        Completion completion =
                new Completion("r", "f", Repository.node("answer", "a"), Repository.node("event", "a"), null);
        intents.announce(
                new Intent(
                        "i", previousHash, hash(repository.onDisk()), List.of(completion), List.of(steps), List.of()),
                NOW);
    }

    private Writing write(FileChange... files) {
        Mutation mutation = registry -> {
            Change.Accepted accepted =
                    (Change.Accepted) append("w" + seen(registry).size()).apply(registry);
            return new Change.Accepted(accepted.registry(), List.of(files), accepted.answer(), accepted.event());
        };
        return store.write(new Write(null, "f", mutation), NOW);
    }

    private static FileChange put(String path, String text) {
        return new FileChange.Put(path, text.getBytes(UTF_8));
    }

    private static String hash(String text) {
        return CanonicalJson.hash(text.getBytes(UTF_8));
    }

    private void text(String path, String text) {
        try {
            Files.writeString(root.resolve(path), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void occupy(Path path) {
        try {
            Files.createDirectories(path.resolve("in the way"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The regular files outside {@code .ssot} and {@code .git}. */
    private List<String> worktree() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path file : walk.filter(Files::isRegularFile).sorted().toList()) {
                String path = root.relativize(file).toString();
                if (!path.startsWith(".ssot/") && !path.startsWith(".git/")) {
                    found.add(path + ": " + Files.readString(file));
                }
            }
        }
        return found;
    }
}
