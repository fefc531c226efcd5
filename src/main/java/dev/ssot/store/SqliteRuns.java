package dev.ssot.store;

import dev.ssot.campaign.StartedRun;
import dev.ssot.campaign.TestRun;
import java.util.List;

/** The tables of runs of tests: those under way, and what became of the others. */
record SqliteRuns(Sql sql) {

    /** How many receipts of one test are kept beside those of leases. */
    private static final int RUNS_KEPT = 20;

    void start(List<StartedRun> runs) {
        for (StartedRun run : runs) {
            sql.update(
                    "INSERT INTO ssot_started_runs(run, test_id, lease_id, process, started_ms) VALUES (?, ?, ?, ?, ?)",
                    run.run(),
                    run.testId(),
                    run.leaseId(),
                    run.process(),
                    run.startedAt().toEpochMilli());
        }
    }

    void record(TestRun run) {
        sql.update("DELETE FROM ssot_started_runs WHERE run = ? AND test_id = ?", run.run(), run.testId());
        sql.update(
                """
                INSERT INTO ssot_test_runs(run, test_id, lease_id, execution_hash, argv_json, ending, exit_code, passed, \
                started_ms, finished_ms, registry_hash, git_head, tree_hash, test_file_sha256, stdout_sha256, \
                stderr_sha256, record_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                run.run(),
                run.testId(),
                run.leaseId(),
                run.executionHash(),
                Sql.json(run.argv()),
                run.ending().text(),
                run.exitCode(),
                run.passed() ? 1 : 0,
                run.startedAt().toEpochMilli(),
                run.finishedAt().toEpochMilli(),
                run.registryHash(),
                run.gitHead(),
                run.treeHash(),
                run.testFileSha256(),
                run.stdoutSha256(),
                run.stderrSha256(),
                run.sha256());
        prune(run);
    }

    /** What was run for a slice stays with it; of the other runs of the test the newest few do. */
    private void prune(TestRun run) {
        sql.update("""
                DELETE FROM ssot_test_runs WHERE test_id = ? AND lease_id = ? AND run_id < (SELECT MAX(run_id) \
                FROM ssot_test_runs WHERE test_id = ? AND lease_id = ?)""", run.testId(), run.leaseId(), run.testId(), run.leaseId());
        sql.update("""
                DELETE FROM ssot_test_runs WHERE test_id = ? AND lease_id IS NULL AND run_id <= (SELECT run_id \
                FROM ssot_test_runs WHERE test_id = ? AND lease_id IS NULL ORDER BY run_id DESC LIMIT 1 OFFSET ?)""", run.testId(), run.testId(), RUNS_KEPT);
    }

    void drop(String run) {
        sql.update("DELETE FROM ssot_started_runs WHERE run = ?", run);
    }
}
