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
import dev.ssot.registry.RegistryStore;
import dev.ssot.registry.Row;
import dev.ssot.registry.Section;
import dev.ssot.registry.VerificationLevel;
import dev.ssot.registry.config.CompletionPolicy;
import dev.ssot.registry.sync.ProveSlice;
import dev.ssot.registry.sync.SliceProof;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Supplier;

/** Judges the work of a lease. It looks at files and runs what the level asks for, and decides nothing. */
public final class SliceGate {

    private final Map<VerificationLevel, SliceRuns> runs;

    /** @param runs how the levels above {@code reported} find out about tests */
    public SliceGate(Map<VerificationLevel, SliceRuns> runs) {
        this.runs = runs;
    }

    /** What judging led to. */
    public sealed interface Judgement {

        /**
         * @param proof brings the rows to what was proved; applies only when the completion passed
         * @param registry that was judged
         */
        record Judged(Completion completion, ProveSlice proof, Registry registry) implements Judgement {}

        record Impossible(Refusal refusal) implements Judgement {}
    }

    /** @param look looks at the whole worktree, if git can tell of it; called when the tests have run */
    public Judgement judge(
            Lease lease,
            CompletionReport report,
            Supplier<Optional<WorktreeWatch.Seen>> look,
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
                GateTerms terms = standing.terms(policy);
                if (!terms.level().needsProof()) {
                    var _ = look.get();
                    yield judged(
                            standing, terms, report, new Observation.NotAsked(), ObservedRuns.NONE, registry, context);
                }
                SliceRuns found = Objects.requireNonNull(runs.get(terms.level()), terms.level()::text);
                yield switch (found.of(lease, tests(lease, registry), registry, context)) {
                    case SliceRuns.Looked.Refused(Refusal refusal) -> new Judgement.Impossible(refusal);
                    case SliceRuns.Looked.Known(ObservedRuns ran) -> observed(lease, terms, report, ran, look, context);
                };
            }
        };
    }

    /** Running takes time and changes rows, so everything else is read after it. */
    private static Judgement observed(
            Lease lease,
            GateTerms terms,
            CompletionReport report,
            ObservedRuns ran,
            Supplier<Optional<WorktreeWatch.Seen>> look,
            Context context) {
        Optional<WorktreeWatch.Seen> whole = look.get();
        Standing standing = context.read(view -> Standing.of(lease, view));
        return switch (context.place().registries().read()) {
            case RegistryStore.Reading.Unreadable(String message) ->
                new Judgement.Impossible(new Refusal(
                        ErrorCode.REGISTRY_UNREADABLE,
                        message,
                        "The file was left as it is. Mend it, then call again."));
            case RegistryStore.Reading.Read(Registry registry) -> {
                Observation observation = new WorktreeObservation(
                                context.place(), registry, lease, standing.baselines())
                        .look(whole, standing.foreignWrites());
                yield judged(standing, terms, report, observation, ran, registry, context);
            }
        };
    }

    private static Judgement judged(
            Standing standing,
            GateTerms terms,
            CompletionReport report,
            Observation observation,
            ObservedRuns ran,
            Registry registry,
            Context context) {
        Place place = context.place();
        Lease lease = standing.lease();
        Submission work = new Submission(
                lease, report, terms, observation, ran, standing.proved(), place.history(), place.gitHead());
        return new Judgement.Judged(
                CompletionGuard.judge(registry, place.worktree(), place.files(), work),
                new ProveSlice(lease.featureId(), lease.toTier(), work.proofLevel(), work.receipts()),
                registry);
    }

    /** Those of the claims, and those that their evidence is about: evidence counts only when all of its tests passed. */
    private static List<Row> tests(Lease lease, Registry registry) {
        SequencedSet<String> ids = new LinkedHashSet<>();
        for (Row claim : SliceProof.targetClaims(registry, lease.featureId(), lease.toTier())) {
            ids.addAll(claim.texts("test_ids"));
            registry.findAll(Section.EVIDENCE, claim.texts("evidence_ids"))
                    .forEach(evidence -> ids.addAll(evidence.texts("test_ids")));
        }
        return registry.findAll(Section.TESTS, ids);
    }
}
