-- From where a plan was approved and a run was made; of earlier versions only the person is known.
ALTER TABLE plan ADD COLUMN approved_host TEXT;
ALTER TABLE run ADD COLUMN host TEXT;
