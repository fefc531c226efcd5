package dev.ssot.operation.watch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.Conflict;
import dev.ssot.campaign.ControlTransaction;
import dev.ssot.campaign.NewConflict;
import dev.ssot.campaign.NewEvent;
import dev.ssot.campaign.NewEvent.Action;
import dev.ssot.campaign.NewEvent.Kind;
import dev.ssot.campaign.RegistryTrace;
import dev.ssot.campaign.RegistryTrace.OwnWrite;
import dev.ssot.registry.Registry;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.trace.Difference;
import dev.ssot.registry.trace.Fate;
import dev.ssot.registry.trace.PartChange;
import dev.ssot.registry.trace.Parts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A content of the registry file, and what is to be told about it when it is not the known one.
 *
 * @param registry null when the file cannot be read
 * @param failures why it is not valid, or cannot be read; empty for a valid one
 */
record FoundContent(String contentHash, @Nullable Registry registry, Map<String, String> parts, List<String> failures) {

    /** How many names and failures an event shows. */
    private static final int SHOWN = 50;

    static FoundContent of(Registry registry, List<String> failures) {
        return new FoundContent(registry.contentHash(), registry, Parts.hashes(registry), failures);
    }

    static FoundContent unreadable(String message) {
        return new FoundContent(unreadableHash(message), null, Map.of(), List.of(message));
    }

    /** A file without a content is told from another one by what is wrong with it. */
    static String unreadableHash(String message) {
        return "unreadable:" + CanonicalJson.hash(message.getBytes(StandardCharsets.UTF_8));
    }

    /** The first content that is known; there is nothing to compare it with. */
    void adoptFirst(ControlTransaction tx) {
        tx.adopt(new RegistryTrace.Adoption(contentHash, parts, List.of(), List.of()));
    }

    /** Makes this the known content and tells how it differs from the one before. */
    void tell(ControlTransaction tx, RegistryTrace.Known before) {
        RegistryTrace trace = tx.registryTrace();
        Difference difference = registry == null ? Difference.NONE : Difference.between(trace.parts(), parts);
        List<OwnWrite> lost = registry == null ? List.of() : lost(registry, trace.recentWrites());
        tx.adopt(new RegistryTrace.Adoption(contentHash, differing(difference), difference.removed(), lost));
        ObjectNode payload = payload(before, difference);
        if (lost.isEmpty()) {
            tx.emit(
                    failures.isEmpty()
                            ? NewEvent.of(Kind.REGISTRY_CHANGED_OUTSIDE, Action.REFRESH_CONTEXT, payload)
                            : NewEvent.of(Kind.REGISTRY_MADE_INVALID, Action.OPERATOR_REPAIR_REQUIRED, payload));
        } else {
            tellLost(tx, payload, lost);
        }
    }

    private Map<String, String> differing(Difference difference) {
        Map<String, String> differing = new TreeMap<>();
        List.of(difference.added(), difference.changed())
                .forEach(names -> names.forEach(name -> differing.put(name, parts.get(name))));
        return differing;
    }

    /**
     * Who overwrites us has loaded what we had written up to some moment, so what is lost are all our writes since. A
     * write of which anything stands was there when they loaded.
     */
    private static List<OwnWrite> lost(Registry found, List<OwnWrite> newestFirst) {
        List<OwnWrite> lost = new ArrayList<>();
        for (OwnWrite write : newestFirst) {
            switch (PartChange.of(write.changes(), found)) {
                case UNDONE -> lost.add(write);
                case STANDS -> {
                    return lost;
                }
                case UNCLEAR -> {
                    // Somebody changed the same again; the writes around it tell.
                }
            }
        }
        return lost;
    }

    private void tellLost(ControlTransaction tx, ObjectNode payload, List<OwnWrite> lost) {
        TreeSet<String> names = new TreeSet<>();
        for (OwnWrite write : lost) {
            write.changes().stream()
                    .filter(change -> registry != null && change.in(registry) == Fate.UNDONE)
                    .forEach(change -> names.add(change.name()));
        }
        payload.put("lost_write_count", lost.size());
        put(payload, "lost", List.copyOf(names));
        SequencedMap<String, String> paths = new LinkedHashMap<>(Map.of(Registry.PATH, contentHash));
        tx.openConflict(new NewConflict(NewConflict.Kind.REGISTRY_OVERWRITTEN, null, null, paths, payload.deepCopy()))
                .map(Conflict::conflictId)
                .ifPresent(id -> payload.put("conflict_id", id));
        tx.emit(NewEvent.of(Kind.REGISTRY_OVERWRITTEN, Action.PAUSE_AND_CHECK_CONFLICTS, payload));
    }

    private ObjectNode payload(RegistryTrace.Known before, Difference difference) {
        ObjectNode payload =
                Json.object().put("content_hash", contentHash).put("previous_content_hash", before.contentHash());
        put(payload, "added", difference.added());
        put(payload, "changed", difference.changed());
        put(payload, "removed", difference.removed());
        ObjectNode validation = payload.putObject("validation").put("passed", failures.isEmpty());
        put(validation, "failures", failures);
        return payload;
    }

    private static void put(ObjectNode target, String name, List<String> all) {
        ArrayNode shown = target.putArray(name);
        all.stream().limit(SHOWN).forEach(shown::add);
        if (all.size() > SHOWN) {
            target.put(name + "_count", all.size());
        }
    }
}
