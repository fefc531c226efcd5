package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.Outcome;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
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
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four real fronts write one registry, each call creates another row; the first ones through the daemon, the others directly. */
class RegistryRaceIT {

    private static final int FRONTS = 4;
    private static final int WRITES = 50;
    private static final String TOOL = "registry_entity_upsert";

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
            Path root = TestRepository.in(folder.resolve("round-" + round))
                    .ready("a")
                    .artifact(TestRepository.evidencePath("a"))
                    .artifact("src/a/check.txt")
                    .write();
            try (Race race = new Race(FRONTS)) {
                List<List<ToolResult>> results = race.round(front ->
                        creates(front < throughDaemon ? FORWARDING.get(front) : DIRECT.get(front), root, front));
                for (int front = 0; front < FRONTS; front++) {
                    String which = "%d through the daemon, round %d, front %d".formatted(throughDaemon, round, front);
                    for (ToolResult result : results.get(front)) {
                        assertThat(result.isError())
                                .as("%s: %s", which, result.text())
                                .isFalse();
                        assertThat(result.content().has("previous_entity"))
                                .as(which)
                                .isFalse();
                    }
                    // A daemon that is slow to answer the first calls lets its fronts write by themselves.
                    assertThat(results.get(front).getLast().backend())
                            .as(which)
                            .isEqualTo(front < throughDaemon ? "daemon" : "direct");
                }
            }
            allIsThereOnce(root);
        }
    }

    /** Every fifth create is asked for again as one whose answer was lost on the way. */
    private static List<ToolResult> creates(Agent front, Path root, int number) {
        List<ToolResult> results = new ArrayList<>();
        for (int i = 0; i < WRITES; i++) {
            ObjectNode arguments =
                    arguments("repo", root.toString(), "section", "issues", "entity", issue(number * WRITES + i));
            arguments.put("request_id", "front-%d-%d".formatted(number, i));
            results.add(front.call(TOOL, arguments));
            if (i % 5 == 0) {
                results.add(front.call(TOOL, arguments));
            }
        }
        return results;
    }

    private static ObjectNode issue(int number) {
        ObjectNode issue = arguments(
                "id",
                id(number),
                "title",
                "Issue " + number,
                "status",
                "open",
                "severity",
                "low",
                "description",
                "Found by one of many.",
                "release_blocking",
                false,
                "feature_ids",
                List.of("feat:a"));
        issue.putObject("plan").put("horizon", "backlog").putNull("slot");
        List.of("claim_ids", "test_ids", "evidence_ids", "risk_ids").forEach(issue::putArray);
        return issue;
    }

    private static String id(int number) {
        return "iss:race." + number;
    }

    private static void allIsThereOnce(Path root) throws Exception {
        byte[] bytes = Files.readAllBytes(root.resolve(".ssot/registry.json"));
        JsonNode registry = StrictJson.read(bytes);
        assertThat(CanonicalJson.write(registry)).isEqualTo(bytes);
        List<String> all =
                IntStream.range(0, FRONTS * WRITES).mapToObj(RegistryRaceIT::id).toList();
        assertThat(registry.path("issues"))
                .extracting(issue -> issue.path("id").asText())
                .containsExactlyInAnyOrderElementsOf(all);
        try (EngineUnderTest engine = new EngineUnderTest()) {
            Outcome validation = engine.call(new Call("registry.validate", root, Json.object(), null));
            assertThat(validation)
                    .isInstanceOfSatisfying(
                            Outcome.Answered.class,
                            answered -> assertThat(answered.result().path("failures"))
                                    .isEmpty());
        }

        List<Long> ids = new ArrayList<>();
        List<String> told = new ArrayList<>();
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
        assertThat(told).containsExactlyInAnyOrderElementsOf(all);
    }
}
