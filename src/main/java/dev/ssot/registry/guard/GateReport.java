package dev.ssot.registry.guard;

import dev.ssot.registry.Tier;
import java.util.List;
import java.util.Map;

/**
 * What the tier gate found about one claim.
 *
 * @param approvedTier highest tier with every gate up to it open
 * @param failures sorted; only those of the requested tier and below
 * @param checks in the order in which they were made
 */
public record GateReport(
        String claimId,
        boolean passed,
        Tier requestedTier,
        Tier approvedTier,
        List<String> failures,
        List<String> warnings,
        Map<String, Boolean> checks) {}
