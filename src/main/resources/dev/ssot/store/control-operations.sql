-- Everything that this program changed, in order; hash covers the other columns, previous_hash among them. An index of
-- touched rows would cost each claim a row, so who undoes looks through the entries after the one in question.
CREATE TABLE ssot_operations (
  number INTEGER PRIMARY KEY,
  previous_hash TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  agent_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  description TEXT NOT NULL,
  touched_json TEXT NOT NULL,
  detail_json TEXT NOT NULL,
  target INTEGER,
  undo_sha256 TEXT,
  hash TEXT NOT NULL
);
CREATE INDEX ssot_operations_target ON ssot_operations(target, number) WHERE target IS NOT NULL;

-- What undoing an entry takes. It is large and goes sooner than the entry, which keeps its hash.
CREATE TABLE ssot_operation_undo (
  number INTEGER PRIMARY KEY,
  undo_json TEXT NOT NULL
);

-- Who claims is told who had the feature before; looking for that must not take longer the more leases there were.
CREATE INDEX IF NOT EXISTS ssot_leases_feature ON maturation_leases(feature_id, fencing_token);

-- Copies of the worktree in which agents work apart.
CREATE TABLE ssot_workspaces (
  agent_id TEXT PRIMARY KEY,
  base_snapshot INTEGER NOT NULL,
  created_ms INTEGER NOT NULL
) WITHOUT ROWID;
