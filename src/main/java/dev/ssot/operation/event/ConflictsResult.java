package dev.ssot.operation.event;

import dev.ssot.campaign.Conflict;
import java.util.List;

/** Conflicts by age. */
public record ConflictsResult(boolean passed, List<Conflict> conflicts) {}
