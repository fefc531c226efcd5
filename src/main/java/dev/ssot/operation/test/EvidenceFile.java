package dev.ssot.operation.test;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.RepoPath;
import dev.ssot.operation.Place;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.workspace.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * A file in the repository for the result of a run.
 *
 * @param stated as the caller wrote it
 * @param file with every link on the way resolved
 */
record EvidenceFile(String stated, Path file) {

    /** Whether a result may be written there. */
    sealed interface Choice {

        record At(EvidenceFile file) implements Choice {}

        record Refused(String message) implements Choice {}
    }

    static Choice at(String stated, Place place) {
        Optional<String> path = place.files().resolve(stated);
        if (path.isEmpty()) {
            return new Choice.Refused("evidence_output escapes repository: " + stated);
        }
        if (path.get().isEmpty() || RepoPath.isForbidden(path.get())) {
            return new Choice.Refused("evidence_output is a forbidden path: " + stated);
        }
        Path file = place.root().resolve(path.get());
        return Files.isDirectory(file)
                ? new Choice.Refused("evidence_output is a folder: " + stated)
                : new Choice.At(new EvidenceFile(stated, file));
    }

    /** Replaces what was there; says why that failed, if it did. */
    Optional<String> write(ObjectNode result) {
        try {
            Files.createDirectories(file.getParent());
            String unique = UUID.randomUUID().toString();
            AtomicFile.write(file, CanonicalJson.write(result), unique, AtomicFile.Access.AS_BEFORE);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot write evidence_output %s: %s".formatted(stated, e));
        }
    }
}
