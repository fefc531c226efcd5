package dev.ssot.operation.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Place;
import dev.ssot.operation.RegistryWrite;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.completion.KeptProofs;
import dev.ssot.registry.Registry;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.mutation.RegistryMutation.Result;
import dev.ssot.registry.sync.StatusSync;
import dev.ssot.registry.validation.Validation;
import dev.ssot.registry.validation.ValidationReport;

/** {@code registry.sync_statuses}: the statuses that follow from links, files and runs, saved or only reported. */
public final class SyncStatuses implements UseCase<SyncStatusesRequest, Report> {

    private static final String TOOL = "registry_sync_statuses";

    @Override
    public Reply<Report> run(SyncStatusesRequest request, Context context) {
        return context.withRegistry(registry -> {
            StatusSync sync = new StatusSync(KnownRuns.read(registry, context), KeptProofs.of(context));
            return request.dryRun() ? rehearse(sync, registry, context) : save(sync, context);
        });
    }

    private static Reply<Report> save(StatusSync sync, Context context) {
        RegistryWrite write = new RegistryWrite(
                sync,
                null,
                answer -> Json.object()
                        .put("source", "ssot-mcp")
                        .put("tool", TOOL)
                        .put("changed", answer.path("changed").asInt()));
        Reply<Report> reply = write.run(context);
        if (reply instanceof Reply.Recorded<Report>(ObjectNode answer)) {
            // Where nothing had to change the registry is as it was, and that may break rules.
            answer.set("passed", answer.path("validation").path("passed"));
        }
        return reply;
    }

    private static Reply<Report> rehearse(StatusSync sync, Registry registry, Context context) {
        Place place = context.place();
        Validation before = place.validation(registry);
        return switch (sync.apply(registry, place.guardedFiles(context.now()))) {
            case Result.Changed changed ->
                rehearsed(
                        changed.answer(),
                        before.after(changed.edit(), place.files()).reportAfter(before, false),
                        place);
            case Result.Unchanged(ObjectNode answer) -> rehearsed(answer, before.report(), place);
            case Result.Refused(String message) -> refused(message);
            case Result.Unknown(String message) -> refused(message);
        };
    }

    private static Reply<Report> rehearsed(ObjectNode answer, ValidationReport report, Place place) {
        String registryPath = place.registryPath();
        ObjectNode rehearsed = Json.object().put("passed", report.passed()).put("registry_path", registryPath);
        rehearsed.setAll(answer);
        rehearsed.put("dry_run", true).set("validation", report.json(registryPath));
        return Reply.answer(new Report(rehearsed));
    }

    private static Reply<Report> refused(String message) {
        return Reply.refused(
                ErrorCode.REGISTRY_INVALID,
                message,
                "Nothing was written. Correct what the message names, then call again.");
    }
}
