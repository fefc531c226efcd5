-- What we keep beside the reference's tables. None of these indexes is unique: the reference must be able to write.
CREATE INDEX ssot_leases_open ON maturation_leases(lease_id) WHERE status IN ('provisioning', 'active');
CREATE INDEX ssot_leases_token ON maturation_leases(fencing_token);
CREATE INDEX ssot_leases_campaign ON maturation_leases(campaign_id, status);
CREATE INDEX ssot_path_leases_lease ON path_leases(lease_id, path);

-- One row. The token counter outlives deleted leases; the time of a decision never runs backwards.
CREATE TABLE ssot_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  fencing_token INTEGER NOT NULL,
  last_decision_ms INTEGER NOT NULL
);
INSERT INTO ssot_state(id, fencing_token, last_decision_ms) VALUES (1, 0, 0);

-- The answer of every write that named a request, for a day.
CREATE TABLE ssot_request_answers (
  request_id TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  answer_json TEXT NOT NULL,
  recorded_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX ssot_request_answers_age ON ssot_request_answers(recorded_ms);

-- A registry write between its announcement and its event. A row that stays tells of a crash.
CREATE TABLE ssot_registry_intents (
  intent_id TEXT PRIMARY KEY,
  request_id TEXT,
  fingerprint TEXT NOT NULL,
  expected_hash TEXT NOT NULL,
  answer_json TEXT NOT NULL,
  event_json TEXT NOT NULL,
  announced_ms INTEGER NOT NULL
) WITHOUT ROWID;
