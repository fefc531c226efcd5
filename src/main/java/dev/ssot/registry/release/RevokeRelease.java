package dev.ssot.registry.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Draft;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.IfInvalid;
import dev.ssot.registry.mutation.RegistryMutation;
import java.util.List;

/** Takes a release back, from wherever it is, and keeps the reason. Its claims stay as they are. */
public record RevokeRelease(String releaseId, String reason, Occasion occasion) implements RegistryMutation {

    @Override
    public Result apply(Registry registry, RepositoryFiles files) {
        if (!registry.contains(Section.RELEASES, releaseId)) {
            return new Result.Unknown("Unknown release id: " + releaseId);
        }
        Draft draft = new Draft(registry);
        draft.edit(Section.RELEASES, releaseId).put("status", "revoked");
        String path = ReleaseFiles.snapshot(releaseId, "revoked");
        ObjectNode answer = Json.object().put("release_id", releaseId).put("output_path", occasion.absolute(path));
        return new Result.Changed(
                draft.finish(),
                new IfInvalid.Sentence("Registry validation failed after revocation"),
                answer,
                List.of(ReleaseFiles.put(path, Snapshots.ofRevoked(releaseId, reason))));
    }
}
