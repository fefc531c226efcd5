package dev.ssot.operation.document;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import dev.ssot.registry.document.DocumentKind;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Asks for a specification to name these decisions, or to name them no more. */
public record DocumentLinkRequest(
        @NotNull @Pattern(regexp = DocumentKind.FORM, message = DocumentKind.RULE) @JsonPropertyDescription("adr or spec")
        String kind,

        @NotNull @NotBlank @Size(max = Limits.NAME) String id,

        @NotNull @Size(max = Limits.IDS) List<String> adrIds) {}
