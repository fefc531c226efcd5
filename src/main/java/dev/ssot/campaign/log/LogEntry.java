package dev.ssot.campaign.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry as it stands in the log.
 *
 * @param touched a JSON array in canonical form, as text: what is hashed is what is stored
 * @param detail a JSON object in canonical form, as text
 * @param undoSha256 of what undoing it takes, which is kept beside the log and goes sooner
 * @param hash over everything else, {@code previousHash} included
 */
public record LogEntry(
        long number,
        String previousHash,
        long atMs,
        String agentId,
        String kind,
        String description,
        String touched,
        String detail,
        @Nullable Long target,
        @Nullable String undoSha256,
        String hash) {

    /** Undoes and redoes other entries; what they do to the registry is told by the state of those. */
    public static final String UNDO = "operation.undo";

    public static final String REDO = "operation.redo";

    /** Takes back an entry that was written ahead of a change that did not happen. */
    public static final String REVERTED = "operation.reverted";

    /** The one decision on which the rows of a feature are relied on from then on. */
    public static final String COMPLETED = "maturation_lease_completed";

    /** Names what was removed from the beginning of the log. */
    public static final String PRUNED = "log_pruned";

    /** Binds an entry to the end of the log. */
    public static LogEntry after(Link previous, NewEntry entry, Instant now) {
        ArrayNode touched = Json.MAPPER.createArrayNode();
        entry.touched().forEach(touched::add);
        LogEntry unsigned = new LogEntry(
                previous.number() + 1,
                previous.hash(),
                now.toEpochMilli(),
                entry.agentId(),
                entry.kind(),
                entry.description(),
                text(touched),
                text(entry.detail()),
                entry.target(),
                entry.undo() == null ? null : hash(entry.undo()),
                "");
        return unsigned.signed();
    }

    public String id() {
        return OperationId.of(number);
    }

    public Link link() {
        return new Link(number, hash);
    }

    /** SHA-256 over the canonical JSON of all fields but the hash, by the names of the table's columns. */
    public String computedHash() {
        ObjectNode body = Json.object()
                .put("number", number)
                .put("previous_hash", previousHash)
                .put("at_ms", atMs)
                .put("agent_id", agentId)
                .put("kind", kind)
                .put("description", description)
                .put("touched_json", touched)
                .put("detail_json", detail)
                .put("target", target)
                .put("undo_sha256", undoSha256);
        return CanonicalJson.hash(CanonicalJson.write(body));
    }

    public List<String> touchedKeys() {
        List<String> keys = new ArrayList<>();
        parsed(touched).forEach(key -> keys.add(key.asText()));
        return keys;
    }

    public JsonNode details() {
        return parsed(detail);
    }

    /** Whether it is as it was written. */
    public boolean isIntact() {
        return computedHash().equals(hash);
    }

    /** Operations change registry or files and have ids with a dot; every other kind is a decision. */
    public boolean isChange() {
        return kind.indexOf('.') > 0;
    }

    /** Whether that is what was kept for undoing it. */
    public boolean kept(String undo) {
        return hash(undo).equals(undoSha256);
    }

    private LogEntry signed() {
        return new LogEntry(
                number,
                previousHash,
                atMs,
                agentId,
                kind,
                description,
                touched,
                detail,
                target,
                undoSha256,
                computedHash());
    }

    static String hash(String text) {
        return CanonicalJson.hash(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonNode json) {
        return new String(CanonicalJson.write(json), StandardCharsets.UTF_8);
    }

    /** Nothing, where somebody changed the text into something that is no JSON. */
    private static JsonNode parsed(String text) {
        try {
            return StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidJson changed) {
            return MissingNode.getInstance();
        }
    }
}
