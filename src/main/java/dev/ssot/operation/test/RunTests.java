package dev.ssot.operation.test;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.RecordedAnswer;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Place;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Registry;
import dev.ssot.registry.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code test.run}, {@code spec.run_tests} and {@code boundary.run_tests}: runs the commands that the registry states and
 * an operator has approved on this machine. Every run leaves a record, and the rows get the status that it proved.
 */
public final class RunTests<Q extends Record> implements UseCase<Q, Report> {

    private static final int KEPT_OF_ONE = 64 << 10;

    /** All outputs together, so that the answer fits into a frame even when every byte has to be escaped. */
    private static final int KEPT_OF_ALL = 2 << 20;

    private static final String NOTHING_RAN = "Nothing was run. ";

    private final Function<Q, Wish> wish;

    private RunTests(Function<Q, Wish> wish) {
        this.wish = wish;
    }

    /** What every one of the requests comes down to. */
    private record Wish(
            TestSelection selection,
            boolean dryRun,
            @Nullable String evidenceOutput) {}

    public static RunTests<TestRunRequest> byId() {
        return new RunTests<>(
                request -> new Wish(TestSelection.ofTests(request.ids()), request.dryRun(), request.evidenceOutput()));
    }

    public static RunTests<SpecTestsRequest> ofSpec() {
        return new RunTests<>(
                request -> new Wish(TestSelection.ofSpec(request.id()), request.dryRun(), request.evidenceOutput()));
    }

    public static RunTests<BoundaryTestsRequest> ofBoundary() {
        return new RunTests<>(request ->
                new Wish(TestSelection.ofBoundary(request.id()), request.dryRun(), request.evidenceOutput()));
    }

    @Override
    public Reply<Report> run(Q request, Context context) {
        Wish wanted = wish.apply(request);
        return answeredBefore(context)
                .orElseGet(() -> context.withRegistry(registry -> switch (wanted.selection()
                        .apply(registry)) {
                    case TestSelection.Selected.Unknown(String message) ->
                        Reply.refused(ErrorCode.NOT_FOUND, message, NOTHING_RAN + "Use an id that the registry holds.");
                    case TestSelection.Selected.Tests selected -> withEvidence(selected, wanted, registry, context);
                }));
    }

    /** A request that was answered before gets that answer again, and nothing runs twice. */
    private static Optional<Reply<Report>> answeredBefore(Context context) {
        String requestId = context.requestId();
        return requestId == null
                ? Optional.empty()
                : context.read(view -> view.recordedAnswer(requestId))
                        .map((RecordedAnswer before) -> before.fingerprint().equals(context.fingerprint())
                                ? new Reply.Recorded<>(before.answer())
                                : Reply.requestIdReused(requestId));
    }

    /** A dry run writes no file either, but says that it could not be written. */
    private static Reply<Report> withEvidence(
            TestSelection.Selected.Tests selected, Wish wanted, Registry registry, Context context) {
        EvidenceFile evidence = null;
        if (wanted.evidenceOutput() != null) {
            switch (EvidenceFile.at(wanted.evidenceOutput(), context.place())) {
                case EvidenceFile.Choice.At(EvidenceFile file) -> evidence = file;
                case EvidenceFile.Choice.Refused(String message) -> {
                    return Reply.refused(
                            ErrorCode.INVALID_ARGUMENTS,
                            message,
                            NOTHING_RAN + "Name a file inside the repository, outside .git and .ssot/control.");
                }
            }
        }
        return wanted.dryRun()
                ? Reply.answer(new Report(report(selected, true).put("passed", true)))
                : planned(selected, evidence, registry, context);
    }

