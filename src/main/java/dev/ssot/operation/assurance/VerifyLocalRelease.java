package dev.ssot.operation.assurance;

import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Place;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.ReportFile;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.assurance.LocalAssurance;
import dev.ssot.registry.assurance.PathPolicy;
import dev.ssot.registry.validation.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code release.verify_local}: validates the registry and writes what a release rests on: source snapshot, artifact
 * manifest, evidence bundle and a report. Nothing is run.
 */
public final class VerifyLocalRelease implements UseCase<VerifyLocalRequest, Report> {

    @Override
    public Reply<Report> run(VerifyLocalRequest request, Context context) {
        return context.withRegistry(registry -> verify(request, registry, context.place()));
    }

    private static Reply<Report> verify(VerifyLocalRequest request, Registry registry, Place place) {
        String active =
                registry.document().path("program").path("active_release_id").asText();
        String releaseId = Objects.requireNonNullElse(request.releaseId(), active);
        Validation validation = Validation.full(registry, place.files());
        place.remember(validation);
        return LocalAssurance.of(
                        registry,
                        place.files(),
                        place.root().toString(),
                        releaseId,
                        PathPolicy.of(request.pathPolicy()),
                        validation.report().failures())
                .map(assurance -> keep(assurance, request, place))
                .orElseGet(() -> Reply.refused(
                        ErrorCode.NOT_FOUND,
                        "Unknown release id: " + releaseId,
                        "Find the id with registry_entity_search. Nothing was written."));
    }

    private static Reply<Report> keep(LocalAssurance assurance, VerifyLocalRequest request, Place place) {
        assurance.report().put("blocking", request.blocking());
        List<FileChange.Put> files = new ArrayList<>(assurance.artifacts());
        if (request.writeArtifacts()) {
            files.add(assurance.reportFile());
        }
        for (FileChange.Put file : files) {
            Optional<Refusal> refusal = ReportFile.write(file, place);
            if (refusal.isPresent()) {
                return new Reply.Refused<>(refusal.get());
            }
        }
        String path = place.root().resolve(LocalAssurance.REPORT_PATH).toString();
        return Reply.answer(new Report(assurance.report().put("report_path", path)));
    }
}
