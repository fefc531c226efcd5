package dev.ssot.operation.slice;

/** The lease with its new deadline. */
public record RenewLeaseResult(boolean passed, LeaseView lease) {}
