package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Row;
import dev.ssot.registry.json.Json;
import java.util.Optional;
import java.util.stream.Stream;

/** The content of a document's file, made from its row and its body. */
final class DocumentPayload {

    /** Of the format of the files, for rows that name none. */
    private static final String SCHEMA_VERSION = "0.7.0";

    private DocumentPayload() {}

    static ObjectNode of(DocumentKind kind, ObjectNode row, String body) {
        String text = Lines.strip(body);
        ObjectNode payload = Json.object().put("schema_version", schemaVersion(row));
        payload.put("kind", kind.text());
        Stream.of("id", "number", "slug", "title", "status", "origin")
                .forEach(field -> payload.set(field, row.path(field).deepCopy()));
        payload.putNull("decision_date");
        payload.putArray("tags");
        payload.put("summary", DocumentBody.summary(text, row.path("title").asText()));
        Stream.of("supersedes", "superseded_by", "status_notes").forEach(field -> list(payload, row, field));
        payload.putArray("references");
        payload.put("body", text);
        if (kind == DocumentKind.SPEC) {
            payload.put("spec_kind", row.path("kind").asText("local-policy"));
            list(payload, row, "adr_ids");
        }
        return payload;
    }

    /** The payload of a file as it is checked: the body in one piece, the summary computed; empty without a body. */
    static Optional<ObjectNode> normal(DocumentKind kind, ObjectNode payload) {
        return DocumentBody.of(kind, payload).map(body -> {
            ObjectNode normal = payload.deepCopy();
            normal.remove("sections");
            String title = Row.text(payload, "title");
            normal.put("body", body).put("summary", DocumentBody.summary(body, title == null ? "" : title));
            if (kind == DocumentKind.SPEC && !normal.has("adr_ids")) {
                normal.putArray("adr_ids");
            }
            return normal;
        });
    }

    private static String schemaVersion(ObjectNode row) {
        return Stream.of("minimum_schema_version", "schema_version")
                .map(field -> Row.text(row, field))
                .filter(version -> version != null && !version.isEmpty())
                .findFirst()
                .orElse(SCHEMA_VERSION);
    }

    private static void list(ObjectNode payload, ObjectNode row, String field) {
        JsonNode list = row.path(field);
        payload.set(field, list.isArray() ? list.deepCopy() : payload.arrayNode());
    }
}
