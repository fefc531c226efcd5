package dev.ssot.contract.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ssot.contract.CatalogSource;
import dev.ssot.contract.CompileCatalog;
import dev.ssot.contract.Formats;
import dev.ssot.contract.WireAliases;
import dev.ssot.operation.Catalog;
import dev.ssot.registry.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The catalog that the build carries, against what a build would make of the files now. */
final class EmbeddedCopyCheck implements Check {

    @Override
    public void examine(Examination examination) {
        if (examination.running() == null) {
            return;
        }
        try (InputStream resource = Objects.requireNonNull(Catalog.class.getResourceAsStream(Catalog.RESOURCE))) {
            JsonNode carried = Json.MAPPER.readTree(resource);
            JsonNode fresh = Json.MAPPER.readTree(CompileCatalog.of(examination.root()));
            compare(examination, byId(carried), byId(fresh));
            if (!carried.path("aliases").equals(fresh.path("aliases"))) {
                examination.find(
                        Rule.EMBEDDED_COPY,
                        examination.document(WireAliases.PATH).at("/aliases"),
                        "the build carries other aliases; build again");
            }
            formats(examination);
        } catch (JsonProcessingException | IllegalStateException unusable) {
            examination.find(
                    Rule.EMBEDDED_COPY,
                    new Finding.Place(CatalogSource.PATH, 1),
                    "no build can be made of the files: %s",
                    unusable.getMessage());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Schemas that new projects are given. */
    private static void formats(Examination examination) throws IOException {
        for (Map.Entry<String, byte[]> format : Formats.files().entrySet()) {
            Path file = examination.root().resolve(format.getKey());
            if (Files.exists(file) && !Arrays.equals(Files.readAllBytes(file), format.getValue())) {
                examination.find(
                        Rule.EMBEDDED_COPY,
                        examination.document(format.getKey()).at(""),
                        "the build carries another copy; build again");
            }
        }
    }

    private static void compare(Examination examination, Map<String, JsonNode> carried, Map<String, JsonNode> fresh) {
        for (Row row : examination.rows()) {
            JsonNode now = fresh.remove(row.id());
            JsonNode then = carried.remove(row.id());
            if (now != null && !now.equals(then)) {
                examination.find(
                        Rule.EMBEDDED_COPY, row.at("/id"), row, "the build carries another %s; build again", row.id());
            }
        }
        carried.keySet()
                .forEach(id -> examination.find(
                        Rule.EMBEDDED_COPY,
                        examination.catalog().at("/operations"),
                        "the build carries %s, which is not declared; build again",
                        id));
    }

    private static Map<String, JsonNode> byId(JsonNode product) {
        Map<String, JsonNode> byId = new HashMap<>();
        product.path("operations").forEach(row -> byId.put(row.path("id").asText(), row));
        return byId;
    }
}
