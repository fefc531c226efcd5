package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.IfInvalid;
import dev.ssot.registry.mutation.RegistryMutation.Result;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rows of one kind that are being changed together with their files. */
final class DocumentEdit {

    /** Documents stand in the order of their numbers. */
    static final Comparator<ObjectNode> BY_NUMBER = Comparator.<ObjectNode>comparingInt(
                    row -> row.path("number").asInt())
            .thenComparing(row -> row.path("id").asText());

    private final DocumentKind kind;
    private final Registry registry;
    private final Draft draft;
    private final DocumentFiles files;
    private final Stamp stamp;
    private final List<FileChange> changes = new ArrayList<>();
    private final Set<String> edited = new HashSet<>();

    DocumentEdit(DocumentKind kind, Registry registry, RepositoryFiles files, Stamp stamp) {
        this.kind = kind;
        this.registry = registry;
        this.draft = new Draft(registry);
        this.files = new DocumentFiles(kind, files);
        this.stamp = stamp;
    }

    Optional<ObjectNode> find(String id) {
        return draft.find(kind.section(), id);
    }

    /** The row to be changed. Notes that it has already stand in files with their keys in order, new ones do not. */
    ObjectNode edit(String id) {
        ObjectNode row = draft.edit(kind.section(), id);
        if (edited.add(id) && row.get("status_notes") instanceof ArrayNode notes) {
            for (int i = 0; i < notes.size(); i++) {
                notes.set(i, inOrder(notes.get(i)));
            }
        }
        return row;
    }

    private static JsonNode inOrder(JsonNode note) {
        if (!note.isObject()) {
            return note;
        }
        ObjectNode ordered = Json.object();
        note.properties().stream()
                .sorted(Map.Entry.comparingByKey(CanonicalJson.CODE_POINT_ORDER))
                .forEach(field -> ordered.set(field.getKey(), field.getValue()));
        return ordered;
    }

    void add(ObjectNode row) {
        draft.add(kind.section(), row);
    }

    DocumentFiles files() {
        return files;
    }

    /** Takes the planned file of a row into the change; says why not if it cannot be. */
    Optional<String> take(ObjectNode row, DocumentFiles.Planned planned) {
        return switch (planned) {
            case DocumentFiles.Planned.Problem(String message) -> Optional.of(message);
            case DocumentFiles.Planned.File(FileChange.Put change, String contentHash) -> {
                changes.add(change);
                row.put("content_sha256", contentHash);
                row.put("package_version", stamp.packageVersion(registry));
                yield Optional.empty();
            }
        };
    }

    /** The change with that document as the answer. */
    Result finish(String id, String action) {
        draft.sort(kind.section(), BY_NUMBER);
        ObjectNode answer = Json.object().put("section", kind.section().key());
        answer.set("document", find(id).orElseThrow());
        return new Result.Changed(draft.finish(), new IfInvalid.After(action), answer, changes);
    }
}
