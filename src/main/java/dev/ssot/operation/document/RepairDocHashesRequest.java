package dev.ssot.operation.document;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Asks for the hashes of documents that were edited by hand. */
public record RepairDocHashesRequest(
        @NotNull @Size(max = Limits.IDS) List<String> ids) {}
