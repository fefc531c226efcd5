package dev.ssot.operation.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Context;
import dev.ssot.operation.Place;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.ReportFile;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.json.CanonicalJson;

/** {@code registry.validation_report}: what validation finds, also kept as a file for later review. */
public final class WriteValidationReport implements UseCase<ValidateRequest, Report> {

    private static final String PATH = ".ssot/reports/validation.report.json";

    @Override
    public Reply<Report> run(ValidateRequest request, Context context) {
        return context.withRegistry(registry -> write(ValidateRegistry.validate(registry, context), context.place()));
    }

    private static Reply<Report> write(ObjectNode report, Place place) {
        return ReportFile.write(new FileChange.Put(PATH, CanonicalJson.write(report)), place)
                .<Reply<Report>>map(Reply.Refused::new)
                .orElseGet(() -> Reply.answer(new Report(
                        report.put("report_path", place.root().resolve(PATH).toString()))));
    }
}
