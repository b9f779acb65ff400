-- Audio files that lay among the captures. Their bytes are not kept.
CREATE TABLE source_audio (
  file_id INTEGER NOT NULL REFERENCES source_file (id) ON DELETE CASCADE,
  -- Below the folder or archive that was handed over.
  inside TEXT NOT NULL,
  -- SHA-256 of the bytes; that of the file covers its place too.
  digest TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  -- JSON: container, and for WAV what its header says.
  format TEXT NOT NULL
) STRICT;
CREATE INDEX source_audio_file ON source_audio (file_id);
