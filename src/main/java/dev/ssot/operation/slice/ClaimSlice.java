package dev.ssot.operation.slice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.CampaignCompletion;
import dev.ssot.campaign.CampaignScope;
import dev.ssot.campaign.ClaimDecision;
import dev.ssot.campaign.ClaimRequest;
import dev.ssot.campaign.ClaimTries;
import dev.ssot.campaign.Claiming;
import dev.ssot.campaign.Lease;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Place;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import dev.ssot.operation.completion.Baselines;
import dev.ssot.registry.Registry;
import dev.ssot.registry.RegistryStore;
import dev.ssot.registry.VerificationLevel;
import dev.ssot.registry.config.CompletionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** {@code slice.claim}: grants one worker one tier step of one feature, or says why not and what would help. */
public final class ClaimSlice implements UseCase<ClaimSliceRequest, ClaimSliceResult> {

    /** How often files may change under our eyes before we say so. */
    private static final int ATTEMPTS = 3;

    /** How often the registry is read anew because it was replaced meanwhile; one that never rests starves nobody. */
    private static final int READINGS = 10;

    private final Supplier<String> leaseIds;
    private final Predicate<String> isToolRegistered;

    public ClaimSlice(Supplier<String> leaseIds, Predicate<String> isToolRegistered) {
        this.leaseIds = leaseIds;
        this.isToolRegistered = isToolRegistered;
    }

    @Override
    public Reply<ClaimSliceResult> run(ClaimSliceRequest request, Context context) {
        return switch (CompletionPolicy.of(context.place().files())) {
            case CompletionPolicy.Reading.Wrong(String message) ->
                Reply.refused(ErrorCode.REGISTRY_INVALID, message, "Nothing was claimed. Correct it, then call again.");
            case CompletionPolicy.Reading.Known(CompletionPolicy policy) ->
                new OneCall(request, policy.level(), context).run();
        };
    }

    /** A grant is answered with its baseline or not at all; also one that is answered again. */
    private static Reply<ClaimSliceResult> withBaseline(Reply<ClaimSliceResult> reply, Context context) {
        Optional<String> granted = switch (reply) {
            case Reply.Answer<ClaimSliceResult>(ClaimSliceResult answer, boolean _) ->
                Optional.ofNullable(answer.lease()).map(LeaseView::leaseId);
            case Reply.Recorded<ClaimSliceResult>(ObjectNode answer) ->
                Optional.ofNullable(answer.at("/lease/lease_id").textValue());
            case Reply.Refused<ClaimSliceResult> _ -> Optional.empty();
        };
        return granted.flatMap(leaseId -> Baselines.take(context, leaseId))
                .<Reply<ClaimSliceResult>>map(Reply.Refused::new)
                .orElse(reply);
    }

    /** One call: decisions, with a scaffold between two of them where a slice misses its claim. */
    private final class OneCall {

        private final ClaimSliceRequest request;
        private final Context context;
        private final ClaimRequest claim;
        private final List<ObjectNode> scaffolded = new ArrayList<>();
        private ClaimTries tries = ClaimTries.NONE;
        private int readings;

        /** That nothing has to be kept of what the lease covers. Set and read as {@link #obstacle}. */
        private boolean grantedAtItsWord;

        /** Why the last decision has no answer. Set by the thread that decides, read after its commit. */
        private Obstacle obstacle = new Obstacle.FilesChanged();

        OneCall(ClaimSliceRequest request, VerificationLevel level, Context context) {
            this.request = request;
            this.context = context;
            this.claim = claim(request, level, context);
        }

        Reply<ClaimSliceResult> run() {
            Optional<Reply<ClaimSliceResult>> reply = Optional.empty();
            while (reply.isEmpty()) {
                // Wiring that was made stands in another snapshot, so each round reads the registry anew.
                reply = switch (context.place().registries().read()) {
                    case RegistryStore.Reading.Read(Registry registry) -> decided(registry);
                    case RegistryStore.Reading.Unreadable unreadable -> Optional.of(Reply.unreadable(unreadable));
                };
            }
            return grantedAtItsWord ? reply.get() : withBaseline(reply.get(), context);
        }

        /** Empty when the claim has to be decided anew on another snapshot. */
        private Optional<Reply<ClaimSliceResult>> decided(Registry registry) {
            readings++;
            Place.Observation observation = context.place().observation(registry, context.now());
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Optional<Reply<ClaimSliceResult>> reply = attempt(observation);
                tries = tries.announced();
                if (reply.isPresent()) {
                    return reply;
                }
                switch (obstacle) {
                    case Obstacle.Unwired(Claiming.Unwired missing) -> {
                        scaffold(missing);
                        return Optional.empty();
                    }
                    case Obstacle.RegistryReplaced() -> {
                        return Optional.empty();
                    }
                    case Obstacle.FilesChanged() ->
                        observation = context.place().observe(registry, context.now());
                }
            }
            return Optional.of(Reply.refused(
                    ErrorCode.STORE_UNAVAILABLE,
                    "evidence files of the candidates changed while they were looked at",
                    "Call again when the files are at rest."));
        }

