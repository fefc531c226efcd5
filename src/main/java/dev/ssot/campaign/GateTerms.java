package dev.ssot.campaign;

import dev.ssot.registry.VerificationLevel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * By what a slice is judged.
 *
 * @param notes why it is this level, where that is not what the configuration says
 * @param override the operator who takes the worker's word for this lease; null for nobody
 */
public record GateTerms(
        VerificationLevel level,
        List<String> notes,
        @Nullable Override override) {

    /** An operator answers for one lease with name and reason, so that its worker's word counts. */
    public record Override(String leaseId, String operator, String reason, Instant decidedAt) {}
}
