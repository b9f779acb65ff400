import { randomBytes } from 'node:crypto';
import type { Db } from './open.ts';

const NAME = 'pseudonymKey';

/** The secret that makes pseudonyms of this workspace folder the same in every report; made when first asked for. */
export function pseudonymKey(db: Db): string {
  db.prepare('INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING').run(
    NAME,
    randomBytes(32).toString('hex'),
  );
  const key = db.prepare<[string], string>('SELECT value FROM meta WHERE name = ?').pluck().get(NAME);
  if (key === undefined) throw new Error('the pseudonym key was not stored');
  return key;
}
