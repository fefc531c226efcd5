-- Which process claims under a worker's name, as long as it lives.
CREATE TABLE ssot_worker_holders (
  worker_id TEXT PRIMARY KEY,
  process TEXT NOT NULL,
  since_ms INTEGER NOT NULL
) WITHOUT ROWID;
