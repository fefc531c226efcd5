package dev.ssot.campaign;

import java.util.Map;
import java.util.Optional;

/**
 * The evidence files by which gates were passed, as they were then.
 *
 * @param byPath the latest proof of each path
 */
public record ProvedEvidence(Map<String, Proof> byPath) {

    public static final ProvedEvidence NONE = new ProvedEvidence(Map.of());

    /** One file in one gate report. */
    public record Proof(String reportId, String evidenceId, String path, String sha256) {

        /** What is said of the file once it is another one. */
        public String stale() {
            return "evidence %s is stale: %s changed after gate report %s proved it"
                    .formatted(evidenceId, path, reportId);
        }
    }

    /** The proof that the file of that content does not fit any more; a file that is gone has no content. */
    public Optional<Proof> outgrown(String path, Optional<String> sha256) {
        return Optional.ofNullable(byPath.get(path))
                .filter(proof -> sha256.filter(proof.sha256()::equals).isEmpty());
    }
}
