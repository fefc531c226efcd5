package dev.ssot.operation.log;

import dev.ssot.campaign.log.LogAudit;
import dev.ssot.campaign.log.OperationId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What checking the log came to.
 *
 * @param first the oldest entry that is kept; null in an empty log
 * @param end to be kept elsewhere and given back as {@code expect}; null for an empty log
 * @param witnesses what was noted of earlier ends, and held against the log
 * @param notices what could not be checked, and why
 */
public record AuditVerifyResult(
        boolean passed,
        long entries,
        @Nullable String first,
        @Nullable String end,
        List<Finding> findings,
        List<String> witnesses,
        List<String> notices) {

    /** An entry that is not as it was written, or not where it was. */
    public record Finding(String operationId, String what, String message) {

        static Finding of(LogAudit.Finding found) {
            return new Finding(OperationId.of(found.number()), found.what(), found.message());
        }
    }
}
