package dev.ssot.registry.validation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.Row;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.PythonValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ranges of document numbers: their form, and that none overlaps another. */
final class ReservationRules {

    private static final Comparator<Range> IN_ORDER = Comparator.comparing(Range::start)
            .thenComparing(Range::end)
            .thenComparing(Range::owner, CanonicalJson.CODE_POINT_ORDER);

    private ReservationRules() {}

    private record Range(BigInteger start, BigInteger end, String owner) {

        @Override
        public String toString() {
            return "%s %s-%s".formatted(owner, start, end);
        }
    }

    static void check(JsonNode reservations, Findings findings) {
        if (!reservations.isObject()) {
            findings.failure("document_id_reservations must be an object");
            return;
        }
        for (String kind : List.of("adr", "spec")) {
            JsonNode rows = reservations.path(kind);
            String list = "document_id_reservations." + kind;
            if (!rows.isArray()) {
                findings.failure(list + " must be a list");
                continue;
            }
            List<Range> ranges = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                Range range = range("%s[%d]".formatted(list, i), rows.get(i), findings);
                if (range != null) {
                    ranges.add(range);
                }
            }
            overlaps(list, ranges, findings);
        }
    }

    private static @Nullable Range range(String name, JsonNode row, Findings findings) {
        if (!row.isObject()) {
            findings.failure(name + " must be an object");
            return null;
        }
        String owner = Row.text(row, "owner");
        if (!Demand.isNonBlank(row.path("owner"))) {
            findings.failure(name + ".owner must be a non-empty string");
        } else if ("repo-local-default".equals(owner)) {
            findings.failure(name + ".owner must be 'repo-local', not 'repo-local-default'");
        }
        BigInteger start = bound(name + ".start", row.get("start"), findings);
        BigInteger end = bound(name + ".end", row.get("end"), findings);
        if (start != null && end != null && start.compareTo(end) > 0) {
            findings.failure("%s.start must be <= %s.end".formatted(name, name));
        }
        for (String flag : List.of("immutable", "deletable", "assignable_by_repo")) {
            if (!row.path(flag).isBoolean()) {
                findings.failure("%s.%s must be a boolean".formatted(name, flag));
            }
        }
        return start != null && end != null && owner != null && start.compareTo(end) <= 0
                ? new Range(start, end, owner)
                : null;
    }

    private static @Nullable BigInteger bound(String name, @Nullable JsonNode value, Findings findings) {
        BigInteger bound = PythonValue.integer(value);
        if (bound == null || bound.signum() < 1) {
            findings.failure(name + " must be an integer >= 1");
        }
        return bound;
    }

    private static void overlaps(String list, List<Range> ranges, Findings findings) {
        ranges.sort(IN_ORDER);
        for (int i = 1; i < ranges.size(); i++) {
            Range left = ranges.get(i - 1);
            Range right = ranges.get(i);
            if (right.start().compareTo(left.end()) <= 0) {
                findings.failure("%s ranges overlap: %s and %s".formatted(list, left, right));
            }
        }
    }
}
