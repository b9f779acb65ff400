-- The steps of a plan never change under one hash; what was seen in the target is refreshed by planning again. The
-- state of a step belongs to a target, so that planning again keeps what is done.
CREATE TABLE plan (
  hash TEXT PRIMARY KEY, target TEXT NOT NULL, batch TEXT NOT NULL, created_at TEXT NOT NULL, observed_at TEXT NOT NULL,
  inputs TEXT NOT NULL, unplanned TEXT NOT NULL, approved_by TEXT, approved_at TEXT
) STRICT;
CREATE INDEX plan_latest ON plan (target, observed_at);
CREATE TABLE plan_step (
  plan TEXT NOT NULL REFERENCES plan (hash) ON DELETE CASCADE, seq INTEGER NOT NULL, step TEXT NOT NULL,
  kind TEXT NOT NULL, draft TEXT NOT NULL, action TEXT NOT NULL, differences TEXT NOT NULL, reason TEXT,
  left_out TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (plan, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX plan_step_draft ON plan_step (draft);
CREATE TABLE step_state (
  target TEXT NOT NULL, step TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL, state TEXT NOT NULL,
  outputs TEXT NOT NULL, content TEXT, cause TEXT, left_out TEXT NOT NULL, updated_at TEXT NOT NULL,
  PRIMARY KEY (target, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE run (
  id TEXT PRIMARY KEY, target TEXT NOT NULL, plan TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT, outcome TEXT,
  command TEXT NOT NULL, by_user TEXT NOT NULL, summary TEXT
) STRICT;
-- The journal. An attempt without ended_at is in doubt: its request may have taken effect.
CREATE TABLE attempt (
  id INTEGER PRIMARY KEY, run TEXT NOT NULL REFERENCES run (id), target TEXT NOT NULL, step TEXT NOT NULL,
  number INTEGER NOT NULL, operation TEXT NOT NULL, request TEXT NOT NULL, natural_key TEXT NOT NULL,
  intent_at TEXT NOT NULL, ended_at TEXT, status INTEGER, outcome TEXT, tracking_id TEXT, detail TEXT
) STRICT;
CREATE INDEX attempt_step ON attempt (target, step);
CREATE INDEX attempt_open ON attempt (target, step) WHERE ended_at IS NULL;
CREATE TABLE verification (
  target TEXT NOT NULL, step TEXT NOT NULL, state TEXT NOT NULL, differences TEXT NOT NULL, checked_at TEXT NOT NULL,
  PRIMARY KEY (target, step)
) STRICT, WITHOUT ROWID;
-- One writer per workspace folder.
CREATE TABLE writer_lock (
  name TEXT PRIMARY KEY, host TEXT NOT NULL, pid INTEGER NOT NULL, by_user TEXT NOT NULL, command TEXT NOT NULL, since TEXT NOT NULL
) STRICT;
