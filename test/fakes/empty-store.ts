import Database from 'better-sqlite3';
import { type Db, openStore } from '../../src/store/open.ts';

let empty: Buffer | undefined;

/** An empty store in memory. Making the tables takes longer than most tests, so that they are made once. */
export function newStore(): Db {
  empty ??= openStore(':memory:').serialize();
  const db = new Database(empty);
  db.pragma('foreign_keys = ON');
  return db;
}
