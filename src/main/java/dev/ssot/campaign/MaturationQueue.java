package dev.ssot.campaign;

import dev.ssot.registry.Tier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a claim could be granted now, best first. A view for people; only a claim decides. */
public final class MaturationQueue {

    private MaturationQueue() {}

    /** @param campaign whose scope and blockers count; null looks at the whole registry */
    public static List<Slice> free(
            ControlView view,
            Maturation maturation,
            Worktree worktree,
            @Nullable Campaign campaign,
            Tier target,
            int limit) {
        Set<String> scope =
                campaign == null ? null : CampaignScope.stored(campaign).features(maturation.registry());
        Set<String> blocked = new HashSet<>();
        if (campaign != null) {
            view.blockedTransitions(campaign.campaignId(), "open")
                    .forEach(blocker -> blocked.add(blocker.featureId() + blocker.toTier()));
        }
        List<Lease> open = view.openLeases().stream()
                .filter(lease -> !lease.isOverdue(view.now()))
                .toList();
        SliceScreening screening = new SliceScreening(maturation, worktree, open);
        List<Slice> free = new ArrayList<>();
        for (Maturation.Candidate candidate : maturation.candidates(target, scope, Integer.MAX_VALUE)) {
            if (free.size() == limit) {
                break;
            }
            if (!blocked.contains(candidate.featureId() + candidate.toTier())
                    && screening.screen(candidate) instanceof SliceScreening.Free(Slice slice)) {
                free.add(slice);
            }
        }
        return free;
    }
}
