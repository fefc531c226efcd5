package dev.ssot.campaign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event as stored: its id orders it among all others without a gap. Events are hints; they never assign work. */
public record Event(
        long eventId,
        String kind,
        @Nullable String campaignId,
        @Nullable String workerId,
        @Nullable String leaseId,
        String severity,
        String recommendedAction,
        ObjectNode payload,
        Instant createdAt) {}
