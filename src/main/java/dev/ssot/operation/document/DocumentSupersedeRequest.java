package dev.ssot.operation.document;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import dev.ssot.registry.document.DocumentKind;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for a document to take the place of others. */
public record DocumentSupersedeRequest(
        @NotNull @Pattern(regexp = DocumentKind.FORM, message = DocumentKind.RULE) @JsonPropertyDescription("adr or spec")
        String kind,

        @NotNull @NotBlank @Size(max = Limits.NAME) String id,

        @NotNull @Size(max = Limits.IDS) List<String> supersedes,

        @Nullable @Size(max = Limits.TEXT) @JsonPropertyDescription("Why the status is what it is; kept with the date.")
        String note) {}
