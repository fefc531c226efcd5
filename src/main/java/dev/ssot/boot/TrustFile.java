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
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The approved commands of one repository on this machine, by test. A file that tells of another repository is not
 * believed.
 */
record TrustFile(StateFile file, String repositoryId) implements Approvals {

    @Override
    public Reading read() {
        return switch (load()) {
            case Loaded.Known(Map<String, Approval> approvals) ->
                new Reading.Approved(approvals.values().stream()
                        .collect(Collectors.toMap(Approval::executionSha256, Approval::files)));
            case Loaded.Untrusted(String reason) -> new Reading.Untrusted(reason);
        };
    }

    /**
     * What was approved for one test.
     *
     * @param files that the command names in the repository, with the hashes that they had then
     */
    record Approval(String executionSha256, Map<String, String> files) {}

    /** What the file holds, by test. */
    sealed interface Loaded {

        record Known(Map<String, Approval> approvals) implements Loaded {}

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
    Optional<String> save(Map<String, Approval> approvals) {
        return file.write(CanonicalJson.write(json(approvals)));
    }

    private ObjectNode json(Map<String, Approval> approvals) {
        ObjectNode json = Json.object()
                .put("schema_version", 1)
                .put("root", file.root().toString())
                .put("repository_id", repositoryId);
        ArrayNode approved = json.putArray("approved");
        new TreeMap<>(approvals).forEach((testId, approval) -> {
            ObjectNode one =
                    approved.addObject().put("test_id", testId).put("execution_sha256", approval.executionSha256());
            ObjectNode files = one.putObject("files");
            new TreeMap<>(approval.files()).forEach(files::put);
        });
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
        Map<String, Approval> approvals = new TreeMap<>();
        for (JsonNode approved : json.path("approved")) {
            Map<String, String> files = new TreeMap<>();
            approved.path("files").forEachEntry((name, hash) -> files.put(name, hash.asText()));
            approvals.put(
                    approved.path("test_id").asText(),
                    new Approval(approved.path("execution_sha256").asText(), files));
        }
        return new Loaded.Known(approvals);
    }
}
