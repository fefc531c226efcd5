package dev.ssot.operation.repository;

/** Asks what the folder belongs to. */
public record RepoStatusRequest() {}
