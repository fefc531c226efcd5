package dev.ssot.operation.snapshot;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import dev.ssot.operation.NumberOrText;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for the worktree, or a part of it, as a snapshot holds it. */
public record RestoreSnapshotRequest(
        @NotNull @JsonPropertyDescription("S-000001 or 1") NumberOrText snapshotId,

        @Nullable @Size(min = 1, max = Limits.PAGE) @JsonPropertyDescription("Files and folders from the root; all that the snapshot covers if left out.")
        List<@NotNull @Size(max = Limits.TEXT) String> paths,

        @JsonProperty(defaultValue = "false")
        @JsonPropertyDescription(
                "Overwrites changes that no snapshot and no commit holds; the snapshot taken before keeps them.")
        boolean force,

        @Nullable @JsonPropertyDescription("Whom the snapshot before is taken for; the agent of the restored one if left out.")
        NumberOrText agentId,

        @Nullable @Size(min = 1, max = Limits.NAME) @JsonPropertyDescription("Of your lease, with its fencing_token, to restore paths that it covers.")
        String leaseId,

        @Nullable @Min(0) Long fencingToken,

        @Nullable @Size(min = 1, max = Limits.NAME) @JsonPropertyDescription("For operators: who decides that paths under leases of others are restored.")
        String overriddenBy,

        @Nullable @Size(min = 1, max = 200) @JsonPropertyDescription("For operators: why.")
        String reason) {}
