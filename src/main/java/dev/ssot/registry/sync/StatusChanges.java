package dev.ssot.registry.sync;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.Row;
import dev.ssot.registry.RowRef;
import dev.ssot.registry.Section;
import dev.ssot.registry.guard.GateReport;
import dev.ssot.registry.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a sync changes, one entry a row in the order in which the rows were first changed. */
final class StatusChanges {

    /**
     * @param before null when the row had no status
     * @param gate what refused the claim when it was first changed
     */
    private record Change(
            @Nullable String before,
            String after,
            String reason,
            @Nullable GateReport gate) {}

    private final WorkingRows rows;
    private final Map<RowRef, Change> changes = new LinkedHashMap<>();

    StatusChanges(WorkingRows rows) {
        this.rows = rows;
    }

    static String field(Section section) {
        return section == Section.FEATURES ? "implementation_status" : "status";
    }

    /** Gives the row its status; whether it had another one. */
    boolean apply(Row row, Judgement judgement) {
        String field = field(row.section());
        String standing = row.text(field);
        if (judgement.status().equals(standing)) {
            return false;
        }
        rows.set(row, field, judgement.status());
        GateReport refused = judgement.gate() != null && !judgement.gate().passed() ? judgement.gate() : null;
        changes.merge(
                new RowRef(row.section(), row.id()),
                new Change(standing, judgement.status(), judgement.reason(), refused),
                (first, next) -> new Change(first.before(), next.after(), next.reason(), first.gate()));
        return true;
    }

    /** Drops the rows that have come back to the status they had. */
    void settle() {
        changes.values().removeIf(change -> Objects.equals(change.before(), change.after()));
    }

    boolean isEmpty() {
        return changes.isEmpty();
    }

    int size() {
        return changes.size();
    }

    void writeTo(Draft draft) {
        changes.forEach((ref, change) -> draft.edit(ref.section(), ref.id()).put(field(ref.section()), change.after()));
    }

    ArrayNode json() {
        ArrayNode list = Json.MAPPER.createArrayNode();
        changes.forEach((ref, change) -> {
            ObjectNode entry = list.addObject()
                    .put("section", ref.section().key())
                    .put("id", ref.id())
                    .put("field", field(ref.section()))
                    .put("before", change.before())
                    .put("after", change.after())
                    .put("reason", change.reason());
            if (change.gate() != null) {
                entry.set(
                        "gate_failures",
                        Json.MAPPER.valueToTree(List.copyOf(change.gate().failures())));
                entry.put("requested_tier", change.gate().requestedTier().name());
                entry.put("approved_tier", change.gate().approvedTier().name());
            }
        });
        return list;
    }
}
