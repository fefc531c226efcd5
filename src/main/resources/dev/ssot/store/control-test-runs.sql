-- The receipt of every command of a test that was run here. The newest of a test has the largest run_id.
CREATE TABLE ssot_test_runs (
  run_id INTEGER PRIMARY KEY AUTOINCREMENT,
  test_id TEXT NOT NULL,
  execution_hash TEXT NOT NULL,
  argv_json TEXT NOT NULL,
  exit_code INTEGER,
  passed INTEGER NOT NULL,
  started_ms INTEGER NOT NULL,
  finished_ms INTEGER NOT NULL,
  registry_hash TEXT NOT NULL,
  git_head TEXT,
  test_file_sha256 TEXT,
  stdout_sha256 TEXT NOT NULL,
  stderr_sha256 TEXT NOT NULL
);
CREATE INDEX ssot_test_runs_test ON ssot_test_runs(test_id, run_id);
