package dev.ssot.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.StrictJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One state of the registry: the whole document and an index of its rows by section and id, built once. A snapshot
 * never changes; a mutation gives another one. Unknown fields are kept as they are.
 */
public final class Registry implements Rows {

    /** Where it lies in its repository. */
    public static final String PATH = ".ssot/registry.json";

    private final ObjectNode document;
    private final Map<Section, Map<String, Row>> index;
    private final boolean readOnly;
    private final List<String> warnings;
    private final Canonical canonical;

    private Registry(
            ObjectNode document,
            Map<Section, Map<String, Row>> index,
            boolean readOnly,
            List<String> warnings,
            Map<Section, List<byte[]>> written) {
        this.document = document;
        this.index = index;
        this.readOnly = readOnly;
        this.warnings = warnings;
        this.canonical = new Canonical(written);
    }

    /** What opening the bytes of a registry led to. */
    public sealed interface Opening {

        record Opened(Registry registry) implements Opening {}

        /** The bytes are left as they are; the message says why they do not open and what to do. */
        record Refused(String message) implements Opening {}
    }

    /**
     * Opens a registry from its bytes.
     *
     * @param source what the bytes were read from, for messages
     * @param root the repository, for the advice in messages
     */
    public static Opening open(byte[] bytes, String source, String root) {
        JsonNode value;
        try {
            value = StrictJson.read(bytes);
        } catch (InvalidJson invalid) {
            return new Opening.Refused("Invalid JSON for %s: %s".formatted(source, invalid.getMessage()));
        }
        if (!(value instanceof ObjectNode document)) {
            return new Opening.Refused("Invalid registry in %s: the top level must be an object".formatted(source));
        }
        return switch (SchemaVersion.of(document.get("schema_version"), root)) {
            case SchemaVersion.Current() ->
                new Opening.Opened(new Registry(document, indexOf(document), false, List.of(), Map.of()));
            case SchemaVersion.Newer(String warning) ->
                new Opening.Opened(new Registry(document, indexOf(document), true, List.of(warning), Map.of()));
            case SchemaVersion.Unsupported(String message) -> new Opening.Refused(message);
        };
    }

    /** The whole tree, to be read only. */
    public ObjectNode document() {
        return document;
    }

    /** True when the file was written by a later release: it can be read and must not be written. */
    public boolean readOnly() {
        return readOnly;
    }

    public List<String> warnings() {
        return warnings;
    }

    @Override
    public Collection<Row> rows(Section section) {
        return rowsById(section).values();
    }

    @Override
    public Optional<Row> find(Section section, String id) {
        return Optional.ofNullable(rowsById(section).get(id));
    }

    @Override
    public boolean contains(Section section, String id) {
        return rowsById(section).containsKey(id);
    }

    @Override
    public JsonNode guardPolicy(String name) {
        JsonNode policy = document.path("guard_policies").path(name);
        return policy.isObject() ? policy : MissingNode.getInstance();
    }

    /** The canonical bytes that this snapshot has on disk. */
    public byte[] canonicalBytes() {
        return canonical.bytes();
    }

    /** SHA-256 of the canonical bytes: the revision of this snapshot. */
    public String contentHash() {
        return canonical.hash();
    }

    /** The snapshot of a changed document, of which only those sections have other rows than this one. */
    Registry next(ObjectNode changed, Collection<Section> sections) {
        Map<Section, Map<String, Row>> changedIndex = new EnumMap<>(index);
        for (Section section : sections) {
            changedIndex.put(section, indexOf(changed, section, rowsById(section)));
        }
        return new Registry(changed, changedIndex, readOnly, warnings, canonical.without(sections));
    }

    /** True when no row of the section differs for certain, as where a mutation left it alone. Looks at no row. */
    public boolean sharesRows(Section section, Registry other) {
        return rowsById(section) == other.rowsById(section);
    }

    private Map<String, Row> rowsById(Section section) {
        return index.getOrDefault(section, Map.of());
    }

    private static Map<Section, Map<String, Row>> indexOf(ObjectNode document) {
        Map<Section, Map<String, Row>> index = new EnumMap<>(Section.class);
        for (Section section : Section.values()) {
            index.put(section, indexOf(document, section, Map.of()));
        }
        return index;
    }

    /** @param before rows that are taken over when their tree is the same one */
    private static Map<String, Row> indexOf(ObjectNode document, Section section, Map<String, Row> before) {
        Map<String, Row> rows = new LinkedHashMap<>();
        for (JsonNode json : document.path(section.key())) {
            String id = Row.text(json, "id");
            if (id != null) {
                Row known = before.get(id);
                rows.put(id, known != null && known.json() == json ? known : new Row(section, id, (ObjectNode) json));
            }
        }
        return Collections.unmodifiableMap(rows);
    }

    /**
     * Bytes and hash, made when first asked for. The bytes are as large as the file and not kept; those of the rows
     * are, and are shared with the snapshots before and after.
     */
    private final class Canonical {

        /** The rows of those sections that are known to be as in the snapshot before. */
        private final Map<Section, List<byte[]>> before;

        private volatile Map<Section, List<byte[]>> written = Map.of();
        private volatile String hash = "";

        Canonical(Map<Section, List<byte[]>> before) {
            this.before = before;
        }

        byte[] bytes() {
            Map<Section, List<byte[]>> sections = new EnumMap<>(Section.class);
            Map<String, List<byte[]>> lists = new HashMap<>();
            for (Section section : Section.values()) {
                if (document.get(section.key()) instanceof ArrayNode rows) {
                    List<byte[]> known = before.get(section);
                    List<byte[]> list = known == null ? elements(section, rows) : known;
                    sections.put(section, list);
                    lists.put(section.key(), list);
                }
            }
            byte[] bytes = CanonicalJson.write(document, lists);
            written = sections;
            hash = CanonicalJson.hash(bytes);
            return bytes;
        }

        /** Not every element is a row of the index: it may have no id, or the id of a later one. */
        private List<byte[]> elements(Section section, ArrayNode list) {
            Map<String, Row> rows = rowsById(section);
            List<byte[]> elements = new ArrayList<>(list.size());
            for (JsonNode element : list) {
                String id = Row.text(element, "id");
                Row row = id == null ? null : rows.get(id);
                elements.add(
                        row != null && row.json() == element ? row.canonicalBytes() : CanonicalJson.write(element));
            }
            return elements;
        }

        String hash() {
            if (hash.isEmpty()) {
                bytes();
            }
            return hash;
        }

        Map<Section, List<byte[]>> without(Collection<Section> changed) {
            Map<Section, List<byte[]>> kept = new EnumMap<>(Section.class);
            kept.putAll(before);
            kept.putAll(written);
            changed.forEach(kept::remove);
            return kept;
        }
    }
}
