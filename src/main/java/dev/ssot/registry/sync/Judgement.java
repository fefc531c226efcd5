package dev.ssot.registry.sync;

import dev.ssot.registry.guard.GateReport;
import org.jspecify.annotations.Nullable;

/**
 * The status that a row has to have.
 *
 * @param gate what the tier gate found, where it was asked
 */
record Judgement(String status, String reason, @Nullable GateReport gate) {

    Judgement(String status, String reason) {
        this(status, reason, null);
    }
}
