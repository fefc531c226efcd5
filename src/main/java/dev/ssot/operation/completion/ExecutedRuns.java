package dev.ssot.operation.completion;

import dev.ssot.campaign.ExecutedRun;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.LeaseRef;
import dev.ssot.campaign.ObservedRuns;
import dev.ssot.campaign.ObservedRuns.Standing;
import dev.ssot.campaign.RepoPath;
import dev.ssot.campaign.RunRecordFile;
import dev.ssot.campaign.TestRun;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Place;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.Reply;
import dev.ssot.operation.ReportFile;
import dev.ssot.operation.sync.KnownRuns;
import dev.ssot.operation.test.ApprovedRuns;
import dev.ssot.operation.test.PlannedRun;
import dev.ssot.operation.test.TestBatch;
import dev.ssot.registry.FileChange;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore.Reading;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.json.CanonicalJson;
import dev.ssot.registry.sync.SliceProof;
import dev.ssot.workspace.tree.Manifest;
import dev.ssot.workspace.tree.PathChange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs the tests of a slice under its lease, so that nobody's word about them counts. */
public final class ExecutedRuns implements SliceRuns {

    /** Of each output, for a worker who has to mend what it tests. */
    private static final int SHOWN = 4 << 10;

    private static final int MOST_PATHS = 10;

    @Override
    public Looked of(Lease lease, List<Row> tests, Registry registry, Context context) {
        return switch (ApprovedRuns.of(tests, context.place())) {
            case ApprovedRuns.Choice.NotRunnable(String testId, String message) ->
                new Looked.Known(ObservedRuns.of(Map.of(
                        testId,
                        new Standing.NotRunnable(message, "Correct the test's row, then call complete_slice again."))));
            case ApprovedRuns.Choice.NeedsApproval needed -> new Looked.Known(waiting(tests, needed));
            case ApprovedRuns.Choice.Approved(ApprovedRuns approved) -> {
                try {
                    yield run(lease, approved, registry, context);
                } catch (IOException failure) {
                    yield new Looked.Refused(new Refusal(
                            ErrorCode.STORE_UNAVAILABLE,
                            "the files below %s cannot be read: %s".formatted(lease.pathRoots(), failure.getMessage()),
                            "Make them readable, then call complete_slice again."));
                }
            }
        };
    }

    /** None is run before all may be. */
    private static ObservedRuns waiting(List<Row> tests, ApprovedRuns.Choice.NeedsApproval needed) {
        Map<String, Standing> byTest = new HashMap<>();
        Standing waits =
                new Standing.NeedsApproval(needed.message(), needed.next() + " Then call complete_slice again.");
        tests.forEach(test -> byTest.put(test.id(), waits));
        return ObservedRuns.of(byTest);
    }

    private static Looked run(Lease lease, ApprovedRuns approved, Registry registry, Context context)
            throws IOException {
        Place place = context.place();
        Manifest before = capture(lease, registry, place);
        LeaseRef ref = new LeaseRef(lease.workerId(), lease.leaseId(), lease.fencingToken());
        TestBatch batch = TestBatch.of(registry, context, new TestBatch.UnderLease(ref, lease, before.treeSha256()));
        return switch (batch.run(approved.runs(), SHOWN)) {
            case TestBatch.Result.Refused(Refusal refusal) -> new Looked.Refused(refusal);
            case TestBatch.Result.Ran(List<PlannedRun.Ran> all) -> {
                for (PlannedRun.Ran ran : all) {
                    Optional<Refusal> unwritten = ReportFile.write(RunRecordFile.of(ran.record()), place);
                    if (unwritten.isPresent()) {
                        yield new Looked.Refused(unwritten.get());
                    }
                }
                yield batch.recordStatuses(all) instanceof Reply.Refused<?>(Refusal refusal)
                        ? new Looked.Refused(refusal)
                        : new Looked.Known(observed(all, approved, changed(before, lease, registry, place), place));
            }
        };
    }

    private static Manifest capture(Lease lease, Registry registry, Place place) throws IOException {
        return place.capture().capture(lease.pathRoots(), SliceFiles.below(lease.pathRoots(), lease, registry));
    }

    /** What the tests, or somebody meanwhile, changed of the work. Evidence is what a test may well write. */
    private static List<String> changed(Manifest before, Lease lease, Registry registry, Place place)
            throws IOException {
        Set<String> evidence = new HashSet<>();
        SliceProof.targetClaims(registry, lease.featureId(), lease.toTier()).stream()
                .flatMap(claim -> registry.findAll(Section.EVIDENCE, claim.texts("evidence_ids")).stream())
                .flatMap(row -> Optional.ofNullable(row.text("path")).stream())
                .flatMap(path -> RepoPath.normalize(path).stream())
                .forEach(evidence::add);
        return Manifest.diff(before, capture(lease, registry, place)).stream()
                .map(PathChange::path)
                .filter(path -> !evidence.contains(path) && !RepoPath.isUnder(path, RunRecordFile.FOLDER))
                .toList();
    }

    private static ObservedRuns observed(
            List<PlannedRun.Ran> all, ApprovedRuns approved, List<String> changed, Place place) {
        Registry now = place.registries().read() instanceof Reading.Read(Registry registry) ? registry : null;
        Map<String, Standing> byTest = new HashMap<>();
        List<ExecutedRun> executed = new ArrayList<>();
        for (PlannedRun.Ran ran : all) {
            TestRun run = ran.record();
            boolean current = now != null
                    && now.find(Section.TESTS, run.testId())
                            .filter(row -> KnownRuns.isOf(run, row, place.files()))
                            .isPresent();
            byTest.put(run.testId(), changed.isEmpty() ? ran(run, current) : elsewhere(run, changed));
            executed.add(shown(ran, approved.changed().getOrDefault(run.testId(), List.of())));
        }
        return new ObservedRuns(byTest, executed);
    }

    private static Standing ran(TestRun run, boolean current) {
        return new Standing.Ran(
                run.run(), run.exitCode(), run.passed(), current, run.treeHash(), run.stdoutSha256(), run.finishedAt());
    }

    private static Standing elsewhere(TestRun run, List<String> changed) {
        String paths = String.join(", ", changed.subList(0, Math.min(changed.size(), MOST_PATHS)));
        return new Standing.Disproved(
                "%s ran on other files than those that are there now; %d changed meanwhile: %s"
                        .formatted(run.testId(), changed.size(), paths),
                "Let tests write only evidence and files that git ignores, and change nothing while they run. Then call"
                        + " complete_slice again.");
    }

    private static ExecutedRun shown(PlannedRun.Ran ran, List<String> changedSinceApproval) {
        TestRun run = ran.record();
        FileChange.Put file = RunRecordFile.of(run);
        return new ExecutedRun(
                run.testId(),
                run.run(),
                run.ending().text(),
                run.exitCode(),
                run.passed(),
                Duration.between(run.startedAt(), run.finishedAt()).toMillis(),
                run.executionHash(),
                changedSinceApproval,
                file.path(),
                CanonicalJson.hash(file.bytes()),
                run.passed() ? "" : ran.output());
    }
}
