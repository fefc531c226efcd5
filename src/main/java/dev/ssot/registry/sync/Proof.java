package dev.ssot.registry.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ssot.registry.RepositoryFiles;
import dev.ssot.registry.Row;
import dev.ssot.registry.VerificationLevel;
import dev.ssot.registry.guard.EvidenceProofs;
import dev.ssot.registry.json.InvalidJson;
import dev.ssot.registry.json.StrictJson;
import dev.ssot.registry.mutation.ScaffoldFiles;
import java.util.Set;
import java.util.stream.Stream;

/** What files and receipts say about tests and evidence, and how much of it a repository wants to see. */
record Proof(RepositoryFiles files, VerificationLevel level, RunReceipts receipts, EvidenceProofs proofs) {

    private static final Set<String> PASSING = Set.of("passed", "passing", "accepted", "attested", "certified");

    boolean isRequired() {
        return level.needsProof();
    }

    boolean exists(Row row) {
        String path = row.text("path");
        return path != null && files.exists(path);
    }

    static boolean isBelow(Row row, String folder) {
        String path = row.text("path");
        return path != null && path.replace('\\', '/').contains(folder);
    }

    /** A scaffold proves nothing, neither for itself nor for the evidence that it is linked to. */
    RunReceipts.Verdict run(Row test) {
        return ScaffoldFiles.isUnwritten(test, files) ? RunReceipts.Verdict.UNWRITTEN : receipts.of(test, files);
    }

    boolean statesPlanned(Row evidence) {
        return "planned".equals(Row.text(payload(evidence), "status"));
    }

    /** The first of {@code passed}, {@code status} and {@code result} that the artifact has decides. */
    boolean statesPassingResult(Row evidence) {
        JsonNode payload = payload(evidence);
        return Stream.of("passed", "status", "result")
                .map(payload::path)
                .filter(stated -> !stated.isMissingNode() && !stated.isNull())
                .findFirst()
                .filter(stated -> stated.isTextual() ? PASSING.contains(stated.textValue()) : stated.asBoolean(false))
                .isPresent();
    }

    /** The object in the artifact; a missing node when it is anything else than a JSON object. */
    private JsonNode payload(Row evidence) {
        String path = evidence.text("path");
        try {
            JsonNode value = path == null || !path.endsWith(".json")
                    ? MissingNode.getInstance()
                    : StrictJson.read(files.read(path).orElse(new byte[0]));
            return value.isObject() ? value : MissingNode.getInstance();
        } catch (InvalidJson noJson) {
            return MissingNode.getInstance();
        }
    }
}
