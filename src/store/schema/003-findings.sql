-- Findings of the last `precheck`. target is '' for local rules: those hold everywhere.
CREATE TABLE finding (
  id INTEGER PRIMARY KEY, target TEXT NOT NULL, rule TEXT NOT NULL, severity TEXT NOT NULL, entity_kind TEXT NOT NULL,
  entity_id TEXT NOT NULL, customer TEXT NOT NULL, location TEXT, message TEXT NOT NULL, hint TEXT NOT NULL, source TEXT,
  cites TEXT, checked_at TEXT NOT NULL,
  -- Who took responsibility for a blocker, and why; its severity is 'warning' then.
  override_by TEXT, override_reason TEXT
) STRICT;
CREATE INDEX finding_entity ON finding (entity_kind, entity_id);
-- What a person has confirmed, per target.
CREATE TABLE attestation (
  target TEXT NOT NULL, name TEXT NOT NULL, object TEXT NOT NULL, by_user TEXT NOT NULL, at TEXT NOT NULL, note TEXT,
  PRIMARY KEY (target, name, object)
) STRICT, WITHOUT ROWID;
