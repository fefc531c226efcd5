package dev.ssot.campaign;

import dev.ssot.registry.guard.GateReport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the completion guard found. {@code gateResult} is null when no claim of the tier is linked. */
public record Completion(
        boolean passed,
        List<String> failures,
        List<String> warnings,
        Map<String, Boolean> checks,
        @Nullable GateReport gateResult) {}
