-- Open attempts are found through the state of their step, never through this index; keeping it cost two changes of it for
-- every request.
DROP INDEX attempt_open;
