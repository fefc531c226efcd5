package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.boot.doctor.RepositoryDoctor;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Call;
import dev.ssot.operation.Outcome;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.support.RandomTree;
import dev.ssot.support.RegistryGenerator;
import dev.ssot.support.Rounds;
import dev.ssot.support.SettableClock;
import dev.ssot.workspace.Failpoint;
import dev.ssot.workspace.snapshot.ObjectStore;
import dev.ssot.workspace.snapshot.WorktreeRestore;
import dev.ssot.workspace.tree.Contents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Death at every place of a snapshot and a restore: the worktree is in the old or the new state, or the journal says
 * which paths are between, and the doctor finishes it or takes it back.
 */
class SnapshotCrashIT {

    /** The first seed; with more rounds, those that follow. */
    private static final long SEED = Long.getLong("ssot.seed", 1);

    @TempDir
    Path folder;

    @TempDir
    Path runtime;

    private final SettableClock clock = new SettableClock();
    private Path root;

    @AfterEach
    void unwatch() {
        Failpoint.unwatch();
    }

    /** What a kill at a place would have left. */
    private record Image(Failpoint place, Path root) {}

    @Test
    void at_any_place_of_a_restore_nothing_is_lost() throws Exception {
        Set<Failpoint> places = new HashSet<>();
        for (long seed = SEED; seed < SEED + Rounds.of(2); seed++) {
            Map<String, String> target = worktree(seed);
            Map<String, String> before = RandomTree.state(root);
            List<Image> images = images(way -> answer(way, root, "snapshot.restore", "snapshot_id", 1, "force", true));
            Map<String, String> after = RandomTree.state(root);
            assertThat(after).isEqualTo(target);
            for (Image image : images) {
                holdsOneState("seed %d, %s".formatted(seed, image), image.root(), before, after);
                places.add(image.place());
            }
            clear();
        }
        assertThat(places)
                .contains(
                        Failpoint.RESTORE_STAGED,
                        Failpoint.RESTORE_ANNOUNCED,
                        Failpoint.RESTORE_SWAPPED,
                        Failpoint.RESTORE_DONE,
                        Failpoint.OBJECTS_KEPT);
    }

