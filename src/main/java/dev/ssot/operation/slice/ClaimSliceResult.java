package dev.ssot.operation.slice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.campaign.BlockedTransition;
import dev.ssot.campaign.CampaignCompletion;
import dev.ssot.campaign.Claiming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a claim led to; which keys are there depends on {@code kind}: {@code lease_granted}, {@code no_work},
 * {@code campaign_complete} or {@code blocked}.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ClaimSliceResult(
        boolean passed,
        String kind,
        @Nullable LeaseView lease,
        @Nullable CampaignCompletion campaign,
        @Nullable String reason,
        @Nullable ProblemDetail problemDetail,
        @Nullable List<BlockedTransition> blockedTransitions,
        @Nullable List<BlockedTransition> blockedInCall,
        @Nullable List<ObjectNode> scaffoldedInCall,
        @Nullable List<Claiming.Holder> holders,
        @Nullable Long retryAfterSeconds,
        boolean autoScaffoldAvailable) {

    static ClaimSliceResult granted(LeaseView lease, List<ObjectNode> scaffolded) {
        return new ClaimSliceResult(
                true, "lease_granted", lease, null, null, null, null, null, shown(scaffolded), null, null, true);
    }

    static ClaimSliceResult noWork(Claiming.NoWork noWork, List<ObjectNode> scaffolded) {
        return new ClaimSliceResult(
                true,
                "no_work",
                null,
                noWork.campaign(),
                null,
                null,
                null,
                null,
                shown(scaffolded),
                noWork.holders(),
                noWork.retryAfterSeconds(),
                true);
    }

    static ClaimSliceResult complete(CampaignCompletion campaign, List<ObjectNode> scaffolded) {
        return new ClaimSliceResult(
                true, "campaign_complete", null, campaign, null, null, null, null, shown(scaffolded), null, null, true);
    }

    static ClaimSliceResult blocked(Claiming.Blocked blocked, ProblemDetail problem, List<ObjectNode> scaffolded) {
        return new ClaimSliceResult(
                false,
                "blocked",
                null,
                blocked.campaign(),
                problem.reason(),
                problem,
                blocked.blocked(),
                blocked.blockedInCall(),
                List.copyOf(scaffolded),
                null,
                null,
                true);
    }

    /** Most claims make no rows, and their answers need not say so. */
    private static @Nullable List<ObjectNode> shown(List<ObjectNode> scaffolded) {
        return scaffolded.isEmpty() ? null : List.copyOf(scaffolded);
    }
}
