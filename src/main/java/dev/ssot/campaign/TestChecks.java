package dev.ssot.campaign;

import dev.ssot.campaign.ObservedRuns.Standing;
import dev.ssot.registry.Row;
import dev.ssot.registry.VerificationLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Whether the tests of a slice have passed: by what the worker says, or by what this program ran. */
final class TestChecks {

    /** How many changed paths are named for one test. */
    private static final int SHOWN = 10;

    /** Runs are kept in whole milliseconds, and a test may write files until it ends. */
    private static final Duration PRECISION = Duration.ofMillis(1);

    private static final String CHECK = "tests_passed";

    private final Worktree worktree;
    private final Submission work;
    private final GateFindings findings;

    TestChecks(Worktree worktree, Submission work, GateFindings findings) {
        this.worktree = worktree;
        this.work = work;
        this.findings = findings;
    }

    /**
     * @param tests of the claims that are to be proved
     * @param results files that state how tests went, and so may be newer than their runs
     */
    void check(List<Row> tests, List<String> results) {
        List<Integer> exits = work.report().testExitCodes();
        if (!work.terms().level().needsProof()) {
            findings.check(
                    CHECK,
                    !exits.isEmpty() && exits.stream().allMatch(code -> code == 0),
                    "completion requires passing tests_run entries",
                    "Run the tests until they pass, then call complete_slice again with tests_run.");
            return;
        }
        findings.check(
                CHECK,
                exits.stream().allMatch(code -> code == 0),
                "tests_run reports a test that did not pass",
                "Mend what it tests, then call complete_slice again.");
        findings.check(
                CHECK,
                !tests.isEmpty(),
                "no test is linked to the %s claim of %s"
                        .formatted(work.lease().toTier(), work.lease().featureId()),
                "Link one with registry_entity_link.");
        List<String> changed = work.observation() instanceof Observation.Seen seen
                ? seen.changed().stream()
                        .filter(path -> !results.contains(path))
                        .toList()
                : List.of();
        tests.forEach(test -> check(test, changed));
    }

    private void check(Row test, List<String> changed) {
        String again = work.terms().level() == VerificationLevel.EXECUTED
                ? "Call complete_slice again; it runs the tests itself."
                : "Run it with run_ssot_cli test run --ids %s, then call complete_slice again.".formatted(test.id());
        switch (work.runs().of(test.id()).orElse(null)) {
            case null ->
                findings.check(CHECK, false, test.id() + " was never run by this program on this machine", again);
            case Standing.NeedsApproval(String reason, String next) -> findings.waitsForApproval(CHECK, reason, next);
            case Standing.Disproved(String reason, String next) -> findings.check(CHECK, false, reason, next);
            case Standing.NotRunnable(String reason, String next) -> findings.check(CHECK, false, reason, next);
            case Standing.Ran run -> check(test, run, changed, again);
        }
    }

    private void check(Row test, Standing.Ran run, List<String> changed, String again) {
        Instant claimed = work.lease().createdAt().truncatedTo(ChronoUnit.SECONDS);
        findings.check(
                CHECK, run.current(), "%s changed since its latest run %s".formatted(test.id(), run.runId()), again);
        findings.check(
                CHECK,
                run.passed(),
                "%s did not pass: run %s ended with exit code %s".formatted(test.id(), run.runId(), run.exitCode()),
                "Mend what it tests. " + again);
        findings.check(
                CHECK,
                !run.finishedAt().isBefore(claimed),
                "the latest run of %s, %s, is older than the claim".formatted(test.id(), run.runId()),
                again);
        newerThan(run, test, changed, again);
    }

    /** A run that a gate made saw the files by content, and needs no times. */
    private void newerThan(Standing.Ran run, Row test, List<String> changed, String again) {
        if (run.treeHash() != null) {
            return;
        }
        findings.check(
                CHECK,
                changed.stream()
                        .filter(path -> worktree.touchedAt(path)
                                .filter(touched ->
                                        touched.isAfter(run.finishedAt().plus(PRECISION)))
                                .isPresent())
                        .limit(SHOWN)
                        .map(path -> "%s changed after the latest run of %s".formatted(path, test.id()))
                        .toList(),
                again);
    }
}
