package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.support.GitCommands;
import dev.ssot.support.RandomTree;
import dev.ssot.support.Rounds;
import dev.ssot.support.SettableClock;
import dev.ssot.support.TestRepository;
import dev.ssot.workspace.tree.PathText;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is done to a worktree: a restore brings back every byte and every mode, and git notices nothing. */
class SnapshotRestoreIT {

    /** The first seed; with more rounds, those that follow. */
    private static final long SEED = Long.getLong("ssot.seed", 1);

    /** How many worktrees one engine has open. */
    private static final int TOGETHER = 20;

    @TempDir
    Path folder;

    @TempDir
    Path runtime;

    private final SettableClock clock = new SettableClock();

    @Test
    void random_edits_are_undone_to_the_last_byte() throws Exception {
        int partial = 0;
        int rounds = Rounds.of(12);
        for (long first = SEED; first < SEED + rounds; first += TOGETHER) {
            partial += run(first, Math.min(first + TOGETHER, SEED + rounds));
        }
        System.out.printf("restores: %d seeds from %d on, %d times a part of the worktree%n", rounds, SEED, partial);
        assertThat(partial).isPositive();
    }

    private int run(long first, long end) throws Exception {
        int partial = 0;
        try (DirectWay way = new DirectWay(clock, runtime)) {
            for (long seed = first; seed < end; seed++) {
                Path root = Files.createDirectory(folder.toRealPath().resolve("seed-" + seed));
                partial += new Round(seed, root, way).run() ? 1 : 0;
                delete(root);
            }
        }
        return partial;
    }

    /** One worktree and what becomes of it. */
    private record Round(long seed, Path root, DirectWay way) {

        /** Whether a part of the worktree could be restored at the end: often something else stands where it was. */
        boolean run() throws Exception {
            Random random = new Random(seed);
            RandomTree tree = new RandomTree(root, random);
            TestRepository.in(root).ready("a").write();
            tree.edit(random.nextInt(5, 40));
            boolean withGit = random.nextInt(4) > 0;
            if (withGit) {
                commit(tree);
            }
            tree.edit(random.nextInt(1, 30));
            Map<String, String> before = RandomTree.state(root);
            Map<String, String> gitBefore = git(withGit);
            create();
            tree.edit(random.nextInt(1, 30));
            Map<String, String> after = RandomTree.state(root);
            boolean saved = random.nextBoolean();
            if (saved) {
                create();
            }

            String undone = restore("S-000001", !saved)
                    .at("/data/pre_restore_snapshot_id")
                    .asText();
            holds("restored", before);
            assertThat(git(withGit)).as("git's state, seed %d", seed).isEqualTo(gitBefore);
            restore(undone, false);
            holds("the restore taken back", after);
            return part(random, before, after);
        }

        private void commit(RandomTree tree) throws Exception {
            GitCommands git = new GitCommands(root);
            git.commitAll();
            git.run("config", "user.name", "t");
            git.run("config", "user.email", "t@example.org");
            Files.writeString(root.resolve("stashed"), "stash me");
            git.run("add", "stashed");
            git.run("stash", "-q");
            tree.edit(3);
            git.run("add", "-A");
        }

        private boolean part(Random random, Map<String, String> before, Map<String, String> now) throws Exception {
            Map<String, String> all = new TreeMap<>(before);
            all.putAll(now);
            if (all.isEmpty()) {
                return false;
            }
            String chosen = List.copyOf(all.keySet()).get(random.nextInt(all.size()));
            String text = PathText.of(Path.of("/").relativize(Path.of(URI.create("file:///" + chosen))));
            Outcome outcome = way.call(new Call(
                    "snapshot.restore",
                    root,
                    arguments("snapshot_id", 1, "paths", List.of(text), "force", true),
                    null));
            if (outcome instanceof Outcome.Refused refused) {
                assertThat(refused.refusal().code()).as("%s", refused).isEqualTo(ErrorCode.CONFLICT);
                holds("nothing was done", now);
                return false;
            }
            Map<String, String> expected = new TreeMap<>(now);
            expected.keySet().removeIf(path -> isUnder(path, chosen));
            before.forEach((path, state) -> {
                if (isUnder(path, chosen)) {
                    expected.put(path, state);
                }
            });
            holds("restored " + chosen, expected);
            return true;
        }

        private static boolean isUnder(String path, String above) {
            return path.equals(above) || path.startsWith(above + "/");
        }

        private void create() {
            var _ = answer("snapshot.create", "agent_id", seed);
        }

        private JsonNode restore(String id, boolean force) {
            return answer("snapshot.restore", "snapshot_id", id, "force", force);
        }

        private JsonNode answer(String operation, Object... given) {
            Outcome outcome = way.call(new Call(operation, root, arguments(given), null));
            assertThat(outcome).as("seed %d", seed).isInstanceOf(Outcome.Answered.class);
            return ((Outcome.Answered) outcome).result();
        }

        private void holds(String what, Map<String, String> expected) throws Exception {
            assertThat(RandomTree.state(root)).as("%s, seed %d", what, seed).isEqualTo(expected);
        }

        /** Index, stash, branches, reflog, objects: everything below .git, byte for byte, and what git tells. */
        private Map<String, String> git(boolean withGit) throws Exception {
            Map<String, String> state = new TreeMap<>();
            if (!withGit) {
                return state;
            }
            try (Stream<Path> files = Files.walk(root.resolve(".git"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    state.put(root.relativize(file).toString(), Arrays.toString(Files.readAllBytes(file)));
                }
            }
            state.put(
                    "status",
                    new String(
                            new GitCommands(root).output("--no-optional-locks", "status", "--porcelain", "-z", "-uall"),
                            StandardCharsets.ISO_8859_1));
            return state;
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
