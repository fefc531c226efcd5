package dev.ssot.registry.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.Edit;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.IfInvalid;
import dev.ssot.registry.mutation.RegistryMutation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Freezes a boundary and keeps what it stood for in a snapshot.
 *
 * @param boundaryId null for the active one
 */
public record FreezeBoundary(@Nullable String boundaryId, Occasion occasion) implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        if (!occasion.preflight().apply(registry).passed()) {
            return new Result.Refused("Registry validation failed; boundary freeze refused");
        }
        String id = boundaryId == null ? Occasion.active(registry, "active_boundary_id") : boundaryId;
        if (!registry.contains(Section.BOUNDARIES, id)) {
            return new Result.Unknown("Unknown boundary id: " + id);
        }
        Draft draft = new Draft(registry);
        draft.edit(Section.BOUNDARIES, id).put("frozen", true).put("status", "frozen");
        Edit edit = draft.finish();
        Row boundary = edit.after().find(Section.BOUNDARIES, id).orElseThrow();
        ObjectNode snapshot = new Snapshots(edit.after(), occasion).ofBoundary(boundary);
        String path = ReleaseFiles.boundarySnapshot(id);
        ObjectNode answer = Json.object().put("boundary_id", id).put("output_path", occasion.absolute(path));
        answer.set("snapshot", snapshot.get("summary"));
        return new Result.Changed(
                edit,
                new IfInvalid.Sentence("Registry validation failed after boundary freeze"),
                answer,
                List.of(ReleaseFiles.put(path, snapshot)));
    }
}
