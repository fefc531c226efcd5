package dev.ssot.registry.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.Edit;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.IfInvalid;
import dev.ssot.registry.mutation.RegistryMutation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Rows of documents whose files were edited by hand, with the hashes that the files have now. */
public record RepairDocumentHashes(List<String> ids) implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        if (ids.isEmpty()) {
            return new Result.Refused("At least one ADR or SPEC id is required");
        }
        Draft draft = new Draft(registry);
        ObjectNode answer = Json.object();
        ArrayNode repaired = answer.putArray("repaired");
        for (String id : new LinkedHashSet<>(ids)) {
            DocumentKind kind = DocumentKind.ofId(id).orElse(null);
            if (kind == null) {
                return new Result.Refused("Unsupported document id for hash repair: " + id);
            }
            if (draft.find(kind.section(), id).isEmpty()) {
                return Checks.unknown(kind, id);
            }
            Optional<String> problem = repair(new DocumentFiles(kind, files), draft.edit(kind.section(), id), repaired);
            if (problem.isPresent()) {
                return new Result.Refused(problem.get());
            }
        }
        for (DocumentKind kind : DocumentKind.values()) {
            draft.sort(kind.section(), DocumentEdit.BY_NUMBER);
        }
        Edit edit = draft.finish();
        return edit.delta().isEmpty()
                ? new Result.Unchanged(answer)
                : new Result.Changed(edit, new IfInvalid.After("repairing document hashes"), answer);
    }

    private static Optional<String> repair(DocumentFiles files, ObjectNode row, ArrayNode repaired) {
        DocumentKind kind = files.kind();
        String id = row.path("id").asText();
        if (!row.path("origin").asText().equals("repo-local")
                || row.path("managed").asBoolean(true)
                || row.path("immutable").asBoolean(true)) {
            return Optional.of(
                    "%s %s hash repair only supports mutable repo-local documents".formatted(kind.label(), id));
        }
        return switch (files.read(row)) {
            case DocumentFiles.Content.Problem(String message) -> Optional.of(message);
            case DocumentFiles.Content.Found found -> {
                Optional<ObjectNode> normal = DocumentPayload.normal(kind, found.payload());
                Optional<String> problem = normal.isEmpty()
                        ? Optional.of(DocumentBody.MISSING)
                        : DocumentRules.problem(kind, normal.get(), row);
                if (problem.isEmpty()) {
                    String hash = DocumentFiles.contentHash(found.bytes());
                    repaired.addObject()
                            .put("id", id)
                            .put("kind", kind.text())
                            .put("path", DocumentFiles.path(row))
                            .put(
                                    "previous_content_sha256",
                                    row.path("content_sha256").asText())
                            .put("content_sha256", hash);
                    row.put("content_sha256", hash);
                }
                yield problem;
            }
        };
    }
}
