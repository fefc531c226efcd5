-- The records of runs with their lease, their files and how they ended. The receipts of before do not say that much:
-- those tests have to run again. The newest of a test has the largest run_id.
DROP TABLE ssot_test_runs;
CREATE TABLE ssot_test_runs (
  run_id INTEGER PRIMARY KEY AUTOINCREMENT,
  run TEXT NOT NULL,
  test_id TEXT NOT NULL,
  lease_id TEXT,
  execution_hash TEXT NOT NULL,
  argv_json TEXT NOT NULL,
  ending TEXT NOT NULL,
  exit_code INTEGER,
  passed INTEGER NOT NULL,
  started_ms INTEGER NOT NULL,
  finished_ms INTEGER NOT NULL,
  registry_hash TEXT NOT NULL,
  git_head TEXT,
  tree_hash TEXT,
  test_file_sha256 TEXT,
  stdout_sha256 TEXT NOT NULL,
  stderr_sha256 TEXT NOT NULL,
  record_sha256 TEXT NOT NULL
);
CREATE INDEX ssot_test_runs_test ON ssot_test_runs(test_id, run_id);
CREATE INDEX ssot_test_runs_lease ON ssot_test_runs(lease_id, test_id) WHERE lease_id IS NOT NULL;
-- The runs whose end is not recorded yet. The mark in the environment of their processes is the name of the run.
CREATE TABLE ssot_started_runs (
  run TEXT NOT NULL,
  test_id TEXT NOT NULL,
  lease_id TEXT,
  process TEXT NOT NULL,
  started_ms INTEGER NOT NULL,
  PRIMARY KEY (run, test_id)
);
