package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.Outcome;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import dev.ssot.support.Race;
import dev.ssot.support.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several engines on one repository, each with stores of its own as separate processes have, look at one instant. */
class RegistryWatchRaceTest {

    private static final int ENGINES = 6;
    private static final int ROUNDS = 25;

    @TempDir
    Path folder;

    @Test
    void what_others_wrote_is_told_once_and_what_we_wrote_never() throws Exception {
        TestRepository.in(folder).ready("a").write();
        List<EngineUnderTest> engines =
                Stream.generate(EngineUnderTest::new).limit(ENGINES).toList();
        try (Race race = new Race(ENGINES)) {
            create(engines.getFirst(), "iss:first");
            for (int round = 0; round < ROUNDS; round++) {
                int number = round;
                var _ = race.round(runner -> runner % 2 == 0
                        ? create(engines.get(runner), "iss:r%d-%d".formatted(number, runner))
                        : events(engines.get(runner)));
                edit("title of round " + round);
                var _ = race.round(runner -> runner % 3 == 0
                        ? create(engines.get(runner), "iss:s%d-%d".formatted(number, runner))
                        : events(engines.get(runner)));
            }
            List<String> changed = IntStream.range(0, ROUNDS)
                    .mapToObj(_ -> "registry_changed_outside")
                    .toList();
            assertThat(events(engines.getLast()).findValuesAsText("kind"))
                    .filteredOn(kind -> !kind.equals("registry_updated"))
                    .isEqualTo(changed);
        } finally {
            engines.forEach(EngineUnderTest::close);
        }
    }

    private void edit(String title) throws Exception {
        Path file = folder.resolve(".ssot/registry.json");
        ObjectNode registry = (ObjectNode) Json.MAPPER.readTree(Files.readAllBytes(file));
        ((ObjectNode) registry.at("/features/0")).put("title", title);
        Files.write(file, CanonicalJson.write(registry));
    }

    private JsonNode events(EngineUnderTest engine) {
        return call(engine, "event.list", arguments("limit", 1000));
    }

    private JsonNode create(EngineUnderTest engine, String id) {
        ObjectNode issue = arguments("id", id, "title", id, "status", "open", "severity", "low", "description", "");
        issue.put("release_blocking", false)
                .putObject("plan")
                .put("horizon", "backlog")
                .putNull("slot");
        List.of("feature_ids", "claim_ids", "test_ids", "evidence_ids", "risk_ids")
                .forEach(issue::putArray);
        return call(engine, "registry.entity.create", arguments("section", "issues", "entity", issue));
    }

    private JsonNode call(EngineUnderTest engine, String operation, ObjectNode arguments) {
        Outcome outcome = engine.call(new Call(operation, folder, arguments, null));
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return ((Outcome.Answered) outcome).result();
    }
}
