package dev.ssot.operation.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import dev.ssot.registry.document.DocumentKind;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks for a new document. */
public record DocumentCreateRequest(
        @NotNull @Pattern(regexp = DocumentKind.FORM, message = DocumentKind.RULE) @JsonPropertyDescription("adr or spec")
        String kind,

        @NotNull @Size(max = Limits.TEXT) String title,

        @NotNull @Size(max = Limits.TEXT) @JsonPropertyDescription("Part of the file name: lower-case words with dashes.")
        String slug,

        @NotNull @Size(max = DocumentCreateRequest.BODY) String body,

        @Nullable @JsonPropertyDescription("The next free one when left out.")
        Integer number,

        @NotNull @Size(max = Limits.NAME) @JsonProperty(defaultValue = "draft")
        String status,

        @Nullable @Size(max = Limits.TEXT) @JsonPropertyDescription("Why the status is what it is; kept with the date.")
        String note,

        @NotNull @Size(max = Limits.NAME) @JsonProperty(defaultValue = "repo-local")
        String origin,

        @Nullable @Size(max = Limits.NAME) @JsonPropertyDescription("Whose reserved numbers the next free one is taken from.")
        String reserveRange,

        @Nullable @Size(max = Limits.NAME) @JsonPropertyDescription("Specifications only: normative, operational, governance or local-policy.")
        String specKind,

        @Nullable @Size(max = Limits.IDS) @JsonPropertyDescription("Specifications only.")
        List<String> adrIds) {

    static final int BODY = 4_000_000;
}
