package dev.ssot.operation.generate;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ssot.operation.WritablePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A generated artifact, in the envelope of the tools that are called by their contract's names. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GenerateCodeResult(boolean passed, boolean success, Generated data, Meta meta) {

    /** @param validated whether more than the form of the text was checked */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Generated(
            String kind,
            @Nullable String operationId,
            @Nullable String leaseId,
            String language,
            String text,
            String sha256,
            boolean validated) {}

    /**
     * What happened around it.
     *
     * @param prompt what was given as such; nothing has read it
     * @param preWriteSnapshotId the file as it was before, for the agent that was named
     * @param snapshotProblem why there is none of the file as it is now, although one was asked for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Meta(
            @Nullable FileOutcomes fileOutcomes,
            @Nullable String prompt,
            @Nullable Long vcsAgentId,
            @Nullable String preWriteSnapshotId,
            @Nullable String snapshotProblem) {}

    /**
     * What was written, in the form that the contract has for it.
     *
     * @param postWriteSnapshotId the file as it is now, for the agent that was named
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FileOutcomes(
            String schema,
            int schemaVersion,
            List<String> writtenPaths,
            int bytesWritten,
            String artifactKind,
            @Nullable String postWriteSnapshotId) {

        static FileOutcomes of(WritablePath path, int bytes, @Nullable String postWriteSnapshotId) {
            return new FileOutcomes(
                    "vox_generate_code_file_outcomes_v1",
                    1,
                    List.of(path.text()),
                    bytes,
                    "vox_generated",
                    postWriteSnapshotId);
        }
    }
}
