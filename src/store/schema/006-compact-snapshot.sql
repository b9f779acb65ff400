-- Tables that differ in their switches alone refer to their pattern: half of a capture is such tables.
CREATE TABLE table_pattern (
  -- Hash of the content.
  id TEXT PRIMARY KEY,
  content TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Rows count once their file was settled: those of a file that is being read never do.
ALTER TABLE source_file ADD COLUMN settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1));
-- Rows of it that only the whole of what is loaded can join.
ALTER TABLE source_file ADD COLUMN open_joins INTEGER NOT NULL DEFAULT 0;
-- Where an interrupted `extract` goes on: JSON, NULL once the file is complete.
ALTER TABLE source_file ADD COLUMN checkpoint TEXT;
UPDATE source_file SET settled = 1, open_joins = 1 WHERE digest IS NOT NULL;

-- Services of a user in one value: a row for each was half of the time of joining. The views show them as rows.
-- services: JSON list of [name, active, pack, origin], origin a = assigned, e = effective, p = from its pack.
ALTER TABLE bw_user ADD COLUMN services TEXT NOT NULL DEFAULT '[]';
-- packs: JSON list of names.
ALTER TABLE bw_user ADD COLUMN packs TEXT NOT NULL DEFAULT '[]';
UPDATE bw_user SET
  services = (SELECT json_group_array(json_array(name, active, pack, CASE
      WHEN source LIKE '% UserAssignedServicesGetListResponse.%' THEN 'e'
      WHEN source LIKE '% UserServiceGetAssignmentListResponse.userServicesAssignmentTable[%' THEN 'a' ELSE 'p' END))
    FROM (SELECT * FROM bw_user_service WHERE user_key = bw_user.key ORDER BY name)),
  packs = (SELECT json_group_array(pack) FROM (SELECT pack FROM bw_user_pack WHERE user_key = bw_user.key ORDER BY pack));
DROP TABLE bw_user_service;
DROP TABLE bw_user_pack;
CREATE VIEW bw_user_service AS
  SELECT bw_user.key AS user_key, it.value ->> 0 AS name, it.value ->> 2 AS pack, it.value ->> 1 AS active,
    'user:' || bw_user.key || CASE it.value ->> 3
      WHEN 'e' THEN ' UserAssignedServicesGetListResponse.userServiceEntry[' || (it.value ->> 0) || '].serviceName'
      WHEN 'a' THEN ' UserServiceGetAssignmentListResponse.userServicesAssignmentTable[' || (it.value ->> 0) || '].Assigned'
      ELSE ' UserServiceGetAssignmentListResponse.servicePacksAssignmentTable[' || (it.value ->> 2) || '].Assigned'
    END AS source
  FROM bw_user, json_each(bw_user.services) AS it;
CREATE VIEW bw_user_pack AS SELECT bw_user.key AS user_key, it.value AS pack FROM bw_user, json_each(bw_user.packs) AS it;

CREATE TABLE response_new (
  id INTEGER PRIMARY KEY,
  file_id INTEGER NOT NULL REFERENCES source_file (id) ON DELETE CASCADE,
  offset INTEGER NOT NULL,
  type TEXT NOT NULL,
  base TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('read', 'error')),
  known INTEGER NOT NULL CHECK (known IN (0, 1)),
  -- Session of the file, numbered: an echo convention is judged per stream.
  stream INTEGER NOT NULL,
  -- NULL where it names the owner, as most do.
  echo TEXT,
  -- owner_* stay NULL for an orphan.
  owner_kind TEXT,
  owner_key TEXT,
  joined_by TEXT CHECK (joined_by IN ('self', 'request', 'echo', 'beside', 'path', 'manifest', 'system')),
  -- What else the request named (search, page, submenu): keeps two answers of one owner apart.
  part TEXT NOT NULL,
  error_code TEXT,
  error_text TEXT,
  settings INTEGER NOT NULL,
  body TEXT NOT NULL,
  -- 0 for a copy that a later one of the same owner, base name and part replaces.
  current INTEGER NOT NULL DEFAULT 1 CHECK (current IN (0, 1))
) STRICT;
INSERT INTO response_new
  SELECT id, file_id, offset, type, base, state, known, stream, echo, owner_kind, owner_key, joined_by, part, error_code,
    error_text, settings, body, current
  FROM response;
DROP TABLE response;
ALTER TABLE response_new RENAME TO response;
-- `extract` drops and makes them anew where it fills an empty database: sorting at the end is quicker.
CREATE INDEX response_owner ON response (owner_kind, owner_key, base, part, state, current);
CREATE INDEX response_base ON response (base, owner_kind, owner_key);
CREATE INDEX response_file ON response (file_id);

-- Everything but reading itself looks at responses through these two: what is complete, and what of it counts.
CREATE VIEW settled_response AS
  SELECT * FROM response WHERE file_id IN (SELECT id FROM source_file WHERE settled = 1);
CREATE VIEW current_response AS
  SELECT * FROM response
  WHERE current = 1 AND owner_key IS NOT NULL AND file_id IN (SELECT id FROM source_file WHERE settled = 1);