    @Test
    void at_any_place_of_taking_and_dropping_snapshots_those_that_are_listed_can_be_restored() throws Exception {
        Map<String, String> first = worktree(SEED);
        clock.advance(Duration.ofDays(30));
        Map<String, String> now = RandomTree.state(root);
        List<Image> images = images(way -> answer(way, root, "snapshot.create", "agent_id", 7));
        assertThat(images)
                .extracting(Image::place)
                .contains(Failpoint.OBJECT_STAGED, Failpoint.OBJECTS_KEPT, Failpoint.OBJECT_REMOVED);
        for (Image image : images) {
            assertThat(RandomTree.state(image.root())).as("%s", image).isEqualTo(now);
            try (DirectWay way = new DirectWay(clock, runtime)) {
                List<String> listed = answer(way, image.root(), "snapshot.list")
                        .at("/data/snapshots")
                        .findValuesAsText("id");
                for (String id : listed) {
                    answer(way, image.root(), "snapshot.restore", "snapshot_id", id, "force", true);
                    assertThat(RandomTree.state(image.root()))
                            .as("%s, %s", image, id)
                            .isEqualTo(id.equals("S-000001") ? first : now);
                }
                answer(way, image.root(), "snapshot.create", "agent_id", 7);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "snapshot.create, object-staged, 3",
        "snapshot.create, objects-kept, 1",
        "snapshot.restore, restore-staged, 1",
        "snapshot.restore, restore-announced, 1",
        "snapshot.restore, restore-swapped, 4",
        "snapshot.restore, restore-done, 1"
    })
    void a_process_that_is_killed_leaves_it_to_the_doctor(String operation, String place, int pass) throws Exception {
        Map<String, String> target = worktree(SEED);
        Map<String, String> before = RandomTree.state(root);

        int status = DoomedSnapshot.run(
                root, runtime, operation, Failpoint.named(place).orElseThrow(), pass);

        assertThat(status).isEqualTo(Failpoint.STATUS);
        holdsOneState(operation + " " + place, root, before, operation.equals("snapshot.restore") ? target : before);
    }

    @Test
    void what_somebody_changed_since_is_named_and_left_alone() throws Exception {
        Map<String, String> target = worktree(SEED);
        List<Image> images = images(way -> answer(way, root, "snapshot.restore", "snapshot_id", 1, "force", true));
        Image between = images.stream()
                .filter(image -> image.place() == Failpoint.RESTORE_ANNOUNCED)
                .findFirst()
                .orElseThrow();
        Files.writeString(between.root().resolve("plain"), "somebody was here");

        assertThat(pending(between.root()).getFirst().foreign()).containsExactly("plain");
        assertThat(fix(between.root()).path("passed").booleanValue()).isTrue();

        Map<String, String> now = RandomTree.state(between.root());
        assertThat(between.root().resolve("plain")).hasContent("somebody was here");
        now.remove("plain");
        target.remove("plain");
        assertThat(now).isEqualTo(target);
    }

    @Test
    void a_restore_that_lost_its_contents_is_taken_back() throws Exception {
        worktree(SEED);
        Map<String, String> before = RandomTree.state(root);
        String plain = target("plain");
        List<Image> images = images(way -> answer(way, root, "snapshot.restore", "snapshot_id", 1, "force", true));
        List<Image> between = images.stream()
                .filter(image -> image.place() == Failpoint.RESTORE_SWAPPED)
                .toList();
        int takenBack = 0;
        for (Image image : between) {
            Files.delete(image.root()
                    .resolve(".ssot/control/objects")
                    .resolve(plain.substring(0, 2))
                    .resolve(plain.substring(2)));
            if (pending(image.root()).getFirst().open().contains("plain")) {
                assertThat(fix(image.root()).path("passed").booleanValue()).isTrue();
                assertThat(RandomTree.state(image.root())).isEqualTo(before);
                takenBack++;
            }
        }
        assertThat(takenBack).isPositive();
    }

    /** The SHA-256 of what the snapshot holds of a file. */
    private String target(String path) throws IOException {
        return Contents.sha256((path + " as it was").getBytes(StandardCharsets.UTF_8));
    }

    /** A worktree with a snapshot of an earlier state; answers that. */
    private Map<String, String> worktree(long seed) throws Exception {
        root = Files.createDirectories(folder.toRealPath().resolve("worktree"));
        Files.createDirectories(root.resolve(".ssot"));
        Files.write(root.resolve(".ssot/registry.json"), CanonicalJson.write(RegistryGenerator.skeleton()));
        RandomTree tree = new RandomTree(root, new Random(seed));
        tree.edit(15);
        Files.deleteIfExists(root.resolve("plain"));
        Files.writeString(root.resolve("plain"), "plain as it was");
        Map<String, String> earlier = RandomTree.state(root);
        try (DirectWay way = new DirectWay(clock, runtime)) {
            answer(way, root, "snapshot.create", "agent_id", 7);
        }
        tree.edit(15);
        Files.deleteIfExists(root.resolve("plain"));
        Files.writeString(root.resolve("plain"), "plain as it is");
        return earlier;
    }

    /** Something to do. */
    @FunctionalInterface
    private interface Act {
        void with(DirectWay way) throws Exception;
    }

    private List<Image> images(Act act) throws Exception {
        List<Image> images = new ArrayList<>();
        try (DirectWay way = new DirectWay(clock, runtime)) {
            answer(way, root, "snapshot.list");
            Failpoint.watch(place -> {
                synchronized (images) {
                    Path image = folder.resolve("image-" + images.size());
                    copy(root, image);
                    images.add(new Image(place, image));
                }
            });
            act.with(way);
        } finally {
            Failpoint.unwatch();
        }
        return images;
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                try {
                    Files.copy(
                            file,
                            to.resolve(from.relativize(file)),
                            StandardCopyOption.COPY_ATTRIBUTES,
                            LinkOption.NOFOLLOW_LINKS);
                } catch (NoSuchFileException stagedByAnother) {
                    assertThat(file.toString()).contains("staging");
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void holdsOneState(String when, Path of, Map<String, String> before, Map<String, String> after)
            throws Exception {
        Map<String, String> found = RandomTree.state(of);
        List<WorktreeRestore.Pending> pending = pending(of);
        if (pending.isEmpty()) {
            assertThat(found).as(when).isIn(before, after);
        } else {
            assertThat(pending.getFirst().foreign()).as(when).isEmpty();
        }
        JsonNode report = fix(of);
        assertThat(report.path("passed").booleanValue())
                .as("%s: %s", when, report)
                .isTrue();
        assertThat(RandomTree.state(of)).as(when).isIn(before, after);
        assertThat(pending(of)).as(when).isEmpty();
        try (DirectWay way = new DirectWay(clock, runtime)) {
            answer(way, of, "snapshot.restore", "snapshot_id", 1, "force", true);
            answer(way, of, "snapshot.create", "agent_id", 7);
        }
    }

    private static List<WorktreeRestore.Pending> pending(Path of) throws IOException {
        Path control = of.toRealPath().resolve(".ssot/control");
        return new WorktreeRestore(of.toRealPath(), control, new ObjectStore(control)).pending();
    }

    private JsonNode fix(Path of) {
        Environment environment =
                new Environment(Map.of("HOME", runtime.toString(), "XDG_RUNTIME_DIR", runtime.toString()));
        return new RepositoryDoctor(environment, clock, LocalEngine::files, new LocalCommands(clock, environment))
                .examine(of, true)
                .json();
    }

    private JsonNode answer(DirectWay way, Path in, String operation, Object... given) {
        Outcome outcome = way.call(new Call(operation, in, arguments(given), null));
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return ((Outcome.Answered) outcome).result();
    }

    private void clear() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(folder)) {
                    Files.delete(file);
                }
            }
        }
    }
}
