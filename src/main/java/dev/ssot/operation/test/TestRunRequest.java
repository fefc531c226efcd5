package dev.ssot.operation.test;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs tests.
 *
 * @param ids null for every test that states a command
 * @param evidenceOutput file in the repository for the cases; null leaves them in the result
 */
public record TestRunRequest(
        @Size(min = 1, max = Limits.IDS) @Nullable List<String> ids,
        @JsonProperty(defaultValue = "false") boolean dryRun,
        @Size(min = 1, max = Limits.TEXT) @Nullable String evidenceOutput) {}
