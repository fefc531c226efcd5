package dev.ssot.campaign;

import dev.ssot.registry.guard.GateReport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the completion guard found.
 *
 * @param outcome {@code verified}, {@code refused} or {@code needs_approval}
 * @param level by which it was judged: {@code reported}, {@code observed} or {@code executed}
 * @param failures every reason, sorted and without repetitions
 * @param refusals the same by check, each with the next call
 * @param gateResult null when no claim of the tier is linked
 * @param evidence the files that the gate rests on, as they were
 * @param runs of the tests that the gate ran itself
 * @param changedTests tests whose own file changed in the slice that they prove
 * @param observed null where nobody looked
 */
public record Completion(
        boolean passed,
        String outcome,
        String level,
        List<String> failures,
        List<FailedCheck> refusals,
        List<String> warnings,
        Map<String, Boolean> checks,
        @Nullable GateReport gateResult,
        List<EvidenceHash> evidence,
        List<ExecutedRun> runs,
        List<String> changedTests,
        @Nullable Difference observed) {

    /** Whether the slice is done, and if not, who has to act. */
    public enum Outcome {
        VERIFIED,
        REFUSED,
        /** All that is missing is the word of the operator of this machine. */
        NEEDS_APPROVAL;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The content of an evidence file. */
    public record EvidenceHash(String evidenceId, String path, String sha256) {}

    /**
     * What changed since the claim. Long lists are cut; the count is complete.
     *
     * @param changed below the roots of the lease
     * @param unreported those of them that the worker did not name
     * @param outside changes that the lease does not explain
     */
    public record Difference(
            String method,
            String comparedWith,
            int changedCount,
            List<String> changed,
            List<String> unreported,
            List<String> outside) {}
}
