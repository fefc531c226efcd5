package dev.ssot.campaign;

import java.time.Instant;
import java.util.List;

/** What a worker's request for work led to. Losing a race is a result like the others. */
public sealed interface Claiming {

    /** @param baseline whether what its roots hold has to be kept before its holder hears of it */
    record Granted(Lease lease, boolean baseline) implements Claiming {}

    /** Everything that could be done is held by others, waits for others, or is done. */
    record NoWork(CampaignCompletion campaign, List<Holder> holders, long retryAfterSeconds) implements Claiming {}

    record CampaignComplete(CampaignCompletion campaign) implements Claiming {}

    /** There is work that nobody can do before the registry is repaired. */
    record Blocked(CampaignCompletion campaign, List<BlockedTransition> blocked, List<BlockedTransition> blockedInCall)
            implements Claiming {}

    /** The request contradicts what is recorded, or names what does not exist; nothing was written. */
    record Refused(Reason reason, String message, String next) implements Claiming {}

    /** What was observed of the artifacts is no longer true: observe again and decide anew. */
    record Outdated() implements Claiming {}

    /**
     * The next step to take misses its claim. It is for the caller to make it, outside of every transaction, and to have
     * the claim decided anew.
     *
     * @param blockedInCall what the decision has recorded so far
     */
    record Unwired(ClaimTries.Step step, List<BlockedTransition> blockedInCall) implements Claiming {}

    /** Who holds work that the caller could have had. */
    record Holder(String featureId, String workerId, Instant expiresAt) {}

    /** Why a claim is refused. */
    enum Reason {
        UNKNOWN_SCOPE,
        CAMPAIGN_MISMATCH,
        OS_USER_TAKEN,
        WORKER_HELD,
        WORKER_PAUSED,
        WORKER_RETIRED
    }
}
