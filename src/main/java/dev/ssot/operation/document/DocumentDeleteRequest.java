package dev.ssot.operation.document;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import dev.ssot.registry.document.DocumentKind;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Asks for a document to be gone. */
public record DocumentDeleteRequest(
        @NotNull @Pattern(regexp = DocumentKind.FORM, message = DocumentKind.RULE) @JsonPropertyDescription("adr or spec")
        String kind,

        @NotNull @NotBlank @Size(max = Limits.NAME) String id) {}
