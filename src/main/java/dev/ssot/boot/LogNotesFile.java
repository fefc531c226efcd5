package dev.ssot.boot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.campaign.log.Link;
import dev.ssot.environment.Environment;
import dev.ssot.operation.log.LogNotes;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** The end of a repository's log at the last sound check, in the state folder of this user. */
record LogNotesFile(StateFile file) implements LogNotes {

    static LogNotesFile of(Path root, Environment environment) {
        String place = CanonicalJson.hash(root.toString().getBytes(StandardCharsets.UTF_8));
        return new LogNotesFile(new StateFile(
                environment.stateHome().map(base -> base.resolve("ssot")),
                "audit",
                place.substring(0, 32) + ".json",
                root));
    }

    @Override
    public Reading read() {
        return switch (file.read()) {
            case StateFile.Reading.Absent() -> new Reading.Nothing();
            case StateFile.Reading.Untrusted(String reason) -> new Reading.Unusable(reason);
            case StateFile.Reading.Content(Path path, byte[] bytes) -> parse(path, bytes);
        };
    }

    @Override
    public Optional<String> keep(Link end) {
        return file.write(CanonicalJson.write(Json.object()
                .put("schema_version", 1)
                .put("root", file.root().toString())
                .put("number", end.number())
                .put("hash", end.hash())));
    }

    private Reading parse(Path path, byte[] bytes) {
        try {
            JsonNode json = StrictJson.read(bytes);
            return json.path("root").asText().equals(file.root().toString())
                    ? new Reading.Kept(
                            new Link(
                                    json.path("number").asLong(),
                                    json.path("hash").asText()),
                            path.toString())
                    : new Reading.Unusable(path + " is about another repository");
        } catch (InvalidJson broken) {
            return new Reading.Unusable(path + " is broken; remove it if you have not changed it");
        }
    }
}
