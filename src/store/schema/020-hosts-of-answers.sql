-- From where a decision was answered, and where a blocker that somebody accepted and a confirmation were recorded; of
-- earlier versions only the person is known.
ALTER TABLE decision ADD COLUMN answered_host TEXT;
ALTER TABLE finding ADD COLUMN override_host TEXT;
ALTER TABLE attestation ADD COLUMN host TEXT;
