package dev.ssot.operation.test;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.OutputFile;
import dev.ssot.operation.Place;
import dev.ssot.registry.json.CanonicalJson;
import java.io.IOException;
import java.util.Optional;

/**
 * A file in the repository for the result of a run.
 *
 * @param stated as the caller wrote it
 */
record EvidenceFile(String stated, OutputFile file) {

    /** Whether a result may be written there. */
    sealed interface Choice {

        record At(EvidenceFile file) implements Choice {}

        record Refused(String message) implements Choice {}
    }

    static Choice at(String stated, Place place) {
        return switch (OutputFile.at(stated, place)) {
            case OutputFile.Choice.At(OutputFile file) -> new Choice.At(new EvidenceFile(stated, file));
            case OutputFile.Choice.Refused(OutputFile.Reason reason) ->
                new Choice.Refused(
                        switch (reason) {
                            case OUTSIDE -> "evidence_output escapes repository: " + stated;
                            case FORBIDDEN -> "evidence_output is a forbidden path: " + stated;
                            case FOLDER -> "evidence_output is a folder: " + stated;
                        });
        };
    }

    /** Replaces what was there; says why that failed, if it did. */
    Optional<String> write(ObjectNode result) {
        try {
            file.write(CanonicalJson.write(result));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot write evidence_output %s: %s".formatted(stated, e));
        }
    }
}
