package dev.ssot.operation.commandline;

/** Asks what the command line can do. */
public record CliSurfaceRequest() {}
