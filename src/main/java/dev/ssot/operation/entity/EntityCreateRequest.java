package dev.ssot.operation.entity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Asks for a row that is not there yet. */
public record EntityCreateRequest(
        @NotNull @NotBlank @Size(max = Limits.NAME) String section,

        @NotNull ObjectNode entity,

        @JsonProperty(defaultValue = "false")
        @JsonPropertyDescription("Features only: plan claims, tests and evidence up to the target tier along with it.")
        boolean autoScaffold) {}
