-- What a rollback could not remove. It is in the way of whoever makes it again, until it is made or found again.
ALTER TABLE step_state ADD COLUMN "left" TEXT;
