package dev.ssot.operation.planning;

/** Asks for parents that may really be prerequisites. */
public record ParentAuditRequest() {}
