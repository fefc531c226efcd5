package dev.ssot.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.contract.Projections.Rendered;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Why a text must not be published, or cannot be. */
final class FileChecks {

    private final Path root;
    private final JsonSchemas schemas;

    FileChecks(Path root, JsonSchemas schemas) {
        this.root = root;
        this.schemas = schemas;
    }

    List<String> problems(Rendered file) throws IOException {
        List<String> place = ofPlace(root.resolve(file.path()));
        return place.isEmpty() && file.format() != null ? ofContent(file, file.format()) : place;
    }

    /** A schema that people wrote. */
    List<String> ofWritten(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return List.of("%s is missing; it is written by hand".formatted(file));
        }
        return JsonSchemas.parse(Files.readString(file))
                .map(schemas::problemsOf)
                .orElseGet(() -> List.of(file + " is no JSON object"));
    }

    private List<String> ofPlace(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return List.of(path + " is no regular file; move it away");
        }
        Path folder = Objects.requireNonNull(path.getParent());
        while (!Files.exists(folder)) {
            folder = Objects.requireNonNull(folder.getParent());
        }
        return folder.toRealPath().startsWith(root.toRealPath())
                ? List.of()
                : List.of("%s leads out of the project, to %s".formatted(path, folder.toRealPath()));
    }

    private List<String> ofContent(Rendered file, String format) throws IOException {
        JsonNode content =
                file.path().endsWith(".json") ? Json.MAPPER.readTree(file.text()) : YamlText.parse(file.text());
        if (format.equals(JsonSchemas.METASCHEMA)) {
            return schemas.problemsOf((ObjectNode) content);
        }
        Path path = root.resolve(format);
        Optional<ObjectNode> schema =
                Files.isRegularFile(path) ? JsonSchemas.parse(Files.readString(path)) : Optional.empty();
        return schema.map(found -> schemas.problems(found, content))
                .orElseGet(() -> List.of(
                        "%s is missing or no JSON object, so %s cannot be checked".formatted(path, file.path())));
    }
}
