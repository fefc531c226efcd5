package dev.ssot.operation.control;

/** Ends the leases that are past their deadline. */
public record LeaseExpireRequest() {}
