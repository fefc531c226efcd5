package dev.ssot.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ssot.workspace.ConfinedWrite.Obstacle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A write that stays below its root, whatever stands or happens on the way. */
class ConfinedFileTest {

    private static final byte[] CONTENT = "new".getBytes(StandardCharsets.UTF_8);
    private static final int ROUNDS = 3_000;

    @TempDir
    Path folder;

    private Path root;
    private Path outside;

    @BeforeEach
    void folders() throws IOException {
        root = Files.createDirectory(folder.toRealPath().resolve("root"));
        outside = Files.createDirectory(folder.toRealPath().resolve("outside"));
    }

    @Test
    void missing_folders_are_made_and_nothing_else_is_left() throws IOException {
        assertThat(write("a/b/c.txt")).isEqualTo(new ConfinedWrite.Done());

        assertThat(root.resolve("a/b/c.txt")).hasContent("new");
        assertThat(below(root)).containsExactly("a", "a/b", "a/b/c.txt");
    }

    @Test
    void a_replaced_file_keeps_its_permissions_and_its_other_names_keep_their_content() throws IOException {
        Path file = Files.writeString(root.resolve("run.sh"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
        Files.createLink(outside.resolve("other name"), file);

        assertThat(write("run.sh")).isEqualTo(new ConfinedWrite.Done());

        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rwxr-x---");
        assertThat(outside.resolve("other name")).hasContent("old");
    }

    @Test
    void what_is_there_is_judged_before_a_folder_is_made() throws IOException {
        ConfinedWrite written = new ConfinedFile(root, List.of("a", "b.txt"))
                .write(CONTENT, present -> Optional.of("present is " + present.isPresent()));

        assertThat(written).isEqualTo(new ConfinedWrite.Unexpected("present is false"));
        assertThat(below(root)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "link/x.txt,          LINK,         link",
        "inner/x.txt,         LINK,         inner",
        "deep/link/sub/x.txt, LINK,         link",
        "dangling/x.txt,      LINK,         dangling",
        "filelink,            LINK,         filelink",
        "deep/dangling,       LINK,         dangling",
        "file/x.txt,          NOT_A_FOLDER, file",
        "pipe/x.txt,          NOT_A_FOLDER, pipe",
        "deep,                NOT_A_FILE,   deep",
        "pipe,                NOT_A_FILE,   pipe",
    })
    void what_stands_in_the_way_is_named_and_nothing_is_written(String path, Obstacle obstacle, String name)
            throws Exception {
        Files.createDirectories(root.resolve("deep"));
        Files.createDirectories(root.resolve("target"));
        Files.writeString(root.resolve("file"), "old");
        Files.writeString(outside.resolve("file"), "old");
        Files.createSymbolicLink(root.resolve("link"), outside);
        Files.createSymbolicLink(root.resolve("inner"), Path.of("target"));
        Files.createSymbolicLink(root.resolve("deep/link"), outside);
        Files.createSymbolicLink(root.resolve("dangling"), outside.resolve("none"));
        Files.createSymbolicLink(root.resolve("deep/dangling"), outside.resolve("none"));
        Files.createSymbolicLink(root.resolve("filelink"), outside.resolve("file"));
        assertThat(new ProcessBuilder("mkfifo", root.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        List<String> before = below(folder);

        assertThat(write(path)).isEqualTo(new ConfinedWrite.Refused(obstacle, name));

        assertThat(below(folder)).isEqualTo(before);
        assertThat(outside.resolve("file")).hasContent("old");
    }

    @Test
    void a_name_that_the_system_does_not_take_is_refused() throws IOException {
        String name = "n".repeat(300);

        assertThat(write(name + "/x")).isEqualTo(new ConfinedWrite.Refused(Obstacle.UNUSABLE_NAME, name));
        assertThat(write("a/" + name)).isEqualTo(new ConfinedWrite.Refused(Obstacle.UNUSABLE_NAME, name));

        assertThat(below(root)).isEmpty();
    }

    /** Somebody changes a folder for a link and back, as fast as can be, while files are written through it. */
    @Test
    void nothing_lands_outside_while_folders_are_changed_for_links() throws Exception {
        Files.createDirectories(root.resolve("way/sub"));
        Path aside = Files.createDirectories(root.resolve("aside"));
        Map<Obstacle, Integer> refused = new EnumMap<>(Obstacle.class);
        int done = 0;
        try (Swapping swapping = new Swapping(root.resolve("way"), aside, outside)) {
            for (int round = 0; round < ROUNDS; round++) {
                String path = round % 2 == 0 ? "way/sub/x.txt" : "way/new%d/deep/x.txt".formatted(round);
                switch (write(path)) {
                    case ConfinedWrite.Done() -> done++;
                    case ConfinedWrite.Refused(Obstacle obstacle, String name) ->
                        refused.merge(obstacle, 1, Integer::sum);
                    case ConfinedWrite.Unexpected(String objection) -> fail(objection);
                }
                assertThat(below(outside)).isEmpty();
            }
        }
        assertThat(below(outside)).isEmpty();
        assertThat(below(root)).noneMatch(path -> path.endsWith(".tmp"));
        // Both sides were tried: without either, the race would prove nothing.
        assertThat(done).as("%s", refused).isPositive();
        assertThat(refused).containsKeys(Obstacle.LINK);
        assertThat(refused.keySet()).isSubsetOf(Obstacle.LINK, Obstacle.CHANGED);
    }

    @ParameterizedTest
    @CsvSource({"way/x.txt", "way/old.txt", "way/sub/deep/x.txt"})
    void nothing_stays_in_a_folder_that_is_carried_away(String path) throws Exception {
        Files.createDirectories(root.resolve("way/sub"));
        Files.writeString(root.resolve("way/old.txt"), "old");
        ConfinedWrite written = new ConfinedFile(root, List.of(path.split("/"))).write(CONTENT, present -> {
            move(root.resolve("way"), outside.resolve("away"));
            return Optional.empty();
        });

        assertThat(written)
                .isEqualTo(new ConfinedWrite.Refused(Obstacle.CHANGED, path.substring(path.lastIndexOf('/') + 1)));
        assertThat(below(outside)).containsExactly("away", "away/old.txt", "away/sub");
        assertThat(outside.resolve("away/old.txt")).hasContent("old");
        assertThat(below(root)).isEmpty();
    }

    /** Two with the same expectation: one of them is first, and the other is told. */
    @Test
    void of_two_that_expect_the_same_file_one_writes() throws Exception {
        for (int round = 0; round < 200; round++) {
            Files.writeString(root.resolve("f"), "old");
            List<Thread> threads = new ArrayList<>();
            AtomicReference<Integer> done = new AtomicReference<>(0);
            for (int i = 0; i < 2; i++) {
                byte[] content = ("by " + i).getBytes(StandardCharsets.UTF_8);
                threads.add(Thread.ofPlatform().start(() -> {
                    if (writeIfOld(content) instanceof ConfinedWrite.Done) {
                        done.getAndUpdate(count -> count + 1);
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(done.get()).isEqualTo(1);
        }
    }

    private ConfinedWrite writeIfOld(byte[] content) {
        try {
            return new ConfinedFile(root, List.of("f"))
                    .write(
                            content,
                            present -> present.filter(bytes -> new String(bytes, StandardCharsets.UTF_8).equals("old"))
                                    .map(old -> Optional.<String>empty())
                                    .orElse(Optional.of("not old")));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private ConfinedWrite write(String path) throws IOException {
        return new ConfinedFile(root, List.of(path.split("/"))).write(CONTENT, present -> Optional.empty());
    }

    private static List<String> below(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.skip(1)
                    .map(path -> folder.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Moves a folder aside, puts a link in its place, and puts it back, until it is closed. */
    private static final class Swapping implements AutoCloseable {

        private final AtomicBoolean ending = new AtomicBoolean();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final Thread thread;

        /** @param asides a folder for what is moved aside */
        Swapping(Path place, Path asides, Path target) {
            this.thread = Thread.ofPlatform().start(() -> {
                try {
                    for (int turn = 0; !ending.get(); turn++) {
                        swap(place, asides.resolve("turn" + turn), target);
                    }
                } catch (IOException | RuntimeException unexpected) {
                    failure.set(unexpected);
                }
            });
        }

        private static void swap(Path place, Path aside, Path target) throws IOException {
            try {
                Files.move(place, aside);
                Files.createSymbolicLink(place, target);
                Files.delete(place);
                Files.move(aside, place);
            } catch (FileSystemException madeMeanwhile) {
                // The write has made the folder anew, which is moved in the next turn.
                return;
            }
        }

        @Override
        public void close() throws InterruptedException {
            ending.set(true);
            thread.join();
            assertThat(failure.get()).isNull();
        }
    }
}
