-- What the worktree held, by the hashes of files that are kept beside this database.
CREATE TABLE ssot_snapshots (
  number INTEGER PRIMARY KEY,
  agent_id TEXT NOT NULL,
  taken_ms INTEGER NOT NULL,
  description TEXT NOT NULL,
  roots_json TEXT NOT NULL,
  method TEXT NOT NULL,
  file_count INTEGER NOT NULL,
  manifest_sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL
);
CREATE INDEX ssot_snapshots_by_agent ON ssot_snapshots(agent_id, number);
-- The last number that was given out, whatever was dropped since.
CREATE TABLE ssot_counters (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO ssot_counters(name, value) VALUES ('snapshot', 0);
