package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.support.McpClient;
import dev.ssot.support.McpClient.ToolResult;
import dev.ssot.support.Race;
import dev.ssot.support.RunningDaemon;
import dev.ssot.support.TestRepository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Eight real fronts that claim at the same instant, a hundred rounds, every way to the store. */
class ClaimRaceIT {

    private static final int WORKERS = 8;
    private static final int ROUNDS = 100;

    @TempDir
    Path folder;

    @TempDir
    Path runtime;

    /** How the fronts reach the store. */
    enum Paths {
        DIRECT,
        DAEMON,
        MIXED;

        Map<String, String> environment(RunningDaemon daemon, int worker) {
            boolean through = this == DAEMON || this == MIXED && worker % 2 == 0;
            return through ? daemon.flagsOn() : daemon.flagsOff();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eight_free_slices_go_to_eight_workers(Paths paths) throws Exception {
        TestRepository repository = TestRepository.in(folder);
        for (int i = 0; i < WORKERS; i++) {
            repository.ready("f" + i);
        }
        Set<Long> tokens = new HashSet<>();

        race(repository.write(), paths, results -> {
            assertThat(granted(results)).hasSize(WORKERS);
            assertThat(granted(results))
                    .extracting(lease -> lease.path("feature_id").asText())
                    .doesNotHaveDuplicates();
            granted(results)
                    .forEach(lease -> assertThat(
                                    tokens.add(lease.path("fencing_token").asLong()))
                            .isTrue());
        });

        assertThat(tokens).hasSize(WORKERS * ROUNDS);
    }

    @ParameterizedTest
    @EnumSource
    void one_feature_goes_to_one_worker(Paths paths) throws Exception {
        race(TestRepository.in(folder).ready("a").write(), paths, ClaimRaceIT::oneWinner);
    }

    @ParameterizedTest
    @EnumSource
    void overlapping_roots_go_to_one_worker(Paths paths) throws Exception {
        Path root = TestRepository.in(folder)
                .ready("a", "src")
                .ready("b", "src/x")
                .ready("c", "src/x/deep")
                .ready("d", "src/x/../x/")
                .write();

        race(root, paths, ClaimRaceIT::oneWinner);
    }

    private static void oneWinner(List<ToolResult> results) {
        assertThat(granted(results)).hasSize(1);
        assertThat(results.stream().filter(result -> result.kind().equals("no_work")))
                .hasSize(WORKERS - 1);
    }

    /** What has to hold for the answers of one round. */
    private interface Check {
        void accept(List<ToolResult> results);
    }

    private void race(Path root, Paths paths, Check check) throws Exception {
        try (RunningDaemon daemon = RunningDaemon.start(runtime);
                Race race = new Race(WORKERS)) {
            List<McpClient> fronts = fronts(root, paths, daemon);
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    String campaign = "round-" + round;
                    List<ToolResult> results = race.round(worker -> fronts.get(worker)
                            .call(
                                    "claim_next_maturation_slice",
                                    arguments(
                                            "worker_id", "w" + worker, "campaign_id", campaign, "target_tier", "T1")));
                    assertThat(results).as("%s round %d", paths, round).noneMatch(ToolResult::isError);
                    check.accept(results);
                    giveBack(fronts, results);
                }
                assertBackends(paths, fronts);
            } finally {
                fronts.forEach(McpClient::close);
            }
        }
    }

    private static List<McpClient> fronts(Path root, Paths paths, RunningDaemon daemon) throws IOException {
        List<McpClient> fronts = new ArrayList<>();
        for (int i = 0; i < WORKERS; i++) {
            fronts.add(McpClient.pinned(root, paths.environment(daemon, i)));
        }
        return fronts;
    }

    private static void giveBack(List<McpClient> fronts, List<ToolResult> results) {
        for (int i = 0; i < WORKERS; i++) {
            JsonNode lease = results.get(i).content().path("lease");
            if (lease.isObject()) {
                ToolResult abandoned = fronts.get(i)
                        .call("abandon_slice", arguments(OperationsContract.held(lease, "reason", "next round")));
                assertThat(abandoned.isError()).as(abandoned.text()).isFalse();
            }
        }
    }

    /** The rounds prove nothing about a path that was not taken. */
    private static void assertBackends(Paths paths, List<McpClient> fronts) {
        for (int i = 0; i < WORKERS; i++) {
            String expected = paths == Paths.DAEMON || paths == Paths.MIXED && i % 2 == 0 ? "daemon" : "direct";
            assertThat(fronts.get(i).call("get_conflicts", arguments()).backend())
                    .isEqualTo(expected);
        }
    }

    private static List<JsonNode> granted(List<ToolResult> results) {
        return results.stream()
                .filter(result -> result.kind().equals("lease_granted"))
                .map(result -> result.content().path("lease"))
                .toList();
    }
}
