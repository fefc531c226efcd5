package dev.ssot.operation.document;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import dev.ssot.registry.document.DocumentKind;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Asks for a range of numbers to belong to a name. */
public record DocumentReserveRequest(
        @NotNull @Pattern(regexp = DocumentKind.FORM, message = DocumentKind.RULE) @JsonPropertyDescription("adr or spec")
        String kind,

        @NotNull @Size(max = Limits.NAME) String name,

        int start,

        int end) {}
