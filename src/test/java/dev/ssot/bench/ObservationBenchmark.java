package dev.ssot.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.boot.EngineUnderTest;
import dev.ssot.support.GitCommands;
import dev.ssot.support.Installation;
import dev.ssot.support.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures what it costs to observe work in a repository of many files, at the claim and at the completion, and prints
 * one table of it. Nothing fails for being slow.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservationBenchmark {

    private static final int FILES = Integer.getInteger("bench.files", 100_000);
    private static final int FILES_OF_A_FOLDER = 100;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 15);

    private final Table table =
            new Table("what", "level", "files below the lease", "first ms", "p50 ms", "p99 ms", "what makes it grow");

    @TempDir
    private Path folder;

    /** How much of the repository a lease covers. */
    private record Extent(String feature, String root, int files) {}

    @Test
    void claims_and_completions() throws Exception {
        Extent small = new Extent("small", "src/0", FILES_OF_A_FOLDER);
        Extent whole = new Extent("whole", "src", FILES);
        for (String level : List.of("reported", "observed")) {
            Path root = repository(level, small, whole);
            for (Extent extent : List.of(small, whole)) {
                try (EngineUnderTest engine = new EngineUnderTest()) {
                    measure(level, extent, root, new EngineDoor(engine, root));
                }
            }
        }
        table.note(
                "A repository of %,d files under git, direct, in process. The first call of a process fills the cache of"
                        .formatted(FILES));
        table.note(
                "file stamps, or reads it from disk. A completion also looks at the whole worktree, at every level.");
    }

    @AfterAll
    void print() throws IOException {
        Path report = Installation.home().resolve("target/bench/observation.txt");
        Files.createDirectories(report.getParent());
        Files.writeString(report, table.toString());
        System.out.println();
        System.out.println(table);
    }

    private void measure(String level, Extent extent, Path root, Door door) throws IOException {
        List<Long> claims = new ArrayList<>();
        List<Long> completions = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long begun = System.nanoTime();
            ObjectNode claimed = door.call(
                    "slice.claim",
                    TestRepository.arguments(
                            "worker_id",
                            "w",
                            "campaign_id",
                            extent.feature(),
                            "target_tier",
                            "T1",
                            "feature_ids",
                            List.of("feat:" + extent.feature())));
            claims.add(System.nanoTime() - begun);
            assertThat(claimed.path("kind").asText()).as("%s", claimed).isEqualTo("lease_granted");
            Files.writeString(root.resolve("src/0/0.txt"), "round " + level + round);
            ObjectNode lease = (ObjectNode) claimed.get("lease");
            completions.add(complete(lease, door));
            door.call("slice.abandon", held(lease).put("reason", "next round"));
        }
        row("claim", level, extent, claims, level.equals("observed") ? "files below the lease" : "nothing");
        row("completion", level, extent, completions, "files of the repository, and those below the lease");
    }

    /** It is refused for want of evidence, after everything was looked at. */
    private static long complete(ObjectNode lease, Door door) {
        ObjectNode arguments = held(lease);
        arguments.set(
                "result",
                TestRepository.arguments(
                        "changed_paths", List.of("src/0/0.txt"), "tests_run", List.of(), "evidence_paths", List.of()));
        long begun = System.nanoTime();
        ObjectNode answer = door.call("slice.complete", arguments);
        long nanos = System.nanoTime() - begun;
        assertThat(answer.path("outcome").asText()).as("%s", answer).isEqualTo("refused");
        return nanos;
    }

    private static ObjectNode held(ObjectNode lease) {
        return TestRepository.arguments(
                "worker_id",
                "w",
                "lease_id",
                lease.path("lease_id").asText(),
                "fencing_token",
                lease.path("fencing_token").asLong());
    }

    private void row(String what, String level, Extent extent, List<Long> nanos, String growth) {
        Figures warm =
                new Figures(nanos.stream().skip(1).mapToLong(Long::longValue).toArray());
        table.row(
                what,
                level,
                "%,d".formatted(extent.files()),
                millis(nanos.getFirst() / 1e6),
                millis(warm.medianMillis()),
                millis(warm.percentileMillis(99)),
                growth);
    }

    private Path repository(String level, Extent... extents) throws Exception {
        Path root = folder.resolve(level);
        for (int file = 0; file < FILES; file++) {
            Path path = root.resolve("src/%d/%d.txt".formatted(file / FILES_OF_A_FOLDER, file % FILES_OF_A_FOLDER));
            if (file % FILES_OF_A_FOLDER == 0) {
                Files.createDirectories(path.getParent());
            }
            Files.writeString(path, "file " + file);
        }
        TestRepository repository = TestRepository.in(root).verification(level);
        for (Extent extent : extents) {
            repository.ready(extent.feature(), extent.root(), ".ssot/evidence/" + extent.feature());
        }
        repository.write();
        new GitCommands(root).commitAll();
        return root.toRealPath();
    }

    private static String millis(double millis) {
        return String.format(Locale.ROOT, millis < 100 ? "%.2f" : "%.0f", millis);
    }
}
