package dev.ssot.boot;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Backend;
import dev.ssot.operation.RoutedCalls.Routed;
import dev.ssot.registry.json.Json;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How many calls of this process ran where, and why: the figures by which a rollout is watched. */
final class CallCounts {

    private record Way(Backend backend, String reason) {}

    private final Map<Way, LongAdder> counts = new ConcurrentHashMap<>();

    void count(Routed routed) {
        counts.computeIfAbsent(new Way(routed.backend(), routed.reason()), _ -> new LongAdder())
                .increment();
    }

    /** {@code {"daemon": {"ok": 12}, "direct": {"flag_off": 3}}}. */
    ObjectNode json() {
        ObjectNode json = Json.object();
        json.putObject(Backend.DAEMON.text());
        json.putObject(Backend.DIRECT.text());
        counts.entrySet().stream()
                .sorted(Comparator.comparing(count -> count.getKey().reason()))
                .forEach(count -> json.withObjectProperty(
                                count.getKey().backend().text())
                        .put(count.getKey().reason(), count.getValue().sum()));
        return json;
    }
}
