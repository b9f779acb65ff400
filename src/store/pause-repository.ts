import type { Db } from './open.ts';

interface PauseRow {
  readonly scope: string;
  readonly told_at: string;
  readonly until: string;
}

/** `pause` table: what the target last asked each scope to wait. */
export function pauseRepository(db: Db) {
  const upsert = db.prepare(
    `INSERT INTO pause (target, scope, told_at, until) VALUES (?, ?, ?, ?)
     ON CONFLICT (target, scope) DO UPDATE SET told_at = excluded.told_at, until = excluded.until
     WHERE excluded.until > pause.until`,
  );
  const select = db.prepare<[string], PauseRow>('SELECT scope, told_at, until FROM pause WHERE target = ?');
  return {
    /** On disk when it returns. A longer pause that was told before stands. */
    told(target: string, scope: string, seconds: number, now: Date): void {
      upsert.run(target, scope, now.toISOString(), new Date(now.getTime() + seconds * 1000).toISOString());
    },
    /**
     * Milliseconds that each scope still has to rest. Where the clock was set back meanwhile, never more than what
     * was asked for.
     */
    left(target: string, now: Date): ReadonlyMap<string, number> {
      const rests = select.all(target).map((row): [string, number] => {
        const until = Date.parse(row.until);
        return [row.scope, Math.min(until - now.getTime(), until - Date.parse(row.told_at))];
      });
      return new Map(rests.filter(([, ms]) => ms > 0));
    },
  };
}
