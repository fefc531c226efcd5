package dev.ssot.operation.completion;

import dev.ssot.campaign.Completion;
import dev.ssot.campaign.CompletionGuard;
import dev.ssot.campaign.CompletionReport;
import dev.ssot.campaign.GateTerms;
import dev.ssot.campaign.Lease;
import dev.ssot.campaign.Observation;
import dev.ssot.campaign.ObservedRuns;
import dev.ssot.campaign.Submission;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Place;
import dev.ssot.operation.Refusal;
import dev.ssot.operation.watch.WorktreeWatch;
import dev.ssot.registry.Registry;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.VerificationLevel;
import dev.ssot.registry.config.CompletionPolicy;
import dev.ssot.registry.sync.ProveSlice;
import dev.ssot.registry.sync.SliceProof;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges the work of a lease. It looks at files and runs what the level asks for, and decides nothing. */
public final class SliceGate {

    private final Map<VerificationLevel, SliceRuns> runs;

    /** @param runs how the levels above {@code reported} find out about tests */
    public SliceGate(Map<VerificationLevel, SliceRuns> runs) {
        this.runs = runs;
    }

    /** What judging led to. */
    public sealed interface Judgement {

        /** @param proof brings the rows to what was proved; applies only when the completion passed */
        record Judged(Completion completion, ProveSlice proof) implements Judgement {}

        record Impossible(Refusal refusal) implements Judgement {}
    }

    /** @param whole what the look at the whole worktree showed, if git could tell */
    public Judgement judge(
            Lease lease,
            CompletionReport report,
            Optional<WorktreeWatch.Seen> whole,
            Registry registry,
            Context context) {
        return switch (CompletionPolicy.of(context.place().files())) {
            case CompletionPolicy.Reading.Wrong(String message) ->
                new Judgement.Impossible(new Refusal(
                        ErrorCode.REGISTRY_INVALID,
                        message,
                        "Nothing was judged. Bring the file back as it was at the claim, then call again."));
            case CompletionPolicy.Reading.Known(CompletionPolicy policy) -> {
                Standing standing = context.read(view -> Standing.of(lease, view));
                yield judge(standing, standing.terms(policy), report, whole, registry, context);
            }
        };
    }

    private Judgement judge(
            Standing standing,
            GateTerms terms,
            CompletionReport report,
            Optional<WorktreeWatch.Seen> whole,
            Registry registry,
            Context context) {
        Place place = context.place();
        Lease lease = standing.lease();
        Observation observation = new Observation.NotAsked();
        ObservedRuns ran = ObservedRuns.NONE;
        if (terms.level().needsProof()) {
            ran = runs.get(terms.level()).of(lease, tests(lease, registry), registry, context);
            observation = new WorktreeObservation(place, registry, lease, standing.baselines())
                    .look(whole, standing.foreignWrites());
        }
        Submission work = new Submission(
                lease, report, terms, observation, ran, standing.proved(), place.history(), place.gitHead());
        return new Judgement.Judged(
                CompletionGuard.judge(registry, place.worktree(), place.files(), work),
                new ProveSlice(lease.featureId(), lease.toTier(), terms.level(), ran.receipts()));
    }

    private static List<Row> tests(Lease lease, Registry registry) {
        List<String> ids = SliceProof.targetClaims(registry, lease.featureId(), lease.toTier()).stream()
                .flatMap(claim -> claim.texts("test_ids").stream())
                .distinct()
                .toList();
        return registry.findAll(Section.TESTS, ids);
    }
}
