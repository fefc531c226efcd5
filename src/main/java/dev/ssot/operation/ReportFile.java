package dev.ssot.operation;

import dev.ssot.registry.FileChange;
import dev.ssot.workspace.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** A report that is kept for later review although the registry does not change. */
public final class ReportFile {

    private ReportFile() {}

    /** Writes the file; empty when it is there, else why it is not. */
    public static Optional<Refusal> write(FileChange.Put file, Place place) {
        String path = file.path();
        if (!place.files().resolve(path).equals(Optional.of(path))) {
            return refusal(
                    "a link leads %s to another place; nothing was written".formatted(path),
                    "Remove the link, then call again.");
        }
        Path target = place.root().resolve(path);
        try {
            Files.createDirectories(target.getParent());
            AtomicFile.write(target, file.bytes(), UUID.randomUUID().toString(), AtomicFile.Access.AS_BEFORE);
            return Optional.empty();
        } catch (IOException failure) {
            return refusal(
                    "could not write %s: %s".formatted(path, failure.getMessage()),
                    "Check the free space and the permissions of the folder, then call again.");
        }
    }

    private static Optional<Refusal> refusal(String message, String next) {
        return Optional.of(new Refusal(ErrorCode.STORE_UNAVAILABLE, message, next));
    }
}
