package dev.ssot.boot;

import static dev.ssot.support.TestRepository.arguments;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.environment.Environment;
import dev.ssot.operation.Call;
import dev.ssot.operation.Catalog;
import dev.ssot.registry.json.Json;
import dev.ssot.support.TestRepository;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon's figures, from a real engine on real stores. */
class DaemonMetricsTest {

    @TempDir
    Path folder;

    @Test
    void what_was_called_is_counted_by_operation_and_outcome_and_so_is_what_the_stores_did() throws Exception {
        TestRepository.in(folder).ready("a").profile("lonely", "a").write();
        ObjectNode status = Json.object().put("connections", 3);
        ObjectNode repository = status.putArray("repositories").addObject();
        repository
                .put("repository_id", "0123456789abcdef")
                .put("open_leases", 1)
                .put("clients", 2);
        repository.putObject("queues").put("decisions", 4);
        status.withArrayProperty("repositories")
                .addObject()
                .put("repository_id", "broken")
                .putNull("open_leases");
        try (LocalEngine engine = new LocalEngine(
                Catalog.load(), InstantSource.system(), new Environment(Map.of("PATH", System.getenv("PATH"))))) {
            DaemonMetrics metrics = new DaemonMetrics(engine.operations(), () -> status);
            call(engine, "slice.claim", arguments("worker_id", "w", "campaign_id", "c", "target_tier", "T1"));
            call(engine, "registry.entity.delete", arguments("section", "profiles", "entity_id", "prf:lonely"));
            call(engine, "registry.entity.delete", arguments("section", "profiles", "entity_id", "prf:lonely"));
            call(engine, "no.such.operation", arguments());

            assertThat(metrics.scrape().lines())
                    .contains(
                            calls("slice.claim", "answered", 1),
                            calls("registry.entity.delete", "answered", 1),
                            calls("registry.entity.delete", "not_found", 1),
                            calls("unknown", "unknown_operation", 1),
                            "ssot_connections 3.0",
                            "ssot_repositories_open 2.0",
                            "ssot_leases_open{repository=\"0123456789abcdef\"} 1.0",
                            "ssot_clients{repository=\"0123456789abcdef\"} 2.0",
                            "ssot_queue_waiting{queue=\"decisions\",repository=\"0123456789abcdef\"} 4.0",
                            "ssot_store_commits_count{store=\"registry\"} 1",
                            "ssot_conflicts_total 0.0")
                    .anyMatch(line -> line.matches("ssot_store_commits_count\\{store=\"control\"} [1-9].*"))
                    .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
                    .noneMatch(line -> line.contains("broken"));
            assertThat(engine.operations().json().path("registry.entity.delete"))
                    .hasToString("{\"answered\":1,\"not_found\":1}");
        }
    }

    private static String calls(String operation, String outcome, int count) {
        return "ssot_calls_seconds_count{backend=\"daemon\",operation=\"%s\",outcome=\"%s\"} %d"
                .formatted(operation, outcome, count);
    }

    private void call(LocalEngine engine, String operation, ObjectNode arguments) {
        engine.operations().call(new Call(operation, folder, arguments, null));
    }
}
