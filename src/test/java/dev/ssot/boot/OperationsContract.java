package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Call;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Outcome;
import dev.ssot.operation.Refusal;
import dev.ssot.support.SettableClock;
import dev.ssot.support.TestRepository;
import dev.ssot.workspace.ProcessIdentity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every way to the operations has to do alike. The suites below say what; a subclass says which way: on the files,
 * or through a daemon.
 */
abstract class OperationsContract {

    final SettableClock clock = new SettableClock();

    @TempDir
    Path folder;

    @TempDir
    Path runtime;

    private @Nullable Way way;

    /** A way from a call to its outcome. */
    interface Way extends AutoCloseable {

        Outcome call(Call call);

        @Override
        void close() throws Exception;
    }

    /** Opens the way under test; {@code runtime} is empty and its own. */
    abstract Way open(SettableClock time, Path runtimeFolder) throws Exception;

    @BeforeEach
    void openWay() throws Exception {
        way = open(clock, runtime);
    }

    @AfterEach
    void closeWay() throws Exception {
        way.close();
    }

    TestRepository repository() {
        return TestRepository.in(folder);
    }

    Outcome call(String operation, ObjectNode arguments, @Nullable String requestId) {
        return way.call(new Call(operation, folder, arguments, requestId));
    }

    /** The same from a process that goes on after the call. */
    Outcome callFrom(ProcessIdentity session, String operation, Object... arguments) {
        return way.call(new Call(operation, folder, arguments(arguments), null, session));
    }

    ObjectNode answer(String operation, Object... arguments) {
        return answered(call(operation, arguments(arguments), null));
    }

    ObjectNode answered(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        return ((Outcome.Answered) outcome).result();
    }

    Refusal refusal(String operation, Object... arguments) {
        Outcome outcome = call(operation, arguments(arguments), null);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        Refusal refusal = ((Outcome.Refused) outcome).refusal();
        assertThat(refusal.message()).isNotBlank();
        assertThat(refusal.next()).isNotBlank();
        return refusal;
    }

    void refused(ErrorCode code, String message, String operation, Object... arguments) {
        Refusal refusal = refusal(operation, arguments);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.message()).contains(message);
    }

    ObjectNode claim(String worker) {
        return answer("slice.claim", "worker_id", worker, "campaign_id", "c", "target_tier", "T1");
    }

    /** Claims and answers the lease, which there has to be. */
    JsonNode lease(String worker) {
        ObjectNode claimed = claim(worker);
        assertThat(claimed.path("kind").asText()).as("%s", claimed).isEqualTo("lease_granted");
        return claimed.path("lease");
    }

    /** The three arguments by which a holder shows itself. */
    static Object[] held(JsonNode lease, Object... more) {
        List<Object> all = new ArrayList<>(List.of(
                "worker_id", lease.path("worker_id").asText(),
                "lease_id", lease.path("lease_id").asText(),
                "fencing_token", lease.path("fencing_token").asLong()));
        all.addAll(List.of(more));
        return all.toArray();
    }

    List<String> eventKinds() {
        List<String> kinds = new ArrayList<>();
        answer("event.list", "limit", 1000)
                .path("events")
                .forEach(event -> kinds.add(event.path("kind").asText()));
        return kinds;
    }
}