    private static Reply<Report> planned(
            TestSelection.Selected.Tests selected,
            @Nullable EvidenceFile evidence,
            Registry registry,
            Context context) {
        return switch (ApprovedRuns.of(selected.rows(), context.place())) {
            case ApprovedRuns.Choice.NotRunnable wrong ->
                Reply.refused(
                        ErrorCode.CONFLICT, wrong.message(), NOTHING_RAN + "Correct the test's row, then call again.");
            case ApprovedRuns.Choice.NeedsApproval needed -> new Reply.Refused<>(needed.refusal(NOTHING_RAN));
            case ApprovedRuns.Choice.Approved(ApprovedRuns approved) -> {
                TestBatch batch = TestBatch.of(registry, context, null);
                int keep = Math.clamp(KEPT_OF_ALL / (2L * approved.runs().size() + 1), 1, KEPT_OF_ONE);
                yield switch (batch.run(approved.runs(), keep)) {
                    case TestBatch.Result.Refused(Refusal refusal) -> new Reply.Refused<>(refusal);
                    case TestBatch.Result.Ran(List<PlannedRun.Ran> all) -> {
                        all.forEach(ran -> showChanged(ran, approved));
                        yield told(selected, all, batch.recordStatuses(all), evidence, context);
                    }
                };
            }
        };
    }

    private static void showChanged(PlannedRun.Ran ran, ApprovedRuns approved) {
        List<String> changed = approved.changed().getOrDefault(ran.record().testId(), List.of());
        if (!changed.isEmpty()) {
            ran.shown().set("changed_since_approval", Json.MAPPER.valueToTree(changed));
        }
    }

    private static Reply<Report> told(
            TestSelection.Selected.Tests selected,
            List<PlannedRun.Ran> all,
            Reply<Report> statuses,
            @Nullable EvidenceFile evidence,
            Context context) {
        List<ObjectNode> cases = all.stream().map(PlannedRun.Ran::shown).toList();
        int passed = Math.toIntExact(
                all.stream().filter(ran -> ran.record().passed()).count());
        ObjectNode report = report(selected, false).put("passed", passed == cases.size());
        report.putObject("summary")
                .put("passed", passed)
                .put("failed", cases.size() - passed)
                .put("skipped", 0)
                .put("total", cases.size());
        report.set("statuses", statuses(statuses));
        if (evidence == null) {
            report.putArray("cases").addAll(cases);
        } else {
            Optional<String> failure = evidence.write(written(report, cases, context.place()));
            if (failure.isPresent()) {
                return Reply.refused(
                        ErrorCode.STORE_UNAVAILABLE,
                        failure.get(),
                        "The tests ran and their records are kept. Make the path writable and call again.");
            }
            report.put("evidence_output", evidence.stated().replace('\\', '/'));
        }
        return context.requestId() == null
                ? Reply.answer(new Report(report))
                : context.decide(tx -> Reply.answer(new Report(report)));
    }

    /** Whether the rows say what the runs proved; the records of the runs are kept in any case. */
    private static ObjectNode statuses(Reply<Report> written) {
        return switch (written) {
            case Reply.Refused<Report>(Refusal refusal) ->
                Json.object()
                        .put("recorded", false)
                        .put("reason", refusal.message())
                        .put("next", refusal.next());
            case Reply.Recorded<Report>(ObjectNode answer) -> statuses(answer);
            case Reply.Answer<Report>(Report report, boolean _) -> statuses(report.json());
        };
    }

    private static ObjectNode statuses(ObjectNode written) {
        ObjectNode statuses = Json.object().put("recorded", true);
        statuses.set("changes", written.path("changes"));
        statuses.set("kept", written.path("kept"));
        return statuses;
    }

    private static ObjectNode report(TestSelection.Selected.Tests selected, boolean dryRun) {
        ObjectNode report = Json.object().put("dry_run", dryRun);
        report.set("target", selected.target());
        ArrayNode tests = report.putArray("resolved_tests");
        selected.rows().forEach(row -> tests.add(PlannedRun.described(row)));
        return report;
    }

    private static ObjectNode written(ObjectNode report, List<ObjectNode> cases, Place place) {
        ObjectNode written = Json.object()
                .put("kind", "ssot-conformance-evidence")
                .put("passed", report.path("passed").booleanValue())
                .put("repo_root", place.root().toString().replace('\\', '/'));
        written.putArray("profiles");
        written.putArray("families");
        written.set("target", report.path("target"));
        ArrayNode ids = written.putArray("resolved_test_ids");
        report.path("resolved_tests").forEach(test -> ids.add(test.path("id")));
        written.set("summary", report.path("summary"));
        written.putArray("cases").addAll(cases);
        return written;
    }
}
