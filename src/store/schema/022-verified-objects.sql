-- What nobody planned has no step that would say what it is.
ALTER TABLE verification ADD COLUMN kind TEXT;
ALTER TABLE verification ADD COLUMN label TEXT;
