package dev.ssot.boot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Approvals;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import dev.ssot.workspace.AtomicFile;
import dev.ssot.workspace.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The approved commands of one repository on this machine, by test. A file that others could have written, that tells
 * of another repository or that lies inside this one is not believed.
 *
 * @param state the folder of all that this program keeps for its user; empty when the environment names none
 */
record TrustFile(Optional<Path> state, String name, Path root, String repositoryId) implements Approvals {

    private static final String NO_PLACE = "set HOME or XDG_STATE_HOME, so that there is a place for them";

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
        if (state.isEmpty()) {
            return new Loaded.Untrusted(NO_PLACE);
        }
        Path folder = folder(state.get());
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return new Loaded.Known(Map.of());
            }
            Optional<String> distrust = distrust(state.get(), folder, file);
            return distrust.isPresent() ? new Loaded.Untrusted(distrust.get()) : parse(file);
        } catch (NoSuchFileException removed) {
            return new Loaded.Known(Map.of());
        } catch (IOException unreadable) {
            return new Loaded.Untrusted("%s cannot be read: %s".formatted(file, unreadable.getMessage()));
        }
    }

    /** Replaces all approvals; says why that cannot be, if it cannot. */
    Optional<String> save(Map<String, Approval> approvals) {
        if (state.isEmpty()) {
            return Optional.of(NO_PLACE);
        }
        Path folder = folder(state.get());
        Path file = folder.resolve(name);
        try {
            Optional<String> distrust = prepare(state.get(), folder);
            if (distrust.isEmpty()) {
                byte[] content = CanonicalJson.write(json(approvals));
                AtomicFile.write(file, content, UUID.randomUUID().toString(), AtomicFile.Access.OWNER_ONLY);
            }
            return distrust;
        } catch (IOException failure) {
            return Optional.of("cannot write %s: %s".formatted(file, failure.getMessage()));
        }
    }

    private static Path folder(Path stateFolder) {
        return stateFolder.resolve("trust");
    }

    private Optional<String> prepare(Path stateFolder, Path folder) throws IOException {
        Optional<String> distrust = OwnerOnly.prepare(stateFolder);
        if (distrust.isEmpty()) {
            distrust = OwnerOnly.prepare(folder);
        }
        return distrust.isPresent() ? distrust : inside(folder);
    }

    private Optional<String> distrust(Path stateFolder, Path folder, Path file) throws IOException {
        Optional<String> distrust = OwnerOnly.distrustDirectory(stateFolder);
        if (distrust.isEmpty()) {
            distrust = OwnerOnly.distrustDirectory(folder);
        }
        if (distrust.isEmpty()) {
            distrust = OwnerOnly.distrustFile(file);
        }
        return distrust.isPresent() ? distrust : inside(folder);
    }

    /** Whoever can write to the repository could approve there. */
    private Optional<String> inside(Path folder) throws IOException {
        return folder.toRealPath().startsWith(root)
                ? Optional.of("%s lies inside the repository; set XDG_STATE_HOME to a folder outside".formatted(folder))
                : Optional.empty();
    }

    private ObjectNode json(Map<String, Approval> approvals) {
        ObjectNode json = Json.object()
                .put("schema_version", 1)
                .put("root", root.toString())
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

    private Loaded parse(Path file) throws IOException {
        JsonNode json;
        try {
            json = Json.MAPPER.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException broken) {
            return new Loaded.Untrusted(file + " is broken; remove it and approve again");
        }
        if (!json.path("root").asText().equals(root.toString())
                || !json.path("repository_id").asText().equals(repositoryId)) {
            return new Loaded.Untrusted(file + " is about another repository");
        }
        Map<String, Approval> approvals = new TreeMap<>();
        for (JsonNode approved : json.path("approved")) {
            Map<String, String> files = new TreeMap<>();
            approved.path("files").forEachEntry((path, hash) -> files.put(path, hash.asText()));
            approvals.put(
                    approved.path("test_id").asText(),
                    new Approval(approved.path("execution_sha256").asText(), files));
        }
        return new Loaded.Known(approvals);
    }
}
