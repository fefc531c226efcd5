package dev.ssot.operation.entity;

/** Asks for the whole document. */
public record RegistryReadRequest() {}
