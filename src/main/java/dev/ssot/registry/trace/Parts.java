package dev.ssot.registry.trace;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.CanonicalJson;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a registry that are told apart: every row by its section and id ({@code features.feat:a}), and what else
 * stands at the top level by its key ({@code program}).
 */
public final class Parts {

    /** Enough of a SHA-256 to tell two states of one part apart. */
    private static final int HASH_LENGTH = 24;

    private Parts() {}

    /** The hash of every part, by its name. */
    public static Map<String, String> hashes(Registry registry) {
        Map<String, String> hashes = new HashMap<>();
        registry.document().properties().forEach(field -> {
            if (!Section.keys().contains(field.getKey())) {
                hashes.put(field.getKey(), hash(field.getValue()));
            }
        });
        for (Section section : Section.values()) {
            registry.rows(section).forEach(row -> hashes.put(name(section, row.id()), hash(row.json())));
        }
        return hashes;
    }

    static String name(Section section, String id) {
        return section.key() + "." + id;
    }

    /** The part of that name, or null when there is none. */
    static @Nullable JsonNode find(Registry registry, String name) {
        int dot = name.indexOf('.');
        Section section = dot < 0 ? null : Section.parse(name.substring(0, dot)).orElse(null);
        return section == null
                ? registry.document().get(name)
                : registry.find(section, name.substring(dot + 1)).map(Row::json).orElse(null);
    }

    static String hash(JsonNode json) {
        return CanonicalJson.hash(CanonicalJson.write(json)).substring(0, HASH_LENGTH);
    }
}
