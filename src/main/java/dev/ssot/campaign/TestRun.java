package dev.ssot.campaign;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The receipt of one run of a test's command by this program: what was run, on what, and how it ended.
 *
 * @param executionHash of the command as an operator approved it; another one tells of a changed test row
 * @param exitCode null when the command timed out or could not be started
 * @param passed whether the exit code was the expected one
 * @param registryHash content hash of the registry that the command was taken from
 * @param testFileSha256 of the file that the test's row names, before the run; null when there was none to read
 * @param stdoutSha256 of all that the command wrote there, however much of it was kept
 */
public record TestRun(
        String testId,
        String executionHash,
        List<String> argv,
        @Nullable Integer exitCode,
        boolean passed,
        Instant startedAt,
        Instant finishedAt,
        String registryHash,
        @Nullable String gitHead,
        @Nullable String testFileSha256,
        String stdoutSha256,
        String stderrSha256) {}
