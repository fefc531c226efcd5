package dev.ssot.operation;

import dev.ssot.campaign.RepoPath;
import dev.ssot.workspace.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * A file that an operation writes beside the registry. It lies inside the repository, wherever links lead, and is none
 * of git's or ours.
 *
 * @param path absolute, with every link on the way resolved
 */
public record OutputFile(Path path) {

    /** Whether something may be written there. */
    public sealed interface Choice {

        record At(OutputFile file) implements Choice {}

        record Refused(Reason reason) implements Choice {}
    }

    /** Why nothing may be written there. */
    public enum Reason {
        OUTSIDE,
        FORBIDDEN,
        FOLDER
    }

    /** @param stated a path from the root of the repository, or an absolute one inside it */
    public static Choice at(String stated, Place place) {
        Optional<String> resolved = place.files().resolve(stated);
        if (resolved.isEmpty()) {
            return new Choice.Refused(Reason.OUTSIDE);
        }
        if (!RepoPath.mayBeWritten(resolved.get())) {
            return new Choice.Refused(Reason.FORBIDDEN);
        }
        Path path = place.root().resolve(resolved.get());
        return Files.isDirectory(path) ? new Choice.Refused(Reason.FOLDER) : new Choice.At(new OutputFile(path));
    }

    /** Replaces what was there, and makes the folders on the way. */
    public void write(byte[] content) throws IOException {
        Files.createDirectories(path.getParent());
        AtomicFile.write(path, content, UUID.randomUUID().toString(), AtomicFile.Access.AS_BEFORE);
    }
}
