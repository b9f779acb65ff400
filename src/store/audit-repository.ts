import type { Db } from './open.ts';

/** One thing that somebody did. */
export interface AuditEvent {
  /** ISO 8601. */
  readonly at: string;
  readonly by: string;
  /** Missing in what an earlier version wrote, where only the person was recorded. */
  readonly host?: string;
  readonly what: string;
  readonly detail: string;
}

/** One request of the journal, secrets as placeholders. */
export interface AuditRequest {
  readonly run: string;
  readonly at: string;
  readonly step: string;
  readonly label: string;
  readonly operation: string;
  readonly request: string;
  readonly endedAt: string | null;
  readonly status: number | null;
  readonly outcome: string | null;
  readonly trackingId: string | null;
}

export interface AuditRun {
  readonly id: string;
  readonly target: string;
  readonly startedAt: string;
  readonly by: string;
  /** Missing in runs of an earlier version. */
  readonly host?: string;
  readonly requests: number;
}

/** The `audit` table, and what other tables know of people: approvals, answers, overrides, attestations, runs. */
export function auditRepository(db: Db) {
  const insert = db.prepare('INSERT INTO audit (at, by_user, host, pid, command, words) VALUES (?, ?, ?, ?, ?, ?)');
  const end = db.prepare('UPDATE audit SET ended_at = ?, exit_code = ? WHERE id = ?');
  const events = db.prepare<[], Omit<AuditEvent, 'host'> & { readonly host: string | null }>(
    `SELECT at, by_user AS by, host, 'ran ' || command AS what,
       words || CASE WHEN ended_at IS NULL THEN ' (no end recorded)' ELSE ' (exit ' || exit_code || ')' END AS detail
     FROM audit
     UNION ALL SELECT approved_at, approved_by, approved_host, 'approved a plan', 'plan ' || hash || ' for ' || target
     FROM plan WHERE approved_at IS NOT NULL
     UNION ALL SELECT answered_at, COALESCE(answered_by, 'unknown'), answered_host, 'answered a decision', id || ' = ' || answer
     FROM decision WHERE answered_at IS NOT NULL AND answer IS NOT NULL
     UNION ALL SELECT checked_at, override_by, override_host, 'accepted a blocker',
       rule || ' on ' || entity_kind || ' ' || entity_id || ': ' || COALESCE(override_reason, '')
     FROM finding WHERE override_by IS NOT NULL
     UNION ALL SELECT at, by_user, host, 'attested', name || ' ' || object || ' for ' || target FROM attestation
     UNION ALL SELECT started_at, by_user, host, 'wrote to the target',
       'run ' || id || ' to ' || target || ': ' || COALESCE(outcome, 'no end recorded') FROM run
     ORDER BY 1`,
  );
  const runs = db.prepare<[], Omit<AuditRun, 'host'> & { readonly host: string | null }>(
    `SELECT r.id, r.target, r.started_at AS startedAt, r.by_user AS by, r.host, COUNT(a.id) AS requests
     FROM run r LEFT JOIN attempt a ON a.run = r.id GROUP BY r.id ORDER BY r.started_at`,
  );
  const requests = db.prepare<[string], AuditRequest>(
    `SELECT a.run, a.intent_at AS at, a.step, COALESCE(s.label, a.natural_key) AS label, a.operation, a.request,
       a.ended_at AS endedAt, a.status, a.outcome, a.tracking_id AS trackingId
     FROM attempt a LEFT JOIN step_state s ON s.target = a.target AND s.step = a.step WHERE a.run = ? ORDER BY a.id`,
  );

  return {
    begin: (entry: {
      readonly at: string;
      readonly by: string;
      readonly host: string;
      readonly pid: number;
      readonly command: string;
      readonly words: string;
    }): number =>
      Number(insert.run(entry.at, entry.by, entry.host, entry.pid, entry.command, entry.words).lastInsertRowid),
    end: (id: number, at: string, exitCode: number): void => void end.run(at, exitCode, id),
    events: (): AuditEvent[] => events.all().map(withHost),
    runs: (): AuditRun[] => runs.all().map(withHost),
    requests: (run: string): IterableIterator<AuditRequest> => requests.iterate(run),
  };
}

function withHost<Row extends { readonly host: string | null }>({ host, ...rest }: Row) {
  return host === null ? rest : { ...rest, host };
}
