package dev.ssot.operation;

import dev.ssot.registry.FileChange;
import java.io.IOException;
import java.util.Optional;

/** A report that is kept for later review although the registry does not change. */
public final class ReportFile {

    private ReportFile() {}

    /** Writes the file; empty when it is there, else why it is not. */
    public static Optional<Refusal> write(FileChange.Put file, Place place) {
        String path = file.path();
        OutputFile planned = new OutputFile(place.root().resolve(path));
        return switch (OutputFile.at(path, place)) {
            case OutputFile.Choice.At(OutputFile target) when target.equals(planned) -> write(target, file);
            case OutputFile.Choice.Refused(OutputFile.Reason reason)
            when reason == OutputFile.Reason.FOLDER ->
                refusal("%s is a folder; nothing was written".formatted(path), "Remove the folder, then call again.");
            default ->
                refusal(
                        "a link leads %s to another place; nothing was written".formatted(path),
                        "Remove the link, then call again.");
        };
    }

    private static Optional<Refusal> write(OutputFile target, FileChange.Put file) {
        try {
            target.write(file.bytes());
            return Optional.empty();
        } catch (IOException failure) {
            return refusal(
                    "could not write %s: %s".formatted(file.path(), failure.getMessage()),
                    "Check the free space and the permissions of the folder, then call again.");
        }
    }

    private static Optional<Refusal> refusal(String message, String next) {
        return Optional.of(new Refusal(ErrorCode.STORE_UNAVAILABLE, message, next));
    }
}
