package dev.ssot.operation.entity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for a page of rows. */
public record EntityListRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String section,
        @Nullable @Size(max = Limits.IDS) List<String> ids,
        @Nullable @Size(max = Limits.NAME) String origin,

        @Min(1) @Max(Limits.PAGE) @JsonProperty(defaultValue = "100")
        int limit,

        @Min(0) @JsonProperty(defaultValue = "0") int offset) {}
