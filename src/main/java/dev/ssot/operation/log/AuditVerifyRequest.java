package dev.ssot.operation.log;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks whether the log is as it was written. */
public record AuditVerifyRequest(
        @Nullable @Pattern(
                regexp = "^OP-[0-9]{6,18}:[0-9a-f]{64}$",
                message = "must be an earlier end as the check prints it, OP-000012:<64 hex digits>")
        @JsonPropertyDescription("An end of the log that an earlier check printed and that you kept elsewhere.")
        String expect) {}
