package dev.ssot.operation.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Place;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.workspace.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** {@code registry.validation_report}: what validation finds, also kept as a file for later review. */
public final class WriteValidationReport implements UseCase<ValidateRequest, Report> {

    private static final String PATH = ".ssot/reports/validation.report.json";

    @Override
    public Reply<Report> run(ValidateRequest request, Context context) {
        return context.withRegistry(
                registry -> write(ValidateRegistry.validate(registry, context.place()), context.place()));
    }

    private static Reply<Report> write(ObjectNode report, Place place) {
        if (!place.files().resolve(PATH).equals(Optional.of(PATH))) {
            return Reply.refused(
                    ErrorCode.STORE_UNAVAILABLE,
                    "a link leads %s to another place; nothing was written".formatted(PATH),
                    "Remove the link, then call again.");
        }
        Path target = place.root().resolve(PATH);
        try {
            Files.createDirectories(target.getParent());
            AtomicFile.write(
                    target, CanonicalJson.write(report), UUID.randomUUID().toString(), AtomicFile.Access.AS_BEFORE);
        } catch (IOException failure) {
            return Reply.refused(
                    ErrorCode.STORE_UNAVAILABLE,
                    "could not write %s: %s".formatted(PATH, failure.getMessage()),
                    "Check the free space and the permissions of the folder, then call again.");
        }
        return Reply.answer(new Report(report.put("report_path", target.toString())));
    }
}
