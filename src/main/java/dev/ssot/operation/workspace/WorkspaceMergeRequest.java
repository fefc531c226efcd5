package dev.ssot.operation.workspace;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import dev.ssot.operation.NumberOrText;
import dev.ssot.operation.entity.WrittenUnder;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for the changes of a workspace in the worktree. */
public record WorkspaceMergeRequest(
        @NotNull @JsonPropertyDescription("Whose it is.") NumberOrText agentId,

        @Nullable @Size(max = Limits.NAME) @JsonPropertyDescription("Of your lease, with its fencing_token, to write paths that it covers.")
        String leaseId,

        @Nullable Long fencingToken) {

    WrittenUnder lease() {
        return new WrittenUnder(leaseId, fencingToken);
    }
}
