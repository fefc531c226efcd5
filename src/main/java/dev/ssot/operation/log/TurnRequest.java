package dev.ssot.operation.log;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import dev.ssot.operation.NumberOrText;
import dev.ssot.operation.entity.WrittenUnder;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for an operation to be undone, or done again. */
public record TurnRequest(
        @NotNull @JsonPropertyDescription("As the log lists it: OP-000012, or 12.")
        NumberOrText operationId,

        @Nullable @Size(max = Limits.NAME) @JsonPropertyDescription("The lease under which what is undone was done, while it is held.")
        String leaseId,

        @Nullable Long fencingToken) {

    WrittenUnder lease() {
        return new WrittenUnder(leaseId, fencingToken);
    }
}
