package dev.ssot.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Approvals;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The approved commands of one repository on this machine, by test. A file that tells of another repository is not
 * believed.
 */
record TrustFile(StateFile file, String repositoryId) implements Approvals {

    @Override
    public Reading read() {
        return switch (load()) {
            case Loaded.Known(Map<String, String> hashes) -> new Reading.Approved(Set.copyOf(hashes.values()));
            case Loaded.Untrusted(String reason) -> new Reading.Untrusted(reason);
        };
    }

    /** What the file holds: the approved hash of each test. */
    sealed interface Loaded {

        record Known(Map<String, String> hashes) implements Loaded {}

        record Untrusted(String reason) implements Loaded {}
    }

    Loaded load() {
        return switch (file.read()) {
            case StateFile.Reading.Absent() -> new Loaded.Known(Map.of());
            case StateFile.Reading.Untrusted(String reason) -> new Loaded.Untrusted(reason);
            case StateFile.Reading.Content(Path path, byte[] bytes) -> parse(path, bytes);
        };
    }

    /** Replaces all approvals; says why that cannot be, if it cannot. */
    Optional<String> save(Map<String, String> hashes) {
        return file.write(CanonicalJson.write(json(hashes)));
    }

    private ObjectNode json(Map<String, String> hashes) {
        ObjectNode json = Json.object()
                .put("schema_version", 1)
                .put("root", file.root().toString())
                .put("repository_id", repositoryId);
        ArrayNode approved = json.putArray("approved");
        new TreeMap<>(hashes)
                .forEach((testId, hash) ->
                        approved.addObject().put("test_id", testId).put("execution_sha256", hash));
        return json;
    }

    private Loaded parse(Path path, byte[] bytes) {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(bytes);
        } catch (IOException broken) {
            return new Loaded.Untrusted(path + " is broken; remove it and approve again");
        }
        if (!json.path("root").asText().equals(file.root().toString())
                || !json.path("repository_id").asText().equals(repositoryId)) {
            return new Loaded.Untrusted(path + " is about another repository");
        }
        Map<String, String> hashes = new TreeMap<>();
        json.path("approved")
                .forEach(approved -> hashes.put(
                        approved.path("test_id").asText(),
                        approved.path("execution_sha256").asText()));
        return new Loaded.Known(hashes);
    }
}
