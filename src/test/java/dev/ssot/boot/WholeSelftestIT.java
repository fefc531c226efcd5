package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.json.Json;
import dev.ssot.support.Installation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every trial as users run it, in full; the bounds on what a flooded daemon holds are among what it checks. */
class WholeSelftestIT {

    @ParameterizedTest
    @ValueSource(strings = {"race", "crash", "pause", "clock", "flood", "mixed"})
    void a_trial_breaks_no_promise(String trial) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(Installation.launcher("ssot").toString(), "selftest", trial, "--json");
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process selftest = builder.start();

        JsonNode result = Json.MAPPER.readTree(selftest.getInputStream().readAllBytes());

        System.out.println(result);
        assertThat(selftest.waitFor()).isZero();
        assertThat(result.at("/trials/0/violations")).isEmpty();
        assertThat(result.at("/trials/0/calls").asInt()).isPositive();
    }
}
