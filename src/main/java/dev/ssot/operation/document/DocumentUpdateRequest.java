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

/** Asks for a document to be changed; what is left out stays as it is. */
public record DocumentUpdateRequest(
        @NotNull @Pattern(regexp = DocumentKind.FORM, message = DocumentKind.RULE) @JsonPropertyDescription("adr or spec")
        String kind,

        @NotNull @NotBlank @Size(max = Limits.NAME) String id,

        @Nullable @Size(max = Limits.TEXT) String title,

        @Nullable @Size(max = DocumentCreateRequest.BODY) String body,

        @Nullable @Size(max = Limits.NAME) String status,

        @Nullable @Size(max = Limits.TEXT) @JsonPropertyDescription("Why the status is what it is; kept with the date.")
        String note,

        @Nullable @Size(max = Limits.NAME) @JsonPropertyDescription("Specifications only: normative, operational, governance or local-policy.")
        String specKind,

        @Nullable @Size(max = Limits.IDS) @JsonPropertyDescription("Specifications only.")
        List<String> adrIds) {}
