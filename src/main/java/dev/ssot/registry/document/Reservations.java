package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who may give which numbers to the documents of one kind. */
public final class Reservations {

    public static final String KEY = "document_id_reservations";

    private static final Comparator<Range> IN_ORDER = Comparator.comparingInt(Range::start)
            .thenComparingInt(Range::end)
            .thenComparing(Range::owner, CanonicalJson.CODE_POINT_ORDER);

    private final DocumentKind kind;
    private final List<Range> ranges;
    private final Set<Integer> used;

    private Reservations(DocumentKind kind, List<Range> ranges, Set<Integer> used) {
        this.kind = kind;
        this.ranges = ranges;
        this.used = used;
    }

    /** Numbers that belong to one owner, both ends included. */
    public record Range(String owner, int start, int end, ObjectNode json) {

        boolean isAssignable() {
            return json.path("assignable_by_repo").asBoolean();
        }

        boolean isDeletable() {
            return json.path("deletable").asBoolean();
        }

        private boolean holds(int number) {
            return start <= number && number <= end;
        }
    }

    /** What looking for a number led to. */
    sealed interface Choice {

        record Number(int value) implements Choice {}

        record None(String message) implements Choice {}
    }

    public static Reservations of(Registry registry, DocumentKind kind) {
        List<Range> ranges = new ArrayList<>();
        for (JsonNode row : registry.document().path(KEY).path(kind.text())) {
            if (row instanceof ObjectNode range
                    && range.path("start").isInt()
                    && range.path("end").isInt()) {
                String owner = Row.text(range, "owner");
                ranges.add(new Range(
                        owner == null ? "" : owner,
                        range.path("start").intValue(),
                        range.path("end").intValue(),
                        range));
            }
        }
        Set<Integer> used = registry.rows(kind.section()).stream()
                .map(row -> row.json().path("number"))
                .filter(JsonNode::isInt)
                .map(JsonNode::intValue)
                .collect(Collectors.toSet());
        return new Reservations(kind, ranges, used);
    }

    /** The range as the registry keeps it. */
    static ObjectNode repositoryRange(String owner, int start, int end) {
        return range(owner, start, end, false);
    }

    /** The ranges of a new registry, the same for both kinds. */
    public static List<ObjectNode> initial() {
        return List.of(
                range("ssot-core", 1, 599, true),
                range("ssot-origin", 600, 999, true),
                repositoryRange("repo-local", 1000, 4999));
    }

    private static ObjectNode range(String owner, int start, int end, boolean packaged) {
        return Json.object()
                .put("owner", owner)
                .put("start", start)
                .put("end", end)
                .put("immutable", packaged)
                .put("deletable", !packaged)
                .put("assignable_by_repo", !packaged);
    }

    public List<ObjectNode> inOrder() {
        return ranges.stream().sorted(IN_ORDER).map(Range::json).toList();
    }

    /** The one range that holds the number; empty when there is none, or several. */
    Optional<Range> of(int number) {
        List<Range> holding =
                ranges.stream().filter(range -> range.holds(number)).toList();
        return holding.size() == 1 ? Optional.of(holding.getFirst()) : Optional.empty();
    }

    String notOne(int number) {
        return "%s number %d must belong to exactly one reservation".formatted(kind.label(), number);
    }

    /** The number that is asked for, if it can be given. */
    Choice take(int number, boolean alsoNotAssignable) {
        Optional<Range> range = of(number);
        if (range.isEmpty()) {
            return new Choice.None(notOne(number));
        }
        if (!alsoNotAssignable && !range.get().isAssignable()) {
            return new Choice.None("%s number %d belongs to non-assignable reservation owned by %s"
                    .formatted(kind.label(), number, range.get().owner()));
        }
        return used.contains(number)
                ? new Choice.None("%s number already exists: %d".formatted(kind.label(), number))
                : new Choice.Number(number);
    }

    /** The lowest free number of the assignable ranges, or of those of one owner. */
    Choice next(@Nullable String owner) {
        List<Range> candidates = ranges.stream()
                .filter(Range::isAssignable)
                .filter(range -> owner == null || range.owner().equals(owner))
                .sorted(IN_ORDER)
                .toList();
        if (owner != null && candidates.isEmpty()) {
            return new Choice.None("Unknown assignable %s reservation: %s".formatted(kind.text(), owner));
        }
        for (Range range : candidates) {
            for (int number = range.start(); number <= range.end(); number++) {
                if (!used.contains(number)) {
                    return new Choice.Number(number);
                }
            }
        }
        return new Choice.None("No available %s numbers remain in assignable reservations".formatted(kind.label()));
    }
}
