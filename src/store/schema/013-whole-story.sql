-- What `logs` tells of an attempt beside its outcome; nothing where an earlier version wrote it.
ALTER TABLE attempt ADD COLUMN client_tracking_id TEXT;
ALTER TABLE attempt ADD COLUMN code TEXT;
-- The answer of a refusal, secrets redacted, cut to its beginning.
ALTER TABLE attempt ADD COLUMN answer TEXT;
-- What the outcome made the engine do.
ALTER TABLE attempt ADD COLUMN decision TEXT;
-- How a step in doubt was settled: what a look-up has found, and what followed from it.
CREATE TABLE settlement (
  id INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES run (id), target TEXT NOT NULL, step TEXT NOT NULL,
  at TEXT NOT NULL, why TEXT NOT NULL, found TEXT NOT NULL, decision TEXT NOT NULL
) STRICT;
CREATE INDEX settlement_step ON settlement (target, step);
