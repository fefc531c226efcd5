package dev.ssot.operation.validation;

/** Asks for a check of every rule. */
public record ValidateRequest() {}
