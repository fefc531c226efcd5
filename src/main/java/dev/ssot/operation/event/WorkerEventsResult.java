package dev.ssot.operation.event;

import dev.ssot.campaign.Event;
import java.util.List;

/** Events in the order of their ids; the last id is the next cursor. */
public record WorkerEventsResult(boolean passed, List<Event> events) {}
