-- Digest of the bytes alone, where `digest` covers more: the profile of a nested export, or what the place of a file
-- says. The same bytes at the same path, read differently, take the place of the earlier reading.
ALTER TABLE source_file ADD COLUMN content TEXT;
CREATE INDEX source_file_path ON source_file (path);

-- Whom a file describes by its place (rule 'path') or by a manifest beside it (rule 'manifest').
CREATE TABLE source_claim (
  file_id INTEGER NOT NULL REFERENCES source_file (id) ON DELETE CASCADE,
  rule TEXT NOT NULL CHECK (rule IN ('path', 'manifest')),
  -- Response that it is about, without release; NULL for all of the file.
  base TEXT,
  -- JSON list: folders from the root on for a path, parts of an entity key for a manifest.
  parts TEXT NOT NULL,
  -- Where it is said, for reports.
  place TEXT NOT NULL
) STRICT;
CREATE INDEX source_claim_file ON source_claim (file_id);
