package dev.ssot.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.support.SettableClock;
import dev.ssot.support.TestRepository;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DirectClaimTest extends ClaimContract {

    @Override
    Way open(SettableClock time, Path runtimeFolder) {
        return new DirectWay(time, runtimeFolder);
    }

    /** Another process finishes the slice while this claim has read the registry and waits for its turn. */
    @Test
    void a_slice_that_was_finished_while_the_claim_waited_is_not_granted() throws Exception {
        Path root = repository().ready("a").ready("b").write();
        answer("event.list");
        answer("worker.register", "worker_id", "w1");
        CompletableFuture<ObjectNode> claiming = new CompletableFuture<>();
        Thread claimer = new Thread(() -> claiming.complete(claim("w1")), "claimer");
        try (Connection other =
                        DriverManager.getConnection("jdbc:sqlite:" + root.resolve(".ssot/control/state.sqlite"));
                Statement sql = other.createStatement()) {
            sql.execute("BEGIN IMMEDIATE");
            claimer.start();
            await().until(() -> Arrays.stream(claimer.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().endsWith("DecisionQueue")));
            TestRepository.in(folder).done("a").ready("b").write();
            sql.execute("ROLLBACK");
        }

        assertThat(claiming.join().at("/lease/feature_id").asText()).isEqualTo("feat:b");
    }
}
