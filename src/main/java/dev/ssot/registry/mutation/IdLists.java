package dev.ssot.registry.mutation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.CanonicalJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** Changes of the lists of ids in a row that is a copy. */
final class IdLists {

    private IdLists() {}

    /** The list in that field; an empty one is put there when something else, or nothing, stands there. */
    static ArrayNode list(ObjectNode row, String field) {
        return row.get(field) instanceof ArrayNode list ? list : row.putArray(field);
    }

    /** The list names nothing twice; the first mention stays. Anything but a list is left alone. */
    static void dedupe(ObjectNode row, String field) {
        if (row.get(field) instanceof ArrayNode list) {
            LinkedHashSet<JsonNode> distinct = new LinkedHashSet<>();
            list.forEach(distinct::add);
            if (distinct.size() < list.size()) {
                row.putArray(field).addAll(distinct);
            }
        }
    }

    static boolean contains(JsonNode list, String id) {
        for (JsonNode value : list) {
            if (value.isTextual() && value.textValue().equals(id)) {
                return true;
            }
        }
        return false;
    }

    static void removeAll(ArrayNode list, String id) {
        for (int i = list.size() - 1; i >= 0; i--) {
            if (list.get(i).isTextual() && list.get(i).textValue().equals(id)) {
                list.remove(i);
            }
        }
    }

    /** Parents of a feature are a sorted list without repetitions, and the field is never left out. */
    static void normaliseParents(Section section, ObjectNode row) {
        if (section != Section.FEATURES) {
            return;
        }
        if (!row.hasNonNull("parent_feature_ids")) {
            row.putArray("parent_feature_ids");
        } else if (row.get("parent_feature_ids") instanceof ArrayNode parents
                && parents.valueStream().allMatch(JsonNode::isTextual)) {
            put(
                    row,
                    "parent_feature_ids",
                    sorted(parents.valueStream().map(JsonNode::textValue).toList()));
        }
    }

    static void put(ObjectNode row, String field, Collection<String> values) {
        ArrayNode list = row.putArray(field);
        values.forEach(list::add);
    }

    /** Sorted by code point, without repetitions. */
    static List<String> sorted(Collection<String> values) {
        List<String> sorted = new ArrayList<>(new LinkedHashSet<>(values));
        sorted.sort(CanonicalJson.CODE_POINT_ORDER);
        return sorted;
    }
}
