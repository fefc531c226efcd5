package dev.ssot.operation.slice;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for the repair of many blocked transitions; nothing named means those of all campaigns. */
public record RepairBlockersRequest(
        @Nullable @Size(max = Limits.NAME) String campaignId,

        @Nullable @Size(max = Limits.IDS) List<String> featureIds,

        @Min(1) @Max(Limits.PAGE) @JsonProperty(defaultValue = "25")
        int limit) {}
