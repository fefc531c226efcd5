package dev.ssot.operation.guard;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks whether a claim holds, or each of all claims. */
public record ClaimEvaluationRequest(
        @Nullable @Size(max = Limits.NAME) String claimId,

        @JsonProperty(defaultValue = "false") boolean includeTierGate) {}
