package dev.ssot.selftest.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request that is asked again gets its first answer; what nobody refuses without a reason is not refused. */
final class RequestRules {

    /** What a caller may be told at any time, and ask again. */
    private static final Set<String> PASSING = Set.of(
            "registry_locked",
            "store_unavailable",
            "shutting_down",
            "daemon_unreachable",
            "daemon_misaligned",
            "daemon_incompatible");

    private static final String BUG = "internal";

    private final Recorded history;
    private final List<Violation> found;

    RequestRules(Recorded history, List<Violation> found) {
        this.history = history;
        this.found = found;
    }

    void check() {
        Map<String, Exchange> answered = new HashMap<>();
        Map<String, Exchange> lost = new HashMap<>();
        for (Exchange exchange : history.exchanges()) {
            String request = exchange.requestId();
            switch (exchange.end()) {
                case End.Answered(ObjectNode result) -> {
                    Exchange first = request == null ? null : answered.putIfAbsent(request, exchange);
                    if (first != null && !first.answer().orElseThrow().equals(result)) {
                        found.add(new Violation(
                                Invariant.DONE_ONCE,
                                "%s was answered %s, and %s %s"
                                        .formatted(
                                                first.told(), first.answer().orElseThrow(), exchange.told(), result)));
                    }
                }
                case End.Refused(String code, String message) ->
                    refused(exchange, code, message, answered.get(request), lost.get(request));
                case End.Lost() -> {
                    if (request != null) {
                        lost.put(request, exchange);
                    }
                }
            }
        }
    }

    private void refused(
            Exchange exchange, String code, String message, @Nullable Exchange answered, @Nullable Exchange lost) {
        String refusal = "%s was refused: %s (%s)".formatted(exchange.told(), message, code);
        if (code.equals(BUG)) {
            found.add(new Violation(Invariant.ANSWERED_AS_EXPECTED, refusal));
        } else if (PASSING.contains(code)) {
            return;
        } else if (answered != null && answered.precedes(exchange)) {
            found.add(new Violation(Invariant.DONE_ONCE, refusal + ", after " + answered.told() + " was answered"));
        } else if (lost != null && (exchange.is(Exchange.CREATE) || exchange.is(Exchange.UPDATE))) {
            found.add(new Violation(Invariant.DONE_ONCE, refusal + ", after " + lost.told() + " was lost"));
        }
    }
}
