package dev.ssot.operation.export;

import dev.ssot.campaign.RepoPath;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Place;
import dev.ssot.operation.Reply;
import dev.ssot.workspace.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * A file that an export goes to. It lies inside the repository, wherever links lead, and is none of git's or ours.
 *
 * @param output a path from the root of the repository, or an absolute one inside it
 */
record ExportFile(String output, String format) {

    Reply<ExportResult> write(byte[] content, Context context) {
        Place place = context.place();
        Optional<String> resolved = place.files().resolve(output);
        if (resolved.isEmpty()) {
            return refused("output leads out of the repository: " + output);
        }
        if (resolved.get().isEmpty() || RepoPath.isForbidden(resolved.get())) {
            return refused("output may not be written: " + output);
        }
        Path target = place.root().resolve(resolved.get());
        if (Files.isDirectory(target)) {
            return refused("output is a folder: " + output);
        }
        try {
            Files.createDirectories(target.getParent());
            AtomicFile.write(target, content, UUID.randomUUID().toString(), AtomicFile.Access.AS_BEFORE);
        } catch (IOException failure) {
            return Reply.refused(
                    ErrorCode.STORE_UNAVAILABLE,
                    "could not write %s: %s".formatted(output, failure.getMessage()),
                    "Check the free space and the permissions of the folder, then call again.");
        }
        String registryPath = place.registryPath();
        return Reply.answer(new ExportResult(true, registryPath, target.toString(), format));
    }

    private static Reply<ExportResult> refused(String message) {
        return Reply.refused(
                ErrorCode.INVALID_ARGUMENTS,
                message,
                "Name a file inside the repository that is not .ssot/registry.json, below .ssot/control or in .git.");
    }
}
