package dev.ssot.campaign;

/** What a holder shows: its worker id, the lease and the fencing token that it was granted with. */
public record LeaseRef(String workerId, String leaseId, long fencingToken) {}
