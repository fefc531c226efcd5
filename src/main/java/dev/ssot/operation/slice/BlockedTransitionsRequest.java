package dev.ssot.operation.slice;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for blocked transitions; without a campaign, for those of all. */
public record BlockedTransitionsRequest(
        @Nullable @Size(max = Limits.NAME) String campaignId,

        @Nullable @Pattern(regexp = "^(open|resolved)$") @JsonProperty(defaultValue = "open")
        String status) {}
