-- One row announces a group of writes that share one rename, with the files that change along. Rows of the first
-- version, each of one write, are carried over.
ALTER TABLE ssot_registry_intents RENAME TO ssot_registry_intents_1;
CREATE TABLE ssot_registry_intents (
  intent_id TEXT PRIMARY KEY,
  previous_hash TEXT NOT NULL,
  expected_hash TEXT NOT NULL,
  completions_json TEXT NOT NULL,
  files_json TEXT NOT NULL,
  announced_ms INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO ssot_registry_intents(intent_id, previous_hash, expected_hash, completions_json, files_json, announced_ms)
  SELECT intent_id, '', expected_hash, json_array(json_object('request_id', request_id, 'fingerprint', fingerprint,
    'answer', json(answer_json), 'event', json(event_json))), '[]', announced_ms FROM ssot_registry_intents_1;
DROP TABLE ssot_registry_intents_1;
