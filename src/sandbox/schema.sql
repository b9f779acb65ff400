-- State of the simulated Webex. One table holds every object: what the handlers search by has a column of its own,
-- the rest is JSON. Uniqueness is a matter of the handlers, because the real APIs refuse some duplicates and not others.
CREATE TABLE IF NOT EXISTS meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS object (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, -- order of creation, which is also the order of lists
  kind TEXT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  org TEXT NOT NULL,
  key TEXT NOT NULL,                     -- natural key, free of generated ids
  location TEXT,
  number TEXT,                           -- E.164 that it owns
  extension TEXT,
  owner TEXT,                            -- customer of a subscriber, person or Webex workspace of a device or setting
  tag TEXT,                              -- what is counted per owner: the package of a subscriber or Webex workspace
  data TEXT NOT NULL,
  created_at INTEGER NOT NULL,           -- milliseconds; fresh objects may stay invisible for a while
  due_at INTEGER                         -- when a background task of it ends
) STRICT;
CREATE INDEX IF NOT EXISTS object_key ON object (kind, key);
CREATE INDEX IF NOT EXISTS object_org ON object (org, kind);
CREATE INDEX IF NOT EXISTS object_location ON object (location, kind);
CREATE INDEX IF NOT EXISTS object_extension ON object (location, extension) WHERE extension IS NOT NULL;
CREATE INDEX IF NOT EXISTS object_number ON object (number) WHERE number IS NOT NULL;
CREATE INDEX IF NOT EXISTS object_owner ON object (owner, kind, tag) WHERE owner IS NOT NULL;
CREATE INDEX IF NOT EXISTS object_due ON object (due_at) WHERE due_at IS NOT NULL;

-- Attempts per request key: faults depend on them, so they outlive the process.
CREATE TABLE IF NOT EXISTS attempt (
  request_key TEXT PRIMARY KEY,
  count INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS request_log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  method TEXT NOT NULL,
  path TEXT NOT NULL,
  route TEXT,
  query TEXT NOT NULL,
  body TEXT,
  status INTEGER,                        -- NULL: the connection was dropped without an answer
  response TEXT,
  headers TEXT NOT NULL,
  org TEXT,
  natural_key TEXT,
  attempt INTEGER,
  fault TEXT,
  effect INTEGER NOT NULL,
  over_budget INTEGER NOT NULL,
  tracking_id TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS violation (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  rule TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
