import type { Db } from './open.ts';

/**
 * Reads one state of the database, whatever another process commits meanwhile: a report of a run that goes on must not
 * count the steps of now beside the proof of a second ago.
 *
 * @param work - only reads; what it returns is read already
 */
export function readTogether<Result>(db: Db, work: () => Result): Result {
  return db.transaction(work)();
}
