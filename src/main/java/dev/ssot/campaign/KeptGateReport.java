package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ssot.registry.Tier;
import java.time.Instant;

/** How a slice was judged once, kept for whoever asks later. */
public record KeptGateReport(
        String reportId,
        String leaseId,
        String campaignId,
        String workerId,
        String featureId,
        Tier tier,
        String level,
        String outcome,
        ObjectNode completion,
        Instant createdAt) {}
