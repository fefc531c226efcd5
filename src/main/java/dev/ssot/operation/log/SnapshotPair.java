package dev.ssot.operation.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Paths and the snapshots that hold them before and after an operation: what undoing it takes, while both are kept. */
public record SnapshotPair(long before, long after, List<String> paths) {

    private static final int MAX_TEXT = 4 << 20;

    /** As it is kept; empty when it is too large for that. */
    public static Optional<String> text(long before, long after, Collection<String> paths) {
        ObjectNode json = Json.object().put("before", before).put("after", after);
        paths.forEach(json.putArray("paths")::add);
        byte[] text = CanonicalJson.write(json);
        return text.length > MAX_TEXT ? Optional.empty() : Optional.of(new String(text, StandardCharsets.UTF_8));
    }

    static Optional<SnapshotPair> parse(String text) {
        try {
            JsonNode json = StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
            if (!json.path("paths").isArray()) {
                return Optional.empty();
            }
            List<String> paths = new ArrayList<>();
            json.path("paths").forEach(path -> paths.add(path.asText()));
            return Optional.of(new SnapshotPair(
                    json.path("before").asLong(), json.path("after").asLong(), paths));
        } catch (InvalidJson other) {
            return Optional.empty();
        }
    }

    SnapshotPair reversed() {
        return new SnapshotPair(after, before, paths);
    }
}
