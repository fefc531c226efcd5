package dev.ssot.operation.export;

import dev.ssot.campaign.GateTerms;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.OutputFile;
import dev.ssot.operation.Reply;
import java.io.IOException;
import java.util.List;

/**
 * A file that an export goes to.
 *
 * @param output a path from the root of the repository, or an absolute one inside it
 */
record ExportFile(String output, String format) {

    Reply<ExportResult> write(byte[] content, Context context) {
        return switch (OutputFile.at(output, context.place())) {
            case OutputFile.Choice.Refused(OutputFile.Reason reason) ->
                refused(
                        switch (reason) {
                            case OUTSIDE -> "output leads out of the repository: " + output;
                            case FORBIDDEN -> "output may not be written: " + output;
                            case FOLDER -> "output is a folder: " + output;
                        });
            case OutputFile.Choice.At(OutputFile file) -> write(file, content, context);
        };
    }

    private Reply<ExportResult> write(OutputFile file, byte[] content, Context context) {
        try {
            file.write(content);
        } catch (IOException failure) {
            return Reply.refused(
                    ErrorCode.STORE_UNAVAILABLE,
                    "could not write %s: %s".formatted(output, failure.getMessage()),
                    "Check the free space and the permissions of the folder, then call again.");
        }
        List<GateTerms.Override> overrides = context.read(view -> view.gates().overrides(null));
        return Reply.answer(new ExportResult(
                true, context.place().registryPath(), file.path().toString(), format, overrides));
    }

    private static Reply<ExportResult> refused(String message) {
        return Reply.refused(
                ErrorCode.INVALID_ARGUMENTS,
                message,
                "Name a file inside the repository that is not .ssot/registry.json, below .ssot/control or in .git.");
    }
}
