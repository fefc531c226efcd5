-- The tables of the reference, as it creates them: both sides may open one store.
CREATE TABLE IF NOT EXISTS workers (
  worker_id TEXT PRIMARY KEY,
  os_user TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL,
  started_at TEXT NOT NULL,
  heartbeat_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS campaigns (
  campaign_id TEXT PRIMARY KEY,
  target_tier TEXT NOT NULL,
  status TEXT NOT NULL,
  created_at TEXT NOT NULL,
  completed_at TEXT,
  metadata_json TEXT NOT NULL DEFAULT '{}'
);
CREATE TABLE IF NOT EXISTS maturation_leases (
  lease_id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL,
  worker_id TEXT NOT NULL,
  feature_id TEXT NOT NULL,
  from_tier TEXT NOT NULL,
  to_tier TEXT NOT NULL,
  status TEXT NOT NULL,
  fencing_token INTEGER NOT NULL,
  registry_hash_at_claim TEXT NOT NULL,
  git_head_at_claim TEXT,
  created_at TEXT NOT NULL,
  heartbeat_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  completed_at TEXT,
  result_json TEXT NOT NULL DEFAULT '{}'
);
CREATE UNIQUE INDEX IF NOT EXISTS idx_maturation_open_transition
  ON maturation_leases(feature_id, from_tier, to_tier) WHERE status IN ('provisioning', 'active');
CREATE TABLE IF NOT EXISTS path_leases (
  path_lease_id INTEGER PRIMARY KEY AUTOINCREMENT,
  lease_id TEXT NOT NULL,
  path TEXT NOT NULL,
  access TEXT NOT NULL,
  status TEXT NOT NULL,
  FOREIGN KEY (lease_id) REFERENCES maturation_leases(lease_id)
);
CREATE INDEX IF NOT EXISTS idx_path_leases_status_path ON path_leases(status, path);
CREATE TABLE IF NOT EXISTS worker_events (
  event_id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  campaign_id TEXT,
  worker_id TEXT,
  lease_id TEXT,
  severity TEXT NOT NULL,
  recommended_action TEXT NOT NULL,
  payload_json TEXT NOT NULL DEFAULT '{}',
  created_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS worker_event_acks (
  worker_id TEXT NOT NULL,
  event_id INTEGER NOT NULL,
  action TEXT NOT NULL,
  acked_at TEXT NOT NULL,
  PRIMARY KEY (worker_id, event_id)
);
CREATE TABLE IF NOT EXISTS conflicts (
  conflict_id TEXT PRIMARY KEY,
  campaign_id TEXT,
  owner_lease_id TEXT,
  owner_worker_id TEXT,
  suspected_actor TEXT,
  changed_paths_json TEXT NOT NULL,
  status TEXT NOT NULL,
  created_at TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS blocked_transitions (
  blocked_id TEXT PRIMARY KEY,
  campaign_id TEXT NOT NULL,
  feature_id TEXT NOT NULL,
  from_tier TEXT NOT NULL,
  to_tier TEXT NOT NULL,
  reason TEXT NOT NULL,
  status TEXT NOT NULL,
  failures_json TEXT NOT NULL DEFAULT '[]',
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS idx_blocked_transition_open
  ON blocked_transitions(campaign_id, feature_id, from_tier, to_tier) WHERE status = 'open';
CREATE TABLE IF NOT EXISTS tier_gate_reports (
  report_id TEXT PRIMARY KEY,
  lease_id TEXT,
  feature_id TEXT NOT NULL,
  requested_tier TEXT NOT NULL,
  approved_tier TEXT NOT NULL,
  passed INTEGER NOT NULL,
  failures_json TEXT NOT NULL,
  warnings_json TEXT NOT NULL,
  checks_json TEXT NOT NULL,
  created_at TEXT NOT NULL
);
