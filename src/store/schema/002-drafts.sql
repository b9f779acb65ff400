-- What `map` proposes; replaced as a whole by each `map`.
CREATE TABLE draft (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, customer TEXT NOT NULL, origin TEXT NOT NULL, data TEXT NOT NULL, why TEXT NOT NULL
) STRICT;
CREATE INDEX draft_customer ON draft (customer, kind);
CREATE INDEX draft_origin ON draft (origin);
CREATE TABLE loss (
  id INTEGER PRIMARY KEY, customer TEXT NOT NULL, owner TEXT NOT NULL, service TEXT NOT NULL, verdict TEXT NOT NULL,
  notice TEXT NOT NULL, action TEXT NOT NULL, sources TEXT NOT NULL
) STRICT;
CREATE INDEX loss_owner ON loss (owner);
CREATE TABLE coverage (
  customer TEXT NOT NULL, owner TEXT NOT NULL, response TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL,
  settings INTEGER NOT NULL
) STRICT;
CREATE TABLE decision (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, customer TEXT NOT NULL, object TEXT NOT NULL, question TEXT NOT NULL,
  options TEXT NOT NULL, recommendation TEXT NOT NULL, reason TEXT NOT NULL, fingerprint TEXT NOT NULL,
  answer TEXT, answered_by TEXT, answered_at TEXT, answered_fingerprint TEXT
) STRICT;
