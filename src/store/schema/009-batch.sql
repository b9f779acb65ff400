-- Batches of a migration. Members are BroadWorks objects, so that mapping again keeps them; nobody is in two.
CREATE TABLE batch (
  name TEXT PRIMARY KEY, selection TEXT NOT NULL, by_user TEXT NOT NULL, created_at TEXT NOT NULL
) STRICT;
CREATE TABLE batch_member (
  origin TEXT PRIMARY KEY, batch TEXT NOT NULL REFERENCES batch (name) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
