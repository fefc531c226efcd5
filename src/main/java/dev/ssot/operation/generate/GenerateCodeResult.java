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
     * @param snapshot {@code snapshot_unavailable} when a snapshot for an agent was asked for
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Meta(
            @Nullable FileOutcomes fileOutcomes,
            @Nullable String prompt,
            @Nullable Long vcsAgentId,
            @Nullable String snapshot) {}

    /** What was written, in the form that the contract has for it. */
    public record FileOutcomes(
            String schema, int schemaVersion, List<String> writtenPaths, int bytesWritten, String artifactKind) {

        static FileOutcomes of(WritablePath path, int bytes) {
            return new FileOutcomes(
                    "vox_generate_code_file_outcomes_v1", 1, List.of(path.text()), bytes, "vox_generated");
        }
    }
}
