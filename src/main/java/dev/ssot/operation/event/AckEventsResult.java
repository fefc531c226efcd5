package dev.ssot.operation.event;

import java.util.List;

/** What was acknowledged. */
public record AckEventsResult(boolean passed, String workerId, List<Long> ackedEventIds, String action) {}
