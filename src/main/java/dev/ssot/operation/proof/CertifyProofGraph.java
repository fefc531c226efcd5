package dev.ssot.operation.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Place;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.RegistryWrite;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.ReportFile;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.release.BoundaryFreezeRequest;
import dev.ssot.operation.release.ReleaseCertifyRequest;
import dev.ssot.operation.release.ReleaseOperations;
import dev.ssot.operation.release.ReleaseStepRequest;
import dev.ssot.operation.sync.SyncStatuses;
import dev.ssot.operation.sync.SyncStatusesRequest;
import dev.ssot.operation.test.RunTests;
import dev.ssot.operation.test.TestRunRequest;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.json.Json;
import dev.ssot.registry.proof.PrepareRelease;
import dev.ssot.registry.proof.ProofArtifacts;
import dev.ssot.registry.proof.ProofGraph;
import dev.ssot.registry.validation.Validation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * {@code feature.certify_proof_graph}: runs the linked tests of features, writes down what they prove, and leads a
 * release with them as far as is asked for. Each step is the operation of its own that it is elsewhere, with its guard;
 * what came before a step that is refused stays.
 */
public final class CertifyProofGraph implements UseCase<CertifyProofGraphRequest, Report> {

    @Override
    public Reply<Report> run(CertifyProofGraphRequest request, Context context) {
        return context.<Report>recorded()
                .orElseGet(() -> context.withRegistry(registry -> start(request, registry, context)));
    }

    private static Reply<Report> start(CertifyProofGraphRequest request, Registry registry, Context context) {
        if (!validate(registry, context.place()).passed()) {
            return invalid("Registry validation failed before proof-graph certification flow");
        }
        List<String> ids = List.copyOf(new LinkedHashSet<>(request.ids()));
        return switch (ProofGraph.read(registry, ids)) {
            case ProofGraph.Reading.Unknown(String message) ->
                Reply.refused(ErrorCode.NOT_FOUND, message, "Find the id with registry_entity_search.");
            case ProofGraph.Reading.Incomplete(String message) -> invalid(message);
            case ProofGraph.Reading.Graphs graphs -> tested(request, ids, graphs, context);
        };
    }

    private static Reply<Report> tested(
            CertifyProofGraphRequest request, List<String> ids, ProofGraph.Reading.Graphs graphs, Context context) {
        Steps steps = new Steps();
        Context step = context.step();
        if (!steps.take(
                "test_run", () -> RunTests.byId().run(new TestRunRequest(graphs.testIds(), false, null), step))) {
            return steps.refused();
        }
        ObjectNode run = steps.of("test_run");
        ObjectNode target = run.putObject("target").put("kind", "feature");
        target.set("ids", Json.MAPPER.valueToTree(ids));
        if (!run.path("passed").asBoolean()) {
            List<String> failed = run.path("cases")
                    .valueStream()
                    .filter(test -> !test.path("outcome").asText().equals("passed"))
                    .map(test -> test.path("test_id").asText())
                    .toList();
            return Reply.refused(
                    ErrorCode.CONFLICT,
                    "Proof-graph certification flow failed linked tests: " + String.join(", ", failed),
                    "The records of the runs are kept, and the tests have the status that they proved. Mend the tests, then call again.");
        }
        return certified(request, ids, steps, context) ? finish(request, ids, graphs, steps, context) : steps.refused();
    }

    private static boolean certified(CertifyProofGraphRequest request, List<String> ids, Steps steps, Context context) {
        Context step = context.step();
        PrepareRelease prepare = new PrepareRelease(
                ids,
                request.boundaryId(),
                request.boundaryTitle(),
                request.releaseId(),
                request.releaseVersion(),
                request.robustnessDimensions(),
                steps.of("test_run").path("summary"));
        ReleaseStepRequest release = new ReleaseStepRequest(request.releaseId());
        return steps.take("prepared", () -> new RegistryWrite(prepare, null, _ -> event(request, ids)).run(step))
                && steps.take(
                        "freeze", () -> ReleaseOperations.freeze(new BoundaryFreezeRequest(request.boundaryId()), step))
                && steps.take(
                        "certification",
                        () -> ReleaseOperations.certify(
                                new ReleaseCertifyRequest(request.releaseId(), request.writeReport()), step))
                && steps.take("sync_after_certify", () -> sync(step))
                && (!request.promote() && !request.publish()
                        || steps.take("promotion", () -> ReleaseOperations.promote(release, step)))
                && (!request.publish() || steps.take("publication", () -> ReleaseOperations.publish(release, step)))
                && steps.take("sync_after_publish", () -> sync(step));
    }

    private static Reply<Report> sync(Context context) {
        return new SyncStatuses().run(new SyncStatusesRequest(false), context);
    }

    /** The artifacts say what became of their evidence; then the whole is looked at once more. */
    private static Reply<Report> finish(
            CertifyProofGraphRequest request,
            List<String> ids,
            ProofGraph.Reading.Graphs graphs,
            Steps steps,
            Context context) {
        Place place = context.place();
        return context.withRegistry(registry -> {
            JsonNode summary = steps.of("test_run").path("summary");
            for (FileChange.Put file : new ProofArtifacts(graphs.graphs(), summary).of(registry)) {
                Optional<Refusal> refusal = ReportFile.write(file, place);
                if (refusal.isPresent()) {
                    return new Reply.Refused<>(refusal.get());
                }
            }
            ValidationOutcome validation = validate(registry, place);
            if (!validation.passed()) {
                return invalid("Registry validation failed after proof-graph certification flow");
            }
            ObjectNode answer = Json.object()
                    .put("passed", true)
                    .put("registry_path", place.registryPath())
                    .put("boundary_id", request.boundaryId())
                    .put("release_id", request.releaseId());
            answer.set("feature_ids", Json.MAPPER.valueToTree(ids));
            List.of("test_run", "freeze", "certification", "sync_after_certify", "sync_after_publish")
                    .forEach(name -> answer.set(name, steps.of(name)));
            List.of("release_claim_ids", "t1_evidence_ids", "t3_evidence_ids")
                    .forEach(name -> answer.set(name, steps.of("prepared").path(name)));
            answer.set("validation", validation.json());
            Reply<Report> reply = Reply.answer(new Report(answer));
            return context.requestId() == null ? reply : context.decide(_ -> reply);
        });
    }

    private record ValidationOutcome(boolean passed, ObjectNode json) {}

    /** The flow rests on files, so all of them are looked at anew. */
    private static ValidationOutcome validate(Registry registry, Place place) {
        Validation validation = Validation.full(registry, place.files());
        place.remember(validation);
        return new ValidationOutcome(
                validation.report().passed(), validation.report().json(place.registryPath()));
    }

    private static ObjectNode event(CertifyProofGraphRequest request, List<String> ids) {
        ObjectNode event = RegistryWrite.event("feature_certify_proof_graph", "releases", request.releaseId());
        event.set("feature_ids", Json.MAPPER.valueToTree(ids));
        return event;
    }

    private static Reply<Report> invalid(String message) {
        return Reply.refused(ErrorCode.REGISTRY_INVALID, message, "Correct what the message names, then call again.");
    }
}
