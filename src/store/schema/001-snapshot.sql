-- What `extract` stored. Raw responses are the authority; the tables below them are projected from the responses that
-- are current, so that reading in any order, reading twice and forgetting a file all end in the same rows.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE source_file (
  id INTEGER PRIMARY KEY,
  path TEXT NOT NULL,
  -- NULL while the file is being read: an interrupted `extract` leaves such a row, the next one removes it.
  digest TEXT UNIQUE,
  bytes INTEGER NOT NULL,
  encoding TEXT NOT NULL,
  documents INTEGER NOT NULL,
  commands INTEGER NOT NULL,
  read_at TEXT NOT NULL
) STRICT;

-- One row per response (or Error) in a capture. owner_* stay NULL for an orphan.
CREATE TABLE response (
  id INTEGER PRIMARY KEY,
  file_id INTEGER NOT NULL REFERENCES source_file (id) ON DELETE CASCADE,
  offset INTEGER NOT NULL,
  type TEXT NOT NULL,
  base TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('read', 'error')),
  known INTEGER NOT NULL CHECK (known IN (0, 1)),
  -- Session of the file, numbered: an echo convention is judged per stream.
  stream INTEGER NOT NULL,
  echo TEXT NOT NULL,
  owner_kind TEXT,
  owner_key TEXT,
  joined_by TEXT CHECK (joined_by IN ('self', 'request', 'echo', 'system')),
  -- What else the request named (search, page, submenu): keeps two answers of one owner apart.
  part TEXT NOT NULL,
  error_code TEXT,
  error_text TEXT,
  settings INTEGER NOT NULL,
  body TEXT NOT NULL,
  -- 1 for the copy that counts: the latest one of this owner, base name and part. 0 until the file is complete.
  current INTEGER NOT NULL DEFAULT 0 CHECK (current IN (0, 1))
) STRICT;
CREATE INDEX response_owner ON response (owner_kind, owner_key, base) WHERE current = 1;
CREATE INDEX response_file ON response (file_id);
CREATE INDEX response_base ON response (base, owner_kind, owner_key, part) WHERE current = 1;

CREATE TABLE extract_issue (
  id INTEGER PRIMARY KEY,
  file_id INTEGER REFERENCES source_file (id) ON DELETE CASCADE,
  offset INTEGER,
  -- 'conflict', 'warning', 'orphan' …
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  -- 'read' issues stay with their file, 'settle' issues are found anew whenever responses are joined.
  phase TEXT NOT NULL CHECK (phase IN ('read', 'settle'))
) STRICT;

CREATE TABLE bw_provider (
  key TEXT PRIMARY KEY, id TEXT NOT NULL, data TEXT NOT NULL, is_enterprise INTEGER
) STRICT;
CREATE TABLE bw_group (
  key TEXT PRIMARY KEY, provider_key TEXT NOT NULL, id TEXT NOT NULL, data TEXT NOT NULL
) STRICT;
CREATE TABLE bw_department (
  key TEXT PRIMARY KEY, provider_key TEXT NOT NULL, group_key TEXT, data TEXT NOT NULL
) STRICT;
CREATE TABLE bw_user (
  key TEXT PRIMARY KEY, provider_key TEXT NOT NULL, group_key TEXT NOT NULL, data TEXT NOT NULL
) STRICT;
CREATE INDEX bw_user_group ON bw_user (group_key);
CREATE TABLE bw_user_service (
  user_key TEXT NOT NULL, name TEXT NOT NULL, pack TEXT, active INTEGER, source TEXT NOT NULL,
  PRIMARY KEY (user_key, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE bw_user_pack (
  user_key TEXT NOT NULL, pack TEXT NOT NULL, PRIMARY KEY (user_key, pack)
) STRICT, WITHOUT ROWID;
CREATE TABLE bw_pack (
  provider_key TEXT NOT NULL, name TEXT NOT NULL, services TEXT, PRIMARY KEY (provider_key, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE bw_instance (
  key TEXT PRIMARY KEY, provider_key TEXT NOT NULL, group_key TEXT NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL
) STRICT;
CREATE TABLE bw_device (
  key TEXT PRIMARY KEY, provider_key TEXT, group_key TEXT, data TEXT NOT NULL
) STRICT;
CREATE TABLE bw_dn (
  dn TEXT PRIMARY KEY, provider_key TEXT NOT NULL, group_key TEXT, data TEXT NOT NULL
) STRICT;
CREATE TABLE bw_feature (
  owner_kind TEXT NOT NULL, owner_key TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL, response TEXT NOT NULL,
  data TEXT, error TEXT, PRIMARY KEY (owner_key, name)
) STRICT, WITHOUT ROWID;
