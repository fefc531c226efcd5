package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.environment.ConfigurationError;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Backend;
import dev.ssot.operation.Call;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.RoutedCalls;
import dev.ssot.support.TestRepository;
import dev.ssot.workspace.ProcessIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCallsTest {

    private static final Duration TTL = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final BlockingQueue<Call> beats = new LinkedBlockingQueue<>();

    /** Beats of one lease tell the time for the other: when some have come, those of the other would have too. */
    @ParameterizedTest
    @ValueSource(strings = {"slice.abandon", "expiry"})
    void a_lease_that_has_ended_gets_no_more_beats(String end) throws Exception {
        Path root = TestRepository.in(folder).ready("a").ready("b").write();
        try (EngineUnderTest engine = new EngineUnderTest()) {
            SessionCalls session = session(engine, "1");
            JsonNode kept = claim(session, root);
            JsonNode ended = claim(session, root);
            awaitBeats(kept, 1);
            awaitBeats(ended, 1);

            if (end.equals("expiry")) {
                // Somebody else ends it, so that only its next beat can tell.
                engine.call(new Call(
                        "slice.abandon", root, arguments(OperationsContract.held(ended, "reason", "r")), null));
            } else {
                answered(session, "slice.abandon", root, OperationsContract.held(ended, "reason", "r"));
            }
            awaitBeats(kept, 3);
            beats.clear();
            awaitBeats(kept, 3);

            assertThat(beats)
                    .noneMatch(
                            beat -> leaseId(beat).equals(ended.path("lease_id").asText()));
        }
    }

    @Test
    void every_call_of_a_session_names_its_process() throws Exception {
        Path root = TestRepository.in(folder).ready("a").write();
        try (EngineUnderTest engine = new EngineUnderTest()) {
            JsonNode lease = claim(session(engine, "1"), root);

            Call beat = awaitBeats(lease, 1);
            assertThat(beat.session()).isEqualTo(ProcessIdentity.self());
            assertThat(beat.requestId()).as("a beat needs no recorded answer").isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({"'',10", "5,5", "25,10"})
    void two_beats_may_be_lost_before_a_lease_expires(String stated, int seconds) throws Exception {
        assertThat(pace(stated).pause(TTL)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "on", "604801", "9999999999"})
    void a_pace_that_nobody_can_have_meant_ends_the_start(String stated) {
        assertThatThrownBy(() -> pace(stated))
                .isInstanceOf(ConfigurationError.class)
                .hasMessageStartingWith("VOX_MCP_LEASE_BEAT=" + stated);
    }

    private static BeatPace pace(String stated) throws ConfigurationError {
        return BeatPace.of(new Environment(Map.of("VOX_MCP_LEASE_BEAT", stated)));
    }

    private SessionCalls session(EngineUnderTest engine, String pace) throws ConfigurationError {
        RoutedCalls calls = call -> {
            if (call.operationId().equals("slice.beat")) {
                beats.add(call);
            }
            return new RoutedCalls.Routed(engine.call(call), Backend.DIRECT, RoutedCalls.FLAG_OFF);
        };
        return new SessionCalls(calls, pace(pace));
    }

    private static JsonNode claim(SessionCalls session, Path root) {
        return answered(
                        session,
                        "slice.claim",
                        root,
                        "worker_id",
                        "w",
                        "campaign_id",
                        "c",
                        "target_tier",
                        "T1",
                        "ttl_seconds",
                        (int) TTL.toSeconds())
                .path("lease");
    }

    private static ObjectNode answered(SessionCalls session, String operation, Path root, Object... arguments) {
        Outcome outcome = session.call(new Call(operation, root, arguments(arguments), null))
                .outcome();
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return ((Outcome.Answered) outcome).result();
    }

    /** Answers the last of them. */
    private Call awaitBeats(JsonNode lease, int count) throws InterruptedException {
        Call last = null;
        for (int seen = 0; seen < count; ) {
            last = beats.poll(30, TimeUnit.SECONDS);
            assertThat(last).as("a beat").isNotNull();
            if (leaseId(last).equals(lease.path("lease_id").asText())) {
                seen++;
            }
        }
        return last;
    }

    private static String leaseId(Call beat) {
        return beat.arguments().path("lease_id").asText();
    }
}
