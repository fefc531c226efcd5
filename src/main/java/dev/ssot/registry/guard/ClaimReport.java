package dev.ssot.registry.guard;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the closure guard found about one claim.
 *
 * @param failures in the order of the checks
 * @param recommendedStatus {@code certified} when everything holds and the claim is not as far yet, else its status
 */
public record ClaimReport(
        String claimId,
        boolean passed,
        List<String> failures,
        Map<String, Boolean> checks,
        @Nullable String recommendedStatus) {}
