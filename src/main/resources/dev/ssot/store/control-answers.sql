-- Answers in the order in which they were given. Sorted by the request's name, as before, each lay on a page of its own,
-- which a commit had to write whole; and the oldest are found at the front without an index of their age.
CREATE TABLE ssot_answers (
  sequence INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL UNIQUE,
  fingerprint TEXT NOT NULL,
  answer_json TEXT NOT NULL,
  recorded_ms INTEGER NOT NULL
);
INSERT INTO ssot_answers(request_id, fingerprint, answer_json, recorded_ms)
  SELECT request_id, fingerprint, answer_json, recorded_ms FROM ssot_request_answers ORDER BY recorded_ms;
DROP TABLE ssot_request_answers;
ALTER TABLE ssot_answers RENAME TO ssot_request_answers;

-- The reference's own index of open transitions finds the open leases; the counts of a campaign are asked for seldom.
DROP INDEX IF EXISTS ssot_leases_open;
DROP INDEX IF EXISTS ssot_leases_campaign;
