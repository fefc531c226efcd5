package dev.ssot.operation.document;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.registry.document.DocumentKind;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Asks about all documents of a kind. */
public record DocumentKindRequest(
        @NotNull @Pattern(regexp = DocumentKind.FORM, message = DocumentKind.RULE) @JsonPropertyDescription("adr or spec")
        String kind) {}
