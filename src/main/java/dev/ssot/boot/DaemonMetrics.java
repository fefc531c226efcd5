package dev.ssot.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Backend;
import dev.ssot.store.StoreFigure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The daemon's figures in the text format of Prometheus. What passes is counted as it passes; what stands is read from
 * the daemon's status when somebody asks, so that both say the same.
 */
final class DaemonMetrics {

    private static final double[] GROUPS = {1, 2, 4, 8, 16, 32, 64};
    private static final Duration[] TIMES = Stream.of(1, 5, 10, 50, 100, 500, 1_000, 5_000, 30_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Supplier<ObjectNode> status;
    private final MultiGauge connections;
    private final MultiGauge repositories;
    private final MultiGauge leases;
    private final MultiGauge clients;
    private final MultiGauge queues;

    /** @param status of the daemon */
    DaemonMetrics(ServedCalls calls, Supplier<ObjectNode> status) {
        this.status = status;
        this.connections = gauge("ssot.connections", "Open connections of the daemon's protocol.");
        this.repositories = gauge("ssot.repositories.open", "Repositories that are open.");
        this.leases = gauge("ssot.leases.open", "Open leases of a repository.");
        this.clients = gauge("ssot.clients", "Connections that have named a repository.");
        this.queues = gauge("ssot.queue.waiting", "Writes of a repository that wait for their turn.");
        calls.tell(this::served);
        groups(StoreFigure.DECISIONS, "control");
        groups(StoreFigure.REGISTRY_WRITES, "registry");
        Counter conflicts = Counter.builder("ssot.conflicts")
                .description("Conflicts that were found.")
                .register(registry);
        StoreFigure.CONFLICTS.tell(conflicts::increment);
        Stream.of(
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ProcessorMetrics(),
                        new FileDescriptorMetrics(),
                        new UptimeMetrics())
                .forEach(binder -> binder.bindTo(registry));
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    private void served(String operation, String outcome, Duration took) {
        Timer.builder("ssot.calls")
                .description("Calls that the daemon has answered.")
                .tags("operation", operation, "backend", Backend.DAEMON.text(), "outcome", outcome)
                .serviceLevelObjectives(TIMES)
                .register(registry)
                .record(took);
    }

    private void groups(StoreFigure figure, String store) {
        DistributionSummary sizes = DistributionSummary.builder("ssot.store.commits")
                .description("Commits of a store; each makes a group of writes durable, whose size is summed up.")
                .tags("store", store)
                .serviceLevelObjectives(GROUPS)
                .register(registry);
        figure.tell(sizes::record);
    }

    /** Everything as it is now. */
    String scrape() {
        ObjectNode now = status.get();
        JsonNode open = now.path("repositories");
        connections.register(
                List.of(Row.of(Tags.empty(), now.path("connections").asInt())), true);
        repositories.register(List.of(Row.of(Tags.empty(), open.size())), true);
        leases.register(rows(open, "open_leases"), true);
        clients.register(rows(open, "clients"), true);
        List<Row<?>> waiting = new ArrayList<>();
        open.forEach(repository -> repository
                .path("queues")
                .properties()
                .forEach(queue -> waiting.add(Row.of(
                        tags(repository).and("queue", queue.getKey()),
                        queue.getValue().asInt()))));
        queues.register(waiting, true);
        return registry.scrape();
    }

    /** One for each repository that has such a figure; a store that does not answer has none. */
    private static List<Row<?>> rows(JsonNode open, String figure) {
        List<Row<?>> rows = new ArrayList<>();
        open.forEach(repository -> {
            if (repository.path(figure).isNumber()) {
                rows.add(Row.of(tags(repository), repository.path(figure).asInt()));
            }
        });
        return rows;
    }

    private static Tags tags(JsonNode repository) {
        return Tags.of("repository", repository.path("repository_id").asText());
    }
}
