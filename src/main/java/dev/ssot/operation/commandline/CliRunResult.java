package dev.ssot.operation.commandline;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a command line.
 *
 * @param normalizedArgs the words that were run
 * @param output standard output as JSON, or as text where it is none; null where there is nothing
 */
public record CliRunResult(
        boolean passed,
        int exitCode,
        List<String> args,
        List<String> normalizedArgs,
        List<String> warnings,
        @Nullable JsonNode output,
        String stdout,
        String stderr) {}
