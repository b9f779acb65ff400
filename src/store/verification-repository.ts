import type { VerifyItem } from '../domain/outcomes.ts';
import type { Db } from './open.ts';

interface VerificationRow {
  readonly step: string;
  readonly state: VerifyItem['state'];
  readonly differences: string;
  readonly checked_at: string;
}

/** `verification` table: what the last `verify` saw, per target and step. */
export function verificationRepository(db: Db) {
  const clear = db.prepare('DELETE FROM verification WHERE target = ?');
  const insert = db.prepare(
    `INSERT INTO verification (target, step, state, differences, checked_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (target, step) DO NOTHING`,
  );
  const select = db.prepare<[string], VerificationRow>(
    'SELECT step, state, differences, checked_at FROM verification WHERE target = ?',
  );
  return {
    replace: db.transaction((target: string, items: readonly VerifyItem[], at: string): void => {
      clear.run(target);
      for (const { step, state, differences } of items) {
        insert.run(target, step, state, JSON.stringify(differences), at);
      }
    }),
    all: (target: string) =>
      select.all(target).map(({ step, state, differences, checked_at }) => {
        const parsed: VerifyItem['differences'] = JSON.parse(differences);
        return { step, state, differences: parsed, checkedAt: checked_at };
      }),
  };
}
