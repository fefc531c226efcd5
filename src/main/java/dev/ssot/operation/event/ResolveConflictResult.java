package dev.ssot.operation.event;

import dev.ssot.campaign.Conflict;

/** @param alreadyResolved true when somebody had settled it before; then it is as they left it */
public record ResolveConflictResult(boolean passed, boolean alreadyResolved, Conflict conflict) {}
