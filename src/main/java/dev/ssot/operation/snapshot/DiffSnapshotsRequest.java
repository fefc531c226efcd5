package dev.ssot.operation.snapshot;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.NumberOrText;
import jakarta.validation.constraints.NotNull;

/** Asks how two snapshots differ. */
public record DiffSnapshotsRequest(
        @NotNull @JsonPropertyDescription("S-000001 or 1") NumberOrText before,
        @NotNull NumberOrText after) {}
