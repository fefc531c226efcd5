package dev.ssot.operation.guard;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks whether a row of evidence holds, or each of all. */
public record EvidenceVerificationRequest(
        @Nullable @Size(max = Limits.NAME) String evidenceId) {}
