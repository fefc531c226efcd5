package dev.ssot.operation.project;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks for a new project. */
public record ProjectInitRequest(
        @NotNull @Pattern(
                regexp = "^[a-z][a-z0-9-]{0,63}$",
                message = "must be 1 to 64 lower-case letters, digits and dashes that begin with a letter")
        String projectName,

        @NotNull @Pattern(
                regexp = "^(application|skill|agent|workflow|chatbot|library)$",
                message = "must be one of application, skill, agent, workflow, chatbot, library")
        @JsonProperty(defaultValue = "application")
        String packageKind,

        @Nullable @Pattern(regexp = "^(chatbot|dashboard|api)$", message = "must be one of chatbot, dashboard, api")
        @JsonPropertyDescription("What the example operation is about.")
        String template,

        @Nullable @Size(max = Limits.TEXT) @JsonPropertyDescription("A folder below the repository; the repository itself if left out.")
        String targetSubdir) {}
