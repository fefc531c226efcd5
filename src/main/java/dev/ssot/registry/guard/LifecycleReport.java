package dev.ssot.registry.guard;

import java.util.List;

/** Whether a feature may enter a lifecycle stage, and if not, why. */
public record LifecycleReport(String featureId, boolean passed, List<String> failures, List<String> warnings) {}
