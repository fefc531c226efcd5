package dev.ssot.campaign;

import org.jspecify.annotations.Nullable;

/**
 * What a holder shows: the lease and the fencing token that it was granted with, which together are the proof.
 *
 * @param workerId where the call names one, it has to be the holder's
 */
public record LeaseRef(@Nullable String workerId, String leaseId, long fencingToken) {}
