package dev.ssot.operation.snapshot;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import dev.ssot.operation.NumberOrText;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for a snapshot. */
public record CreateSnapshotRequest(
        @NotNull @JsonPropertyDescription("Whom it is taken for: a worker, or a number.")
        NumberOrText agentId,

        @Nullable @Size(max = 500) String description,

        @Nullable @Size(min = 1, max = Limits.PAGE) @JsonPropertyDescription("Files and folders from the root; the whole worktree if left out.")
        List<@NotNull @Size(max = Limits.TEXT) String> paths) {}
