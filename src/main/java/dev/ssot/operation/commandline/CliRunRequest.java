package dev.ssot.operation.commandline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Asks for one command line to be run. */
public record CliRunRequest(
        @NotNull @Size(max = Limits.PAGE) @JsonProperty(defaultValue = "[]")
        @JsonPropertyDescription("The words after ssot: [\"feature\", \"get\", \"--id\", \"feat:x\"].")
        List<String> args) {}
