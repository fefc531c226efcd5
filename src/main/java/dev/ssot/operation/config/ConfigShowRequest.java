package dev.ssot.operation.config;

/** Asks for the configuration with every default. */
public record ConfigShowRequest() {}
