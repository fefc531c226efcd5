package dev.ssot.operation.export;

import dev.ssot.campaign.GateTerms;
import java.util.List;

/**
 * Where the export is now.
 *
 * @param gateOverrides operators who took the word of workers, so that what was exported rests on it
 */
public record ExportResult(
        boolean passed,
        String registryPath,
        String outputPath,
        String format,
        List<GateTerms.Override> gateOverrides) {}
