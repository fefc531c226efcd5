package dev.ssot.campaign;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A test that the gate ran, as the report shows it.
 *
 * @param run names the record of the run
 * @param ending {@code exited}, {@code timed_out} or {@code not_started}
 * @param exitCode null unless the command ended by itself
 * @param commandSha256 of what an operator approved
 * @param changedSinceApproval files that the command names and that are others than at its approval
 * @param record path of the record in the repository
 * @param output the end of what it wrote, of a test that did not pass; empty for one that did
 */
public record ExecutedRun(
        String testId,
        String run,
        String ending,
        @Nullable Integer exitCode,
        boolean passed,
        long durationMs,
        String commandSha256,
        List<String> changedSinceApproval,
        String record,
        String recordSha256,
        String output) {}
