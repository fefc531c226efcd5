package dev.ssot.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a catalog and says everything that is wrong with it, before anything is rendered from it. */
final class CatalogCheck {

    private CatalogCheck() {}

    /** What a project's catalog is. */
    sealed interface Read {

        record Good(CatalogSource catalog) implements Read {}

        record Bad(List<String> problems) implements Read {}
    }

    static Read read(Path root, JsonSchemas schemas) throws IOException {
        Path file = root.resolve(CatalogSource.PATH);
        Path format = root.resolve(CatalogSource.SCHEMA);
        if (!Files.isRegularFile(file)) {
            return bad("there is no " + file);
        }
        Optional<ObjectNode> schema =
                Files.isRegularFile(format) ? JsonSchemas.parse(Files.readString(format)) : Optional.empty();
        if (schema.isEmpty()) {
            return bad("%s is missing or no JSON object, so the catalog cannot be checked".formatted(format));
        }
        String text = Files.readString(file);
        try {
            JsonNode tree = YamlText.parse(text);
            List<String> problems = schemas.problems(schema.get(), tree);
            return problems.isEmpty() ? parsed(text) : new Read.Bad(problems);
        } catch (JsonProcessingException notYaml) {
            return bad(notYaml.getOriginalMessage());
        }
    }

    private static Read parsed(String text) throws IOException {
        CatalogSource catalog = CatalogSource.parse(text);
        List<String> problems = new ArrayList<>();
        catalog.duplicates().forEach(name -> problems.add("declared more than once: " + name));
        if (catalog.isOurs()) {
            new OperationSchemas()
                    .unbound(catalog)
                    .forEach(id -> problems.add("no code is bound to %s; build first".formatted(id)));
        }
        return problems.isEmpty() ? new Read.Good(catalog) : new Read.Bad(problems);
    }

    private static Read bad(String problem) {
        return new Read.Bad(List.of(problem));
    }
}
