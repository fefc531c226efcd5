package dev.ssot.selftest.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows that were created and retitled, against the file and its events. */
final class RegistryRules {

    private static final String SECTION = "issues";
    private static final String UPDATED = "registry_updated";

    private final Recorded history;
    private final FinalState state;
    private final List<Violation> found;

    RegistryRules(Recorded history, FinalState state, List<Violation> found) {
        this.history = history;
        this.state = state;
        this.found = found;
    }

    /** One request, however often it was asked: it took effect between the two moments, or not if it was lost. */
    private record Change(String row, String title, String request, boolean creates, long askedAt, long answeredAt) {

        boolean isAnswered() {
            return answeredAt < Long.MAX_VALUE;
        }

        boolean precedes(Change other) {
            return answeredAt < other.askedAt;
        }

        Change and(Change again) {
            return new Change(
                    row,
                    title,
                    request,
                    creates,
                    Math.min(askedAt, again.askedAt),
                    Math.min(answeredAt, again.answeredAt));
        }
    }

    void check() {
        state.problems().forEach(problem -> found.add(new Violation(Invariant.WHOLE_OR_ABSENT, problem)));
        Map<String, JsonNode> rows = new HashMap<>();
        state.registry().path(SECTION).forEach(row -> rows.put(row.path("id").asText(), row));
        Map<String, Integer> told = new HashMap<>();
        for (JsonNode event : state.events()) {
            if (event.path("kind").asText().equals(UPDATED)) {
                told.merge(event.at("/payload/entity_id").asText(), 1, Integer::sum);
            }
        }
        Map<String, List<Change>> byRow = new LinkedHashMap<>();
        changes()
                .forEach(change -> byRow.computeIfAbsent(change.row(), _ -> new ArrayList<>())
                        .add(change));
        byRow.forEach((id, changes) ->
                row(id, changes, rows.getOrDefault(id, MissingNode.getInstance()), told.getOrDefault(id, 0)));
    }

    private Collection<Change> changes() {
        Map<String, Change> byRequest = new LinkedHashMap<>();
        for (Exchange exchange : history.exchanges()) {
            boolean creates = exchange.is(Exchange.CREATE);
            if ((creates || exchange.is(Exchange.UPDATE)) && !(exchange.end() instanceof End.Refused)) {
                JsonNode arguments = exchange.arguments();
                String request = exchange.requestId() == null ? "call " + exchange.number() : exchange.requestId();
                Change change = new Change(
                        creates
                                ? arguments.at("/entity/id").asText()
                                : arguments.path("entity_id").asText(),
                        arguments
                                .at(creates ? "/entity/title" : "/changes/title")
                                .asText(),
                        request,
                        creates,
                        exchange.askedAt(),
                        exchange.isLost() ? Long.MAX_VALUE : exchange.endedAt());
                byRequest.merge(request, change, Change::and);
            }
        }
        return byRequest.values();
    }

    private void row(String id, List<Change> changes, JsonNode row, int events) {
        long answered = changes.stream().filter(Change::isAnswered).count();
        if (events < answered || events > changes.size()) {
            found.add(new Violation(
                    Invariant.EVENTS_WITHOUT_GAP,
                    "%s has %d events, with %d changes of it answered and %d lost"
                            .formatted(id, events, answered, changes.size() - answered)));
        }
        boolean created = changes.stream().anyMatch(change -> change.creates() && change.isAnswered());
        if (row.isMissingNode()) {
            if (created) {
                found.add(new Violation(Invariant.REGISTRY_KEEPS, "%s was created and is not there".formatted(id)));
            } else if (events > 0) {
                found.add(new Violation(
                        Invariant.WHOLE_OR_ABSENT, "%s is not there, but %d events tell of it".formatted(id, events)));
            }
            return;
        }
        if (events == 0) {
            found.add(new Violation(Invariant.WHOLE_OR_ABSENT, "%s is there, but no event tells of it".formatted(id)));
        }
        String title = row.path("title").asText();
        boolean possible = changes.stream()
                .filter(change -> change.title().equals(title))
                .anyMatch(change -> changes.stream().noneMatch(later -> later.isAnswered() && change.precedes(later)));
        if (!possible) {
            found.add(new Violation(
                    Invariant.REGISTRY_KEEPS,
                    "%s is titled \"%s\", which a later change replaced".formatted(id, title)));
        }
    }
}
