-- Who ran what, from where: every command that writes to this workspace folder, its words as typed, how it ended.
CREATE TABLE audit (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, by_user TEXT NOT NULL, host TEXT NOT NULL, pid INTEGER NOT NULL,
  command TEXT NOT NULL, words TEXT NOT NULL, ended_at TEXT, exit_code INTEGER
) STRICT;
