package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.StrictJson;
import dev.ssot.support.Agent;
import dev.ssot.support.Agent.ToolResult;
import dev.ssot.support.Race;
import dev.ssot.support.Rounds;
import dev.ssot.support.RunningDaemon;
import dev.ssot.support.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four real fronts write one registry, each call another row; the first ones through the daemon, the others directly. */
class RegistryRaceIT {

    private static final int FRONTS = 4;
    private static final int WRITES = 50;

    private static RunningDaemon daemon;
    private static final List<Agent> FORWARDING = new ArrayList<>();
    private static final List<Agent> DIRECT = new ArrayList<>();

    @TempDir
    Path folder;

    @BeforeAll
    static void startFronts(@TempDir Path runtime) throws Exception {
        daemon = RunningDaemon.start(runtime);
        for (int i = 0; i < FRONTS; i++) {
            FORWARDING.add(Agent.explicit(daemon.flagsOn()));
            DIRECT.add(Agent.explicit(daemon.flagsOff()));
        }
    }

    @AfterAll
    static void stopFronts() throws Exception {
        FORWARDING.forEach(Agent::close);
        DIRECT.forEach(Agent::close);
        daemon.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, FRONTS})
    void nothing_acknowledged_is_lost(int throughDaemon) throws Exception {
        for (int round = 0; round < Rounds.of(1); round++) {
            TestRepository repository = TestRepository.in(folder.resolve("round-" + round));
            IntStream.range(0, FRONTS * WRITES).forEach(row -> repository.ready("f" + row));
            Path root = repository.write();
            try (Race race = new Race(FRONTS)) {
                List<List<ToolResult>> results = race.round(front ->
                        writes(front < throughDaemon ? FORWARDING.get(front) : DIRECT.get(front), root, front));
                for (int front = 0; front < FRONTS; front++) {
                    String backend = front < throughDaemon ? "daemon" : "direct";
                    assertThat(results.get(front))
                            .as("%d through the daemon, round %d, front %d", throughDaemon, round, front)
                            .noneMatch(ToolResult::isError)
                            .allMatch(result -> result.backend().equals(backend));
                }
            }
            allIsThere(root);
        }
    }

    private static List<ToolResult> writes(Agent front, Path root, int number) {
        List<ToolResult> results = new ArrayList<>();
        for (int i = 0; i < WRITES; i++) {
            Map<String, String> row = Map.of("id", "tst:f" + (number * WRITES + i), "status", "failing");
            results.add(front.call(
                    "registry_entity_upsert", arguments("repo", root.toString(), "section", "tests", "entity", row)));
        }
        return results;
    }

    private static void allIsThere(Path root) throws Exception {
        byte[] bytes = Files.readAllBytes(root.resolve(".ssot/registry.json"));
        JsonNode registry = StrictJson.read(bytes);
        assertThat(CanonicalJson.write(registry)).isEqualTo(bytes);
        assertThat(registry.path("tests"))
                .hasSize(FRONTS * WRITES)
                .allMatch(test -> test.path("status").asText().equals("failing"));

        List<Long> ids = new ArrayList<>();
        Set<String> told = new HashSet<>();
        JsonNode events = DIRECT.getFirst()
                .call("get_worker_events", arguments("repo", root.toString(), "limit", 1_000))
                .content()
                .path("events");
        for (JsonNode event : events) {
            ids.add(event.path("event_id").asLong());
            told.add(event.at("/payload/entity_id").asText());
        }
        assertThat(ids)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, FRONTS * WRITES).boxed().toList());
        assertThat(told).hasSize(FRONTS * WRITES);
    }
}
