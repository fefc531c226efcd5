-- The strictest level of verification that was seen, or what an operator lowered it to. At most one row.
CREATE TABLE ssot_completion_floor (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  level TEXT NOT NULL,
  operator TEXT,
  reason TEXT,
  decided_at TEXT NOT NULL
);

-- What the roots of a lease held before its worker could touch them; manifest is null until it was taken.
CREATE TABLE ssot_lease_baselines (
  lease_id TEXT NOT NULL,
  part INTEGER NOT NULL,
  level TEXT NOT NULL,
  roots_json TEXT NOT NULL,
  after_event INTEGER NOT NULL,
  manifest TEXT,
  guarded_json TEXT,
  PRIMARY KEY (lease_id, part)
) WITHOUT ROWID;

-- The operators who answer for a lease, so that its worker's word counts.
CREATE TABLE ssot_gate_overrides (
  lease_id TEXT PRIMARY KEY,
  operator TEXT NOT NULL,
  reason TEXT NOT NULL,
  decided_at TEXT NOT NULL
) WITHOUT ROWID;

-- How slices were judged, and the evidence that the passed ones rest on.
CREATE TABLE ssot_gate_reports (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  report_id TEXT NOT NULL,
  lease_id TEXT NOT NULL,
  campaign_id TEXT NOT NULL,
  worker_id TEXT NOT NULL,
  feature_id TEXT NOT NULL,
  tier TEXT NOT NULL,
  level TEXT NOT NULL,
  outcome TEXT NOT NULL,
  completion_json TEXT NOT NULL,
  created_at TEXT NOT NULL
);
CREATE INDEX ssot_gate_reports_lease ON ssot_gate_reports(lease_id, sequence);
CREATE TABLE ssot_proved_evidence (
  path TEXT PRIMARY KEY,
  evidence_id TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  report_id TEXT NOT NULL
) WITHOUT ROWID;
