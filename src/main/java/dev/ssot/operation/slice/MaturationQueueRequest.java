package dev.ssot.operation.slice;

import dev.ssot.operation.Limits;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Asks what could be claimed; without a campaign, in the whole registry up to T2. */
public record MaturationQueueRequest(
        @Nullable @Size(max = Limits.NAME) String campaignId) {}
