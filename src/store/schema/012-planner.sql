-- Who made or refreshed a plan last; nothing where an earlier version made it.
ALTER TABLE plan ADD COLUMN planned_by TEXT;
