package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The record of one run of a test's command by this program: what was run, on what, and how it ended.
 *
 * @param run those that began together have it in common
 * @param leaseId under which it ran; null for none
 * @param executionHash of the command as an operator approved it; another one tells of a changed test row
 * @param exitCode null unless the command ended by itself
 * @param passed whether it ended by itself with the exit code that was expected
 * @param startedAt in milliseconds, as the end
 * @param registryHash content hash of the registry that the command was taken from
 * @param treeHash of all files below the roots of the lease, before the run; null without a lease
 * @param testFileSha256 of the file that the test's row names, before the run; null when there was none to read
 * @param stdoutSha256 of all that the command wrote there, however much of it was kept
 */
public record TestRun(
        String run,
        String testId,
        @Nullable String leaseId,
        String executionHash,
        List<String> argv,
        Ending ending,
        @Nullable Integer exitCode,
        boolean passed,
        Instant startedAt,
        Instant finishedAt,
        String registryHash,
        @Nullable String gitHead,
        @Nullable String treeHash,
        @Nullable String testFileSha256,
        String stdoutSha256,
        String stderrSha256) {

    /** How a command came to its end. */
    public enum Ending {
        EXITED,
        /** It was killed at its deadline. */
        TIMED_OUT,
        NOT_STARTED,
        /** It was killed, or nobody knows how it ended, because the process that ran it had to leave or lost its lease. */
        INTERRUPTED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Of what nobody has written, nobody knows how it ended. */
        public static Ending parse(String text) {
            return Arrays.stream(values())
                    .filter(ending -> ending.text().equals(text))
                    .findFirst()
                    .orElse(INTERRUPTED);
        }
    }

    public TestRun {
        argv = List.copyOf(argv);
        startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
        finishedAt = finishedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The record as it is kept beside the evidence of a slice. */
    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("kind", "ssot-test-run")
                .put("schema_version", 1)
                .put("run", run)
                .put("test_id", testId)
                .put("lease_id", leaseId)
                .put("command_sha256", executionHash)
                .put("ending", ending.text())
                .put("exit_code", exitCode)
                .put("passed", passed)
                .put("started_at", startedAt.toString())
                .put("finished_at", finishedAt.toString())
                .put("duration_ms", Duration.between(startedAt, finishedAt).toMillis())
                .put("registry_sha256", registryHash)
                .put("git_head", gitHead)
                .put("tree_sha256", treeHash)
                .put("test_file_sha256", testFileSha256)
                .put("stdout_sha256", stdoutSha256)
                .put("stderr_sha256", stderrSha256);
        ArrayNode command = json.putArray("argv");
        argv.forEach(command::add);
        return json;
    }

    /** Of all that the record says. */
    public String sha256() {
        return CanonicalJson.hash(CanonicalJson.write(json()));
    }
}
