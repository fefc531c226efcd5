package dev.ssot.operation.export;

/** Where the export is now. */
public record ExportResult(boolean passed, String registryPath, String outputPath, String format) {}
