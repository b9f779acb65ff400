-- How long the target asked a scope (an organisation, or the partner) to be left alone. Beside the journal, because a
-- killed process must not take it along: the next one would write within the pause.
CREATE TABLE pause (
  target TEXT NOT NULL, scope TEXT NOT NULL, told_at TEXT NOT NULL, until TEXT NOT NULL,
  PRIMARY KEY (target, scope)
) STRICT;
