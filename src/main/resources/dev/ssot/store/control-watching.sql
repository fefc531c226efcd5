-- What the registry contained last, as far as this program wrote it or has told that others did. Only a write of ours
-- has changes; those that others overwrote are removed.
CREATE TABLE ssot_registry_contents (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  content_hash TEXT NOT NULL,
  changes_json TEXT,
  recorded_ms INTEGER NOT NULL
);
CREATE TABLE ssot_registry_parts (
  name TEXT PRIMARY KEY,
  hash TEXT NOT NULL
) WITHOUT ROWID;
ALTER TABLE ssot_registry_intents ADD COLUMN changes_json TEXT NOT NULL DEFAULT '[]';

-- What the reference's table of conflicts has no room for.
CREATE TABLE ssot_conflicts (
  conflict_id TEXT PRIMARY KEY,
  kind TEXT,
  detail_json TEXT NOT NULL,
  resolved_by TEXT,
  reason TEXT,
  resolved_at TEXT
) WITHOUT ROWID;
CREATE TABLE ssot_conflict_paths (
  path TEXT NOT NULL,
  conflict_id TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (path, conflict_id)
) WITHOUT ROWID;
