package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.json.Json;
import dev.ssot.support.Installation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The short form of the proof that users run themselves. */
class SelftestIT {

    @Test
    void every_trial_runs_a_few_rounds_and_breaks_no_promise() throws Exception {
        Process selftest = ssot("selftest", "all", "--rounds", "2", "--processes", "2", "--seed", "1", "--json");
        JsonNode result = Json.MAPPER.readTree(selftest.getInputStream().readAllBytes());

        assertThat(selftest.waitFor()).as(result.toPrettyString()).isZero();
        assertThat(result.path("trials"))
                .extracting(trial -> trial.path("name").asText())
                .containsExactly("race", "crash", "pause", "clock", "flood", "mixed");
        for (JsonNode trial : result.path("trials")) {
            assertThat(trial.path("violations")).as(trial.toString()).isEmpty();
            assertThat(trial.path("rounds").asInt()).as(trial.toString()).isEqualTo(2);
            assertThat(trial.path("calls").asInt()).as(trial.toString()).isPositive();
            assertThat(trial.path("seed").asInt()).isEqualTo(1);
        }
        assertThat(result.at("/trials/1/kills").asInt()).isGreaterThanOrEqualTo(5);
    }

    @Test
    void a_trial_that_does_not_exist_is_named_with_those_that_do() throws Exception {
        Process selftest = ssot("selftest", "luck");

        assertThat(new String(selftest.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("no such trial: luck; there are race, crash, pause, clock, flood, mixed and all");
        assertThat(selftest.waitFor()).isEqualTo(2);
    }

    private static Process ssot(String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(Installation.launcher("ssot").toString());
        builder.command().addAll(List.of(arguments));
        return builder.start();
    }
}
