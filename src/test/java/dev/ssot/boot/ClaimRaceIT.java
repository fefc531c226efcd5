package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.support.Agent;
import dev.ssot.support.Agent.ToolResult;
import dev.ssot.support.Race;
import dev.ssot.support.Rounds;
import dev.ssot.support.RunningDaemon;
import dev.ssot.support.TestRepository;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Eight real fronts that claim at the same instant, many rounds, every way to the store. */
class ClaimRaceIT {

    private static final int WORKERS = 8;
    private static final int ROUNDS = Rounds.of(4);

    private static RunningDaemon daemon;
    private static final List<Agent> FORWARDING_FRONTS = new ArrayList<>();
    private static final List<Agent> DIRECT_FRONTS = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeAll
    static void startFronts(@TempDir Path runtime) throws Exception {
        daemon = RunningDaemon.start(runtime);
        for (int i = 0; i < WORKERS; i++) {
            FORWARDING_FRONTS.add(Agent.explicit(daemon.flagsOn()));
            DIRECT_FRONTS.add(Agent.explicit(daemon.flagsOff()));
        }
    }

    @AfterAll
    static void stopFronts() throws Exception {
        FORWARDING_FRONTS.forEach(Agent::close);
        DIRECT_FRONTS.forEach(Agent::close);
        daemon.close();
    }

    /** How the fronts reach the store. */
    enum Paths {
        DIRECT,
        DAEMON,
        MIXED;

        Agent front(int worker) {
            return forwards(worker) ? FORWARDING_FRONTS.get(worker) : DIRECT_FRONTS.get(worker);
        }

        boolean forwards(int worker) {
            return this == DAEMON || (this == MIXED && worker % 2 == 0);
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
        try (Race race = new Race(WORKERS)) {
            for (int round = 0; round < ROUNDS; round++) {
                String campaign = "round-" + round;
                List<ToolResult> results = race.round(worker -> paths.front(worker)
                        .call(
                                "claim_next_maturation_slice",
                                arguments(
                                        "repo",
                                        root.toString(),
                                        "worker_id",
                                        "w" + worker,
                                        "campaign_id",
                                        campaign,
                                        "target_tier",
                                        "T1")));
                assertThat(results).as("%s round %d", paths, round).noneMatch(ToolResult::isError);
                check.accept(results);
                giveBack(root, paths, results);
            }
        }
        // The rounds would prove nothing about a path that was not taken.
        for (int i = 0; i < WORKERS; i++) {
            assertThat(paths.front(i)
                            .call("get_conflicts", arguments("repo", root.toString()))
                            .backend())
                    .isEqualTo(paths.forwards(i) ? "daemon" : "direct");
        }
    }

    private static void giveBack(Path root, Paths paths, List<ToolResult> results) {
        for (int i = 0; i < WORKERS; i++) {
            JsonNode lease = results.get(i).content().path("lease");
            if (lease.isObject()) {
                ToolResult abandoned = paths.front(i)
                        .call(
                                "abandon_slice",
                                arguments(OperationsContract.held(lease, "reason", "next", "repo", root.toString())));
                assertThat(abandoned.isError()).as(abandoned.text()).isFalse();
            }
        }
    }

    private static List<JsonNode> granted(List<ToolResult> results) {
        return results.stream()
                .filter(result -> result.kind().equals("lease_granted"))
                .map(result -> result.content().path("lease"))
                .toList();
    }
}
