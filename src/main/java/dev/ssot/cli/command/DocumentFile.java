package dev.ssot.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A file with the content of an ADR or spec, as {@code --body-file} names it. */
final class DocumentFile {

    private DocumentFile() {}

    /** What reading it led to. */
    sealed interface Read {

        record Body(String text) implements Read {}

        record Unusable(String message) implements Read {}
    }

    static Read read(String path, String kind, String label, String text) {
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        String lower = name.toLowerCase(Locale.ROOT);
        if (!lower.endsWith(".json") && !lower.endsWith(".yaml")) {
            return new Read.Unusable("%s body-file must be .json or .yaml, got %s".formatted(label, name));
        }
        try {
            JsonNode payload = lower.endsWith(".json")
                    ? StrictJson.read(text.getBytes(StandardCharsets.UTF_8))
                    : new YAMLMapper().readTree(text);
            return body(payload, kind, label);
        } catch (InvalidJson | JsonProcessingException malformed) {
            return new Read.Unusable("Document is not valid YAML/JSON content: " + path);
        }
    }

    private static Read body(JsonNode payload, String kind, String label) {
        String of = payload.path("kind").asText(kind);
        if (!of.equals(kind)) {
            return new Read.Unusable("%s body-file kind must be %s, got %s".formatted(label, kind, of));
        }
        String body = payload.path("body").asText("");
        return body.isBlank()
                ? new Read.Unusable("Document body must be a non-empty string")
                : new Read.Body(body.strip());
    }
}