        private Optional<Reply<ClaimSliceResult>> attempt(Place.Observation observation) {
            return context.tryDecide(tx -> {
                if (isReplaced(observation.maturation().registry())) {
                    obstacle = new Obstacle.RegistryReplaced();
                    return Optional.empty();
                }
                Claiming claiming = new ClaimDecision(
                                tx,
                                observation.maturation(),
                                observation.isFresh(context.now()),
                                context.place().worktree(),
                                leaseIds,
                                claim,
                                tries)
                        .decide();
                return switch (claiming) {
                    case Claiming.Granted(Lease lease, boolean baseline) -> {
                        grantedAtItsWord = !baseline;
                        yield answer(ClaimSliceResult.granted(LeaseView.withToken(lease), scaffolded));
                    }
                    case Claiming.NoWork noWork -> Optional.of(noWork(noWork));
                    case Claiming.CampaignComplete(CampaignCompletion campaign) ->
                        answer(ClaimSliceResult.complete(campaign, scaffolded));
                    case Claiming.Blocked blocked ->
                        answer(ClaimSliceResult.blocked(
                                blocked,
                                ProblemDetail.of(request, blocked, scaffolded.size(), isToolRegistered),
                                scaffolded));
                    case Claiming.Refused(Claiming.Reason reason, String message, String next) ->
                        Optional.of(Reply.refused(code(reason), message, next));
                    case Claiming.Unwired missing -> {
                        obstacle = new Obstacle.Unwired(missing);
                        yield Optional.empty();
                    }
                    case Claiming.Outdated() -> {
                        obstacle = new Obstacle.FilesChanged();
                        yield Optional.empty();
                    }
                };
            });
        }

        /**
         * A decision may have waited long for its turn, and whoever had the slice before may have finished it: what was
         * done is in the registry before its lease ends, so a look from inside the decision cannot miss it.
         */
        private boolean isReplaced(Registry registry) {
            return readings < READINGS && !context.place().registries().isLatest(registry);
        }

        /** Workers ask for work again and again; what there was not is kept only beside what was made meanwhile. */
        private Reply<ClaimSliceResult> noWork(Claiming.NoWork noWork) {
            ClaimSliceResult result = ClaimSliceResult.noWork(noWork, scaffolded);
            return scaffolded.isEmpty() ? Reply.passing(result) : Reply.answer(result);
        }

        private static Optional<Reply<ClaimSliceResult>> answer(ClaimSliceResult result) {
            return Optional.of(Reply.answer(result));
        }

        private void scaffold(Claiming.Unwired missing) {
            ScaffoldWrite write =
                    new ScaffoldWrite(missing.step().featureId(), missing.step().toTier());
            ScaffoldWrite.Done done = write.run(context, "claim_next_maturation_slice");
            if (done.madeSomething()) {
                scaffolded.add(done.summary());
                tries = tries.made(missing, done.summary());
            } else if (done.passed()) {
                tries = tries.found(missing);
            } else {
                scaffolded.add(done.summary());
                tries = tries.failed(missing);
            }
        }
    }

    /** What stands between a decision and its answer, and what the call does about it. */
    private sealed interface Obstacle {

        /** The next slice misses its claim. */
        record Unwired(Claiming.Unwired missing) implements Obstacle {}

        /** Somebody has written the registry since it was read. */
        record RegistryReplaced() implements Obstacle {}

        /** The artifacts are not what was observed. */
        record FilesChanged() implements Obstacle {}
    }

    private static ErrorCode code(Claiming.Reason reason) {
        return switch (reason) {
            case UNKNOWN_SCOPE -> ErrorCode.NOT_FOUND;
            case CAMPAIGN_MISMATCH, OS_USER_TAKEN, WORKER_HELD, WORKER_PAUSED, WORKER_RETIRED -> ErrorCode.CONFLICT;
        };
    }

    private static ClaimRequest claim(ClaimSliceRequest request, VerificationLevel level, Context context) {
        return new ClaimRequest(
                request.workerId(),
                context.claimant(),
                request.campaignId(),
                request.targetTier(),
                request.osUser(),
                Duration.ofSeconds(request.ttlSeconds()),
                new CampaignScope(
                        Objects.requireNonNullElse(request.featureIds(), List.of()),
                        Objects.requireNonNullElse(request.profileIds(), List.of()),
                        Objects.requireNonNullElse(request.boundaryIds(), List.of())),
                request.maxBlockersPerClaim(),
                request.featureLimit(),
                request.autoScaffold(),
                level,
                context.place().gitHead());
    }
}
