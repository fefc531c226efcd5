package dev.ssot.operation.slice;

import dev.ssot.campaign.CampaignCompletion;
import dev.ssot.campaign.CampaignScope;
import dev.ssot.campaign.ClaimDecision;
import dev.ssot.campaign.ClaimRequest;
import dev.ssot.campaign.Claiming;
import dev.ssot.campaign.Lease;
import dev.ssot.operation.Context;
import dev.ssot.operation.ErrorCode;
import dev.ssot.operation.Place;
import dev.ssot.operation.Reply;
import dev.ssot.operation.UseCase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code slice.claim}: grants one worker one tier step of one feature, or says why not and what would help. */
public final class ClaimSlice implements UseCase<ClaimSliceRequest, ClaimSliceResult> {

    /** How often files may change under our eyes before we say so. */
    private static final int ATTEMPTS = 3;

    private final Supplier<String> leaseIds;
    private final Predicate<String> isToolRegistered;

    public ClaimSlice(Supplier<String> leaseIds, Predicate<String> isToolRegistered) {
        this.leaseIds = leaseIds;
        this.isToolRegistered = isToolRegistered;
    }

    @Override
    public Reply<ClaimSliceResult> run(ClaimSliceRequest request, Context context) {
        return context.withRegistry(registry -> {
            ClaimRequest claim = claim(request, context.place().gitHead());
            Place.Observation observation = context.place().observation(registry, context.now());
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                Optional<Reply<ClaimSliceResult>> reply = attempt(request, claim, context, observation);
                if (reply.isPresent()) {
                    return reply.get();
                }
                observation = context.place().observe(registry, context.now());
            }
            return Reply.refused(
                    ErrorCode.STORE_UNAVAILABLE,
                    "evidence files of the candidates changed while they were looked at",
                    "Call again when the files are at rest.");
        });
    }

    private Optional<Reply<ClaimSliceResult>> attempt(
            ClaimSliceRequest request, ClaimRequest claim, Context context, Place.Observation observation) {
        return context.tryDecide(tx -> {
            Claiming claiming = new ClaimDecision(
                            tx,
                            observation.maturation(),
                            observation.isFresh(context.now()),
                            context.place().worktree(),
                            leaseIds,
                            claim)
                    .decide();
            return switch (claiming) {
                case Claiming.Granted(Lease lease) ->
                    Optional.of(Reply.answer(ClaimSliceResult.granted(LeaseView.withToken(lease))));
                case Claiming.NoWork noWork -> Optional.of(Reply.answer(ClaimSliceResult.noWork(noWork)));
                case Claiming.CampaignComplete(CampaignCompletion campaign) ->
                    Optional.of(Reply.answer(ClaimSliceResult.complete(campaign)));
                case Claiming.Blocked blocked ->
                    Optional.of(Reply.answer(
                            ClaimSliceResult.blocked(blocked, ProblemDetail.of(request, blocked, isToolRegistered))));
                case Claiming.Refused(Claiming.Reason reason, String message, String next) ->
                    Optional.of(Reply.refused(code(reason), message, next));
                case Claiming.Outdated() -> Optional.empty();
            };
        });
    }

    private static ErrorCode code(Claiming.Reason reason) {
        return switch (reason) {
            case UNKNOWN_SCOPE -> ErrorCode.NOT_FOUND;
            case CAMPAIGN_MISMATCH, OS_USER_TAKEN -> ErrorCode.CONFLICT;
        };
    }

    private static ClaimRequest claim(ClaimSliceRequest request, @Nullable String gitHead) {
        return new ClaimRequest(
                request.workerId(),
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
                gitHead);
    }
}
