package dev.ssot.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.log.NewEntry;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.trace.PartChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A registry write that is about to happen: one or more accepted changes that share one rename.
 *
 * @param previousHash content hash of the file before
 * @param expectedHash content hash of the file after the rename; it tells whether the rename took place
 * @param files what changes along with the registry
 * @param changes what changes in it
 */
record Intent(
        String intentId,
        String previousHash,
        String expectedHash,
        List<Completion> completions,
        List<FileStep> files,
        List<PartChange> changes) {

    /** True when only files change, so that the registry cannot tell whether the write took place. */
    boolean leavesRegistryAsItIs() {
        return previousHash.equals(expectedHash);
    }

    ArrayNode completionsJson() {
        ArrayNode array = Json.MAPPER.createArrayNode();
        completions.forEach(completion -> array.add(completion.json()));
        return array;
    }

    ArrayNode filesJson() {
        ArrayNode array = Json.MAPPER.createArrayNode();
        files.forEach(file -> array.add(file.json()));
        return array;
    }

    String changesJson() {
        return PartChange.json(changes).toString();
    }

    /** The same write, whose events say which files it did not touch because somebody else had. */
    Intent leaving(List<String> paths) {
        if (paths.isEmpty()) {
            return this;
        }
        List<Completion> told = completions.stream()
                .map(completion -> completion.leaving(paths))
                .toList();
        return new Intent(intentId, previousHash, expectedHash, told, files, changes);
    }

    /**
     * What one accepted change leads to once the registry is on disk.
     *
     * @param event payload of the {@code registry_updated} event
     * @param operation what the log is told; null for a write that an earlier release announced
     */
    record Completion(
            @Nullable String requestId,
            String fingerprint,
            ObjectNode answer,
            ObjectNode event,
            @Nullable NewEntry operation) {

        private Completion leaving(List<String> paths) {
            ObjectNode telling = event.deepCopy();
            paths.forEach(telling.withArray("files_left_as_changed")::add);
            return new Completion(requestId, fingerprint, answer, telling, operation);
        }

        private ObjectNode json() {
            ObjectNode json = Json.object().put("request_id", requestId).put("fingerprint", fingerprint);
            json.set("answer", answer);
            json.set("event", event);
            json.set("operation", operation == null ? null : operation.json());
            return json;
        }

        /** What the log is told once it is done. */
        NewEntry logged() {
            NewEntry known = operation;
            return known == null
                    ? new NewEntry(
                            "unknown",
                            "registry.write",
                            "a write that an earlier release announced",
                            List.of(),
                            event,
                            null,
                            null)
                    : known.with(event);
        }

        static List<Completion> list(JsonNode array) {
            List<Completion> completions = new ArrayList<>();
            for (JsonNode json : array) {
                completions.add(new Completion(
                        json.path("request_id").textValue(),
                        json.path("fingerprint").asText(),
                        (ObjectNode) json.get("answer"),
                        (ObjectNode) json.get("event"),
                        json.hasNonNull("operation") ? NewEntry.of(json.get("operation")) : null));
            }
            return completions;
        }
    }

    /**
     * One file that changes along, as it has to be found or made again after a crash.
     *
     * @param path relative to the repository, with links resolved
     * @param before hash of what was there when the write was announced; null for nothing
     * @param after hash of what it gets; null when it is deleted
     * @param newFolders the folders that have to be created for it, outermost first
     */
    record FileStep(
            String path, @Nullable String before, @Nullable String after, List<String> newFolders) {

        private ObjectNode json() {
            ObjectNode json =
                    Json.object().put("path", path).put("before", before).put("after", after);
            ArrayNode folders = json.putArray("new_folders");
            newFolders.forEach(folders::add);
            return json;
        }

        static List<FileStep> list(JsonNode array) {
            List<FileStep> steps = new ArrayList<>();
            for (JsonNode json : array) {
                List<String> folders = new ArrayList<>();
                json.path("new_folders").forEach(folder -> folders.add(folder.asText()));
                steps.add(new FileStep(
                        json.path("path").asText(),
                        json.path("before").textValue(),
                        json.path("after").textValue(),
                        folders));
            }
            return steps;
        }
    }
}
