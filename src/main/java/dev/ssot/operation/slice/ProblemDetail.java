package dev.ssot.operation.slice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.BlockedTransition;
import dev.ssot.campaign.Claiming;
import dev.ssot.operation.Limits;
import dev.ssot.registry.Tier;
import dev.ssot.registry.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Why there is nothing that a worker could do, and which calls would change that. */
public record ProblemDetail(
        String type,
        String title,
        String reason,
        String detail,
        String campaignId,
        Tier targetTier,
        int featureLimit,
        boolean autoScaffold,
        int blockedCount,
        int blockedInCallCount,
        int scaffoldAttemptCount,
        List<Blocker> blockers,
        List<Recommendation> recommendations) {

    /** One transition that waits for a repair. */
    public record Blocker(
            String blockedId, String featureId, Tier fromTier, Tier toTier, String reason, List<String> failures) {}

    /** A call that would help. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Recommendation(
            String action,
            String why,
            String tool,
            ObjectNode args,
            @Nullable String afterSuccess) {}

    /** @param isRegistered tells whether a tool exists here; a call that cannot be made is not recommended */
    static ProblemDetail of(
            ClaimSliceRequest request, Claiming.Blocked blocked, int scaffoldAttempts, Predicate<String> isRegistered) {
        List<BlockedTransition> open = blocked.blocked();
        return new ProblemDetail(
                "ssot.maturation.blocked",
                "No actionable maturation slice is currently available.",
                open.isEmpty() ? "blocked_transitions_present" : open.getFirst().reason(),
                "Steps of this campaign cannot be leased before the registry is repaired. Repair them through the"
                        + " recommended tools, or ask an operator to add what the failures name, then claim again;"
                        + " events never assign work.",
                request.campaignId(),
                blocked.campaign().targetTier(),
                request.featureLimit(),
                request.autoScaffold(),
                open.size(),
                blocked.blockedInCall().size(),
                scaffoldAttempts,
                open.stream().map(ProblemDetail::blocker).toList(),
                recommendations(request, blocked).stream()
                        .filter(recommendation -> isRegistered.test(recommendation.tool()))
                        .toList());
    }

    private static Blocker blocker(BlockedTransition blocked) {
        return new Blocker(
                blocked.blockedId(),
                blocked.featureId(),
                blocked.fromTier(),
                blocked.toTier(),
                blocked.reason(),
                blocked.failures());
    }

    private static List<Recommendation> recommendations(ClaimSliceRequest request, Claiming.Blocked blocked) {
        List<Recommendation> recommendations = new ArrayList<>();
        String again = "Call claim_next_maturation_slice again for the same campaign.";
        for (BlockedTransition blocker : blocked.blocked()) {
            if (!blocker.isMendedByScaffold()) {
                continue;
            }
            recommendations.add(new Recommendation(
                    "repair_blocked_transition",
                    "Creates the claim, test and evidence rows that this transition misses.",
                    "repair_blocked_transition",
                    Json.object().put("blocked_id", blocker.blockedId()),
                    again));
            recommendations.add(new Recommendation(
                    "scaffold_target_claim_wiring",
                    "Creates the missing rows of a known feature and tier.",
                    "scaffold_target_claim_wiring",
                    Json.object()
                            .put("feature_id", blocker.featureId())
                            .put("target_tier", blocker.toTier().name()),
                    again));
        }
        if (!request.autoScaffold()) {
            recommendations.add(new Recommendation(
                    "retry_with_auto_scaffold",
                    "The claim was told not to make missing rows.",
                    "claim_next_maturation_slice",
                    Json.object()
                            .put("campaign_id", request.campaignId())
                            .put("target_tier", blocked.campaign().targetTier().name())
                            .put("auto_scaffold", true)
                            .put("feature_limit", request.featureLimit()),
                    null));
        }
        if (request.featureLimit() <= Limits.FEATURES) {
            recommendations.add(new Recommendation(
                    "raise_feature_limit_if_scope_is_too_narrow",
                    "Only the first %d features with work to do were looked at.".formatted(request.featureLimit()),
                    "claim_next_maturation_slice",
                    Json.object()
                            .put("campaign_id", request.campaignId())
                            .put("target_tier", blocked.campaign().targetTier().name())
                            .put("feature_limit", request.featureLimit() + Limits.FEATURES),
                    null));
        }
        return recommendations;
    }
}
