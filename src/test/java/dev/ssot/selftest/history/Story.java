package dev.ssot.selftest.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A history and what it leaves, call by call; each call takes a second and the next one follows a second later. */
final class Story {

    static final Instant BEGAN = Instant.parse("2026-03-01T12:00:00Z");
    private static final long SECOND = 1_000_000_000;

    final List<Exchange> exchanges = new ArrayList<>();
    final List<ClockStep> clockSteps = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    final List<ObjectNode> issues = new ArrayList<>();
    final List<ObjectNode> events = new ArrayList<>();
    final List<ObjectNode> leases = new ArrayList<>();
    private long now;

    List<Violation> check() {
        ObjectNode registry = Json.object();
        issues.forEach(registry.putArray("issues")::add);
        return HistoryChecker.check(
                new Recorded(BEGAN, exchanges, clockSteps),
                new FinalState(problems, registry, List.<JsonNode>copyOf(events), List.<JsonNode>copyOf(leases)));
    }

    /** Nothing happens for a while. */
    Story after(Duration pause) {
        now += pause.toNanos();
        return this;
    }

    Story said(String operation, ObjectNode arguments, String request, End end) {
        long asked = now;
        long ended = now + SECOND;
        now += 2 * SECOND;
        exchanges.add(new Exchange(
                exchanges.size() + 1L,
                "caller",
                operation,
                arguments,
                request,
                asked,
                ended,
                BEGAN.plusNanos(asked),
                end));
        return this;
    }

    /** A grant for ten minutes, with its row and its event. */
    Story granted(String id, String feature, long token, String root) {
        return granted(id, feature, token, root, null);
    }

    Story granted(String id, String feature, long token, String root, String request) {
        ObjectNode lease = lease(id, feature, token, root);
        leases.add(lease.deepCopy().put("status", "active"));
        acquired(id, feature, root);
        return said(Exchange.CLAIM, Json.object(), request, grant(lease));
    }

    ObjectNode lease(String id, String feature, long token, String root) {
        ObjectNode lease = Json.object()
                .put("lease_id", id)
                .put("feature_id", feature)
                .put("from_tier", "T0")
                .put("to_tier", "T1")
                .put("fencing_token", token)
                .put(
                        "expires_at",
                        BEGAN.plusNanos(now).plus(Duration.ofMinutes(10)).toString());
        lease.putArray("path_roots").add(root);
        return lease;
    }

    static End grant(ObjectNode lease) {
        ObjectNode result = Json.object().put("passed", true).put("kind", "lease_granted");
        result.set("lease", lease);
        return new End.Answered(result);
    }

    Story acquired(String id, String feature, String root) {
        ObjectNode event = event("maturation_lease_acquired", id);
        ObjectNode payload =
                event.putObject("payload").put("feature_id", feature).put("transition", "T0->T1");
        payload.putArray("path_roots").add(root);
        return this;
    }

    /** An end by its holder, with its event. */
    Story abandoned(String id, long token) {
        event("maturation_lease_abandoned", id);
        status(id, "abandoned");
        return carried(Exchange.ABANDON, id, token);
    }

    /** An accepted call that carries the lease. */
    Story carried(String operation, String id, long token) {
        return said(operation, carrying(id, token), null, passed());
    }

    Story renewed(String id, long token, Duration ttl) {
        ObjectNode result = Json.object().put("passed", true);
        result.putObject("lease")
                .put("expires_at", BEGAN.plusNanos(now).plus(ttl).toString());
        return said(Exchange.RENEW, carrying(id, token), null, new End.Answered(result));
    }

    static ObjectNode carrying(String id, long token) {
        return Json.object().put("lease_id", id).put("fencing_token", token);
    }

    static End passed() {
        return new End.Answered(Json.object().put("passed", true));
    }

    void status(String id, String status) {
        leases.stream()
                .filter(lease -> lease.path("lease_id").asText().equals(id))
                .forEach(lease -> lease.put("status", status));
    }

    /** A row that is created, with its event. */
    Story created(String id, String request) {
        issues.add(Json.object().put("id", id).put("title", "first"));
        updatedEvent(id);
        return said(Exchange.CREATE, creating(id), request, passed());
    }

    static ObjectNode creating(String id) {
        ObjectNode arguments = Json.object();
        arguments.putObject("entity").put("id", id).put("title", "first");
        return arguments;
    }

    Story retitled(String id, String title, String request) {
        issues.stream().filter(row -> row.path("id").asText().equals(id)).forEach(row -> row.put("title", title));
        updatedEvent(id);
        return said(Exchange.UPDATE, retitling(id, title), request, passed());
    }

    static ObjectNode retitling(String id, String title) {
        ObjectNode arguments = Json.object().put("entity_id", id);
        arguments.putObject("changes").put("title", title);
        return arguments;
    }

    Story updatedEvent(String id) {
        event("registry_updated", "").putObject("payload").put("entity_id", id);
        return this;
    }

    ObjectNode event(String kind, String lease) {
        ObjectNode event = Json.object()
                .put("event_id", events.size() + 1)
                .put("kind", kind)
                .put("lease_id", lease);
        events.add(event);
        return event;
    }
}
