package dev.ssot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A registry that is being changed. The snapshot that it starts from stays as it is: a row is copied when it is first
 * asked for with {@link #edit}, and everything that nobody touches is shared with the snapshot that comes out.
 */
public final class Draft {

    private final Registry base;
    /** Copies of rows of the base by the id that they had there. */
    private final Map<RowRef, ObjectNode> edited = new LinkedHashMap<>();

    private final Map<RowRef, ObjectNode> added = new LinkedHashMap<>();
    private final Set<RowRef> removed = new LinkedHashSet<>();
    /** From the new name of a row to the one in the base. */
    private final Map<RowRef, RowRef> renamed = new LinkedHashMap<>();

    private final Map<String, ObjectNode> objects = new LinkedHashMap<>();
    private final Map<Section, Comparator<ObjectNode>> orders = new EnumMap<>(Section.class);

    public Draft(Registry base) {
        this.base = base;
    }

    public Registry base() {
        return base;
    }

    /** The row as it stands now, to be read only. */
    public Optional<ObjectNode> find(Section section, String id) {
        RowRef row = new RowRef(section, id);
        if (added.containsKey(row)) {
            return Optional.of(added.get(row));
        }
        RowRef original = renamed.getOrDefault(row, row);
        if (removed.contains(original) || (original.equals(row) && renamed.containsValue(row))) {
            return Optional.empty();
        }
        return edited.containsKey(original)
                ? Optional.of(edited.get(original))
                : base.find(original.section(), original.id()).map(Row::json);
    }

    /** The row as a copy that may be changed in place; its id changes through {@link #rename} only. */
    public ObjectNode edit(Section section, String id) {
        RowRef row = new RowRef(section, id);
        ObjectNode standing = find(section, id).orElseThrow(() -> new IllegalArgumentException("no row " + row));
        if (added.containsKey(row)) {
            return standing;
        }
        return edited.computeIfAbsent(renamed.getOrDefault(row, row), _ -> standing.deepCopy());
    }

    /** Appends the row to its section; the row belongs to the draft from now on. */
    public void add(Section section, ObjectNode row) {
        RowRef ref = new RowRef(section, row.path("id").asText());
        if (find(section, ref.id()).isPresent()) {
            throw new IllegalArgumentException("a row exists: " + ref);
        }
        added.put(ref, row);
    }

    public void remove(Section section, String id) {
        RowRef row = new RowRef(section, id);
        if (added.remove(row) != null) {
            return;
        }
        RowRef original = renamed.containsKey(row) ? renamed.remove(row) : row;
        edited.remove(original);
        removed.add(original);
    }

    /** Gives the row another id and keeps its place; who refers to it is the caller's to change. */
    public void rename(Section section, String before, String after) {
        ObjectNode row = edit(section, before);
        row.put("id", after);
        RowRef from = new RowRef(section, before);
        RowRef to = new RowRef(section, after);
        if (added.containsKey(from)) {
            added.put(to, added.remove(from));
        } else {
            renamed.put(to, renamed.containsKey(from) ? renamed.remove(from) : from);
        }
    }

    /** An object of the top level that holds no rows, as a copy that may be changed: {@code program}. */
    public ObjectNode object(String key) {
        return objects.computeIfAbsent(
                key,
                _ -> base.document().get(key) instanceof ObjectNode standing
                        ? standing.deepCopy()
                        : base.document().objectNode());
    }

    /** The rows of the section stand in that order afterwards, instead of the order of the file. */
    public void sort(Section section, Comparator<ObjectNode> order) {
        orders.put(section, order);
    }

    /** Ids of the section as they stand now, in file order, added rows last. */
    public List<String> ids(Section section) {
        List<String> ids = new ArrayList<>();
        rows(section).forEach(row -> ids.add(row.path("id").asText()));
        return ids;
    }

    /** The rows of the section as they stand now, to be read only. */
    public Collection<ObjectNode> rows(Section section) {
        List<ObjectNode> rows = new ArrayList<>();
        for (Row row : base.rows(section)) {
            RowRef ref = new RowRef(section, row.id());
            if (!removed.contains(ref)) {
                rows.add(edited.getOrDefault(ref, row.json()));
            }
        }
        added.forEach((ref, row) -> {
            if (ref.section() == section) {
                rows.add(row);
            }
        });
        return rows;
    }

    /** The next snapshot and what differs from the one before. Nothing of the draft may be changed after this. */
    public Edit finish() {
        Set<RowRef> changed = new LinkedHashSet<>();
        Set<RowRef> gone = new LinkedHashSet<>(removed);
        Set<RowRef> born = new LinkedHashSet<>(added.keySet());
        gone.addAll(renamed.values());
        born.addAll(renamed.keySet());
        edited.forEach((ref, row) -> {
            if (!gone.contains(ref)
                    && !row.equals(
                            base.find(ref.section(), ref.id()).map(Row::json).orElse(null))) {
                changed.add(ref);
            }
        });
        Set<Section> sections = new LinkedHashSet<>(orders.keySet());
        List.of(changed, gone, born).forEach(refs -> refs.forEach(ref -> sections.add(ref.section())));
        ObjectNode document = base.document().objectNode();
        document.setAll(base.document());
        Set<String> differing = new LinkedHashSet<>();
        objects.forEach((key, object) -> {
            if (!object.equals(base.document().get(key))) {
                document.set(key, object);
                differing.add(key);
            }
        });
        sections.forEach(section -> document.set(section.key(), listOf(section)));
        return new Edit(base, base.next(document, sections), new Delta(born, changed, gone, differing));
    }

    /** What is no row with an id stays where it is. */
    private ArrayNode listOf(Section section) {
        ArrayNode list = base.document().arrayNode();
        for (JsonNode element : base.document().path(section.key())) {
            String id = Row.text(element, "id");
            RowRef ref = id == null ? null : new RowRef(section, id);
            if (ref == null) {
                list.add(element);
            } else if (!removed.contains(ref)) {
                list.add(edited.getOrDefault(ref, (ObjectNode) element));
            }
        }
        added.forEach((ref, row) -> {
            if (ref.section() == section) {
                list.add(row);
            }
        });
        return orders.containsKey(section) ? sorted(list, orders.get(section)) : list;
    }

    /** What is no row goes first. */
    private static ArrayNode sorted(ArrayNode list, Comparator<ObjectNode> order) {
        List<ObjectNode> rows = new ArrayList<>();
        ArrayNode sorted = list.arrayNode();
        for (JsonNode element : list) {
            if (element instanceof ObjectNode row) {
                rows.add(row);
            } else {
                sorted.add(element);
            }
        }
        rows.sort(order);
        return sorted.addAll(rows);
    }
}
