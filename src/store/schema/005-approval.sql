-- What a plan showed when it was approved: planning again under the same hash may show more than that.
ALTER TABLE plan ADD COLUMN approved_shown TEXT;
