/** What to do when bytes of the database are wrong: nothing that is in it can be trusted. */
export const DAMAGED_HINT =
  'The file is damaged. Set it aside with its -wal and -shm, and put a copy in its place (`provision` keeps the last ones in runs/before-….db); without one, extract and map again: what is in Webex already is looked up and compared, not made twice.';

/** @param code - of an error of SQLite */
export function isDamage(code: string): boolean {
  return /^SQLITE_(?:CORRUPT|NOTADB)/.test(code);
}
