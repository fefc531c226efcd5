package dev.ssot.operation.test;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.RecordedAnswer;
import dev.ssot.operation.Approvals;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Place;
import dev.ssot.operation.Reply;
import dev.ssot.operation.Report;
import dev.ssot.operation.UseCase;
import dev.ssot.registry.Registry;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code test.run}, {@code spec.run_tests} and {@code boundary.run_tests}: runs the commands that the registry states and
 * an operator has approved on this machine. Every run leaves a receipt; no status of a row changes.
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
        Place place = context.place();
        List<PlannedRun> runs = new ArrayList<>();
        for (var row : selected.rows()) {
            switch (PlannedRun.of(row, place)) {
                case PlannedRun.Planning.Planned(PlannedRun run) -> runs.add(run);
                case PlannedRun.Planning.Impossible(String message) -> {
                    return Reply.refused(
                            ErrorCode.CONFLICT, message, NOTHING_RAN + "Correct the test's row, then call again.");
                }
            }
        }
        Optional<Reply<Report>> refusal = notApproved(runs, place);
        return refusal.isPresent() ? refusal.get() : execute(selected, runs, evidence, registry, context);
    }

    private static Optional<Reply<Report>> notApproved(List<PlannedRun> runs, Place place) {
        return switch (place.approvals().read()) {
            case Approvals.Reading.Untrusted(String reason) ->
                Optional.of(Reply.refused(
                        ErrorCode.NOT_APPROVED,
                        "The approvals of this machine cannot be used: " + reason,
                        NOTHING_RAN + "An operator mends that; no tool can."));
            case Approvals.Reading.Approved(Set<String> approved) -> {
                List<String> missing = runs.stream()
                        .map(PlannedRun::execution)
                        .filter(execution -> !approved.contains(execution.hash()))
                        .map(TestExecution::testId)
                        .toList();
                yield missing.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Reply.refused(
                                ErrorCode.NOT_APPROVED,
                                "The commands of these tests are not approved on this machine: "
                                        + String.join(", ", missing),
                                NOTHING_RAN
                                        + "An operator runs `ssot trust` in the repository to review and approve them;"
                                        + " no tool can. Approval is lost when the command in the row changes."));
            }
        };
    }

    private static Reply<Report> execute(
            TestSelection.Selected.Tests selected,
            List<PlannedRun> runs,
            @Nullable EvidenceFile evidence,
            Registry registry,
            Context context) {
        List<ObjectNode> cases = new ArrayList<>();
        int passed = 0;
        for (PlannedRun.Ran ran : runAll(runs, registry, context.place())) {
            cases.add(ran.shown());
            passed += ran.receipt().passed() ? 1 : 0;
        }
        ObjectNode report = report(selected, false).put("passed", passed == cases.size());
        report.putObject("summary")
                .put("passed", passed)
                .put("failed", cases.size() - passed)
                .put("skipped", 0)
                .put("total", cases.size());
        if (evidence == null) {
            report.putArray("cases").addAll(cases);
        } else {
            Optional<String> failure = evidence.write(written(report, cases, context.place()));
            if (failure.isPresent()) {
                return Reply.refused(
                        ErrorCode.STORE_UNAVAILABLE,
                        failure.get(),
                        "The tests ran and their receipts are kept. Make the path writable and call again.");
            }
            report.put("evidence_output", evidence.stated().replace('\\', '/'));
        }
        return context.requestId() == null
                ? Reply.answer(new Report(report))
                : context.decide(tx -> Reply.answer(new Report(report)));
    }

    /** Each receipt is durable before the next command starts. */
    private static List<PlannedRun.Ran> runAll(List<PlannedRun> runs, Registry registry, Place place) {
        int keep = Math.clamp(KEPT_OF_ALL / (2L * runs.size() + 1), 1, KEPT_OF_ONE);
        List<PlannedRun.Ran> all = new ArrayList<>();
        for (PlannedRun run : runs) {
            PlannedRun.Ran ran = run.run(registry, place, keep);
            all.add(ran);
            place.control().decide(ran.receipt().finishedAt(), tx -> {
                tx.recordRun(ran.receipt());
                return ran;
            });
        }
        return all;
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
