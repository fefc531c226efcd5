package dev.ssot.registry.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Rows;
import dev.ssot.registry.Section;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of a snapshot with the statuses that are worked out so far, so that what is judged later rests on them.
 * Setting a status while the rows of its section are walked through is fine.
 */
final class WorkingRows implements Rows {

    private final Registry base;
    private final Map<Section, Map<String, Row>> sections = new EnumMap<>(Section.class);

    WorkingRows(Registry base) {
        this.base = base;
    }

    @Override
    public Collection<Row> rows(Section section) {
        return Collections.unmodifiableCollection(byId(section).values());
    }

    @Override
    public Optional<Row> find(Section section, String id) {
        return Optional.ofNullable(byId(section).get(id));
    }

    @Override
    public boolean contains(Section section, String id) {
        return byId(section).containsKey(id);
    }

    @Override
    public JsonNode guardPolicy(String name) {
        return base.guardPolicy(name);
    }

    void set(Row row, String field, String value) {
        ObjectNode json = row.json().objectNode();
        json.setAll(row.json());
        byId(row.section()).put(row.id(), new Row(row.section(), row.id(), json.put(field, value)));
    }

    /** Whether each id of the list field is the id of a row of that section. */
    boolean hasAll(Row row, String field, Section section) {
        return byId(section).keySet().containsAll(row.texts(field));
    }

    List<Row> linked(Row row, String field, Section section) {
        return findAll(section, row.texts(field));
    }

    private Map<String, Row> byId(Section section) {
        return sections.computeIfAbsent(section, _ -> {
            Map<String, Row> rows = new LinkedHashMap<>();
            base.rows(section).forEach(row -> rows.put(row.id(), row));
            return rows;
        });
    }
}
