package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ssot.operation.Backend;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Operations;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.registry.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls of the gateway have a deadline, and are finished before the daemon leaves. */
@Timeout(60)
class GatewayCallsTest {

    private static final Catalog CATALOG = Catalog.load();
    private static final Outcome DONE = new Outcome.Answered(Json.object().put("passed", true));
    private static final Duration SHORT = Duration.ofMillis(20);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void an_answer_names_the_daemon() {
        var routed = new GatewayCalls(_ -> Duration.ofMinutes(1), _ -> DONE).call(call("claim-1"));
        assertThat(routed.outcome()).isSameAs(DONE);
        assertThat(routed.backend()).isEqualTo(Backend.DAEMON);
    }

    @Test
    void what_takes_longer_than_its_time_is_refused_and_a_write_can_be_asked_for_again() {
        GatewayCalls calls = new GatewayCalls(_ -> SHORT, waiting());
        Refusal write = refused(calls.call(call("claim-1")).outcome());
        assertThat(write.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
        assertThat(write.next()).contains("request_id claim-1");
        assertThat(refused(calls.call(call(null)).outcome()).next()).startsWith("Nothing was changed");
        release.countDown();
    }

    @Test
    void the_time_is_that_of_the_catalog() {
        assertThat(GatewayCalls.timeOf(CATALOG).apply("slice.claim"))
                .isEqualTo(CATALOG.find("slice.claim").orElseThrow().timeout());
    }

    @Test
    void a_daemon_that_leaves_finishes_what_is_under_way_and_takes_nothing_new() throws Exception {
        GatewayCalls calls = new GatewayCalls(_ -> Duration.ofMinutes(1), waiting());
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> under =
                    callers.submit(() -> calls.call(call("claim-1")).outcome());
            begun.await();
            assertThat(calls.drain(SHORT)).isFalse();
            assertThat(refused(calls.call(call("claim-2")).outcome()).code()).isEqualTo(ErrorCode.SHUTTING_DOWN);
            release.countDown();
            assertThat(under.get()).isSameAs(DONE);
        }
    }

    private Operations waiting() {
        return _ -> {
            begun.countDown();
            try {
                release.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return DONE;
        };
    }

    private static Refusal refused(Outcome outcome) {
        return ((Outcome.Refused) outcome).refusal();
    }

    private static Call call(String requestId) {
        return new Call("slice.claim", Path.of("/"), Json.object(), requestId);
    }
}
