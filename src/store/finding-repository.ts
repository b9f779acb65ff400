import type { Finding, Severity } from '../domain/findings.ts';
import { groupBy } from '../domain/group-by.ts';
import type { Db } from './open.ts';

/** A confirmation by a person; see `attestations` in migration.yaml. */
export interface AttestationRow {
  readonly target: string;
  readonly name: string;
  readonly object: string;
  readonly by: string;
  /** Machine on which it was recorded; missing in confirmations of an earlier version. */
  readonly host?: string;
  readonly at: Date;
  readonly note?: string;
}

interface FindingRow {
  readonly target: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly entity_kind: string;
  readonly entity_id: string;
  readonly customer: string;
  readonly location: string | null;
  readonly message: string;
  readonly hint: string;
  readonly source: string | null;
  readonly cites: string | null;
  readonly override_by: string | null;
  readonly override_reason: string | null;
  readonly override_host: string | null;
}

/** Findings that hold everywhere have no target; in the table that is the empty text. */
const EVERYWHERE = '';
const REMOTE = 'remote-%';
/** Organisations that `migration.yaml` named when a target was asked last. */
const ASKED_ABOUT = 'precheck.remote.organisations:';
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * `finding` and `attestation` tables. Three sets are replaced apart: what holds for every target, what rules ask about
 * one target, and what that target itself said (`remote-…` rules). The time of each check is kept in `meta`, for a
 * check that finds nothing is a check too.
 */
export function findingRepository(db: Db) {
  const columns = `target, rule, severity, entity_kind, entity_id, customer, location, message, hint, source, cites,
    override_by, override_reason, override_host`;
  const insert = db.prepare(
    `INSERT INTO finding (${columns}, checked_at) VALUES (@target, @rule, @severity, @kind, @id, @customer, @location,
      @message, @hint, @source, @cites, @overrideBy, @overrideReason, @overrideHost, @checkedAt)`,
  );
  const deleteOwn = db.prepare<[string]>(`DELETE FROM finding WHERE target = ? AND rule NOT LIKE '${REMOTE}'`);
  const deleteRemote = db.prepare<[string]>(`DELETE FROM finding WHERE target = ? AND rule LIKE '${REMOTE}'`);
  const selectAll = db.prepare<[string], FindingRow>(
    `SELECT ${columns} FROM finding WHERE target IN ('${EVERYWHERE}', ?) ORDER BY id`,
  );
  const selectAbout = db.prepare<[string], FindingRow>(
    `SELECT ${columns} FROM json_each(?) AS wanted CROSS JOIN finding
     WHERE entity_kind = wanted.value ->> 0 AND entity_id = wanted.value ->> 1 ORDER BY target, finding.id`,
  );
  const stamp = db.prepare<[string, string]>(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const selectStamp = db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE name = ?');
  const selectAttestations = db.prepare<
    [string],
    { target: string; name: string; object: string; by: string; host: string | null; at: string; note: string | null }
  >(
    'SELECT target, name, object, by_user AS by, host, at, note FROM attestation WHERE target = ? ORDER BY name, object',
  );
  const deleteAttestation = db.prepare<[string, string, string]>(
    'DELETE FROM attestation WHERE target = ? AND name = ? AND object = ?',
  );
  const upsertAttestation = db.prepare<[string, string, string, string, string | null, string, string | null]>(
    `INSERT INTO attestation (target, name, object, by_user, host, at, note) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (target, name, object) DO UPDATE SET by_user = excluded.by_user, host = excluded.host,
       note = excluded.note, at = excluded.at
     WHERE by_user <> excluded.by_user OR note IS NOT excluded.note`,
  );

  const selectAskedAbout = db.prepare<[string], { name: string; value: string }>(
    "SELECT name, value FROM meta WHERE name LIKE ? || '%' ORDER BY name",
  );
  const deleteRemoteOf = db.prepare<[string, string]>(
    `DELETE FROM finding WHERE target = ? AND customer = ? AND rule LIKE '${REMOTE}'`,
  );
  const selectRefusals = db.prepare<
    [{ readonly customer: string | null }],
    { target: string; blockers: number; askedAt: string }
  >(
    `SELECT target, count(*) AS blockers, max(checked_at) AS askedAt FROM finding
     WHERE rule LIKE '${REMOTE}' AND severity = 'blocker' AND (@customer IS NULL OR customer = @customer)
     GROUP BY target ORDER BY target`,
  );

  const selectProvisioned = db.prepare<[string], { draft: string }>(
    `SELECT DISTINCT plan_step.draft FROM step_state JOIN plan_step ON plan_step.step = step_state.step
     WHERE step_state.target = ? AND step_state.kind IN ('customer', 'subscriber', 'device', 'dectBase')
       AND step_state.state IN ('created', 'adopted', 'unchanged', 'changed', 'waiting')`,
  );

  const selectOrganisations = db.prepare<[string], { draft: string; orgId: string }>(
    `SELECT DISTINCT plan_step.draft, step_state.outputs ->> 'orgId' AS orgId
     FROM step_state JOIN plan_step ON plan_step.step = step_state.step
     WHERE step_state.target = ? AND plan_step.draft LIKE 'customer:%' AND orgId IS NOT NULL`,
  );

  const insertAll = (target: string, findings: readonly Finding[], checkedAt: Date): void => {
    for (const finding of findings) {
      insert.run({
        target,
        rule: finding.rule,
        severity: finding.severity,
        kind: finding.entity.kind,
        id: finding.entity.id,
        customer: finding.customer,
        location: finding.location ?? null,
        message: finding.message,
        hint: finding.hint,
        source: finding.source ?? null,
        cites: finding.cites ?? null,
        overrideBy: finding.override?.by ?? null,
        overrideReason: finding.override?.reason ?? null,
        overrideHost: finding.override?.host ?? null,
        checkedAt: checkedAt.toISOString(),
      });
    }
  };
  const all = (target?: string): Finding[] => selectAll.all(target ?? EVERYWHERE).map(toFinding);
  const checkedAt = (target?: string): Date | undefined => {
    const found = selectStamp.get(stampName(target ?? EVERYWHERE, 'own'))?.value;
    return found === undefined ? undefined : new Date(found);
  };
  const remotelyCheckedAt = (target: string): Date | undefined => {
    const found = selectStamp.get(stampName(target, 'remote'))?.value;
    return found === undefined ? undefined : new Date(found);
  };

  return {
    /** Replaces what was found for every target. */
    replaceLocal: db.transaction((findings: readonly Finding[], at: Date): void => {
      deleteOwn.run(EVERYWHERE);
      insertAll(EVERYWHERE, findings, at);
      stamp.run(stampName(EVERYWHERE, 'own'), at.toISOString());
    }),
    /** Replaces what rules that ask about a target found for this one. */
    replaceTarget: db.transaction((target: string, findings: readonly Finding[], at: Date): void => {
      deleteOwn.run(target);
      insertAll(target, findings, at);
      stamp.run(stampName(target, 'own'), at.toISOString());
    }),
    /** Replaces what the target itself said. */
    replaceRemote: db.transaction(
      (
        target: string,
        findings: readonly Finding[],
        at: Date,
        organisations: Readonly<Record<string, string>>,
      ): void => {
        deleteRemote.run(target);
        insertAll(target, findings, at);
        stamp.run(stampName(target, 'remote'), at.toISOString());
        stamp.run(`${ASKED_ABOUT}${target}`, JSON.stringify(organisations));
      },
    ),
    /** Forgets what targets said of customers for which `migration.yaml` named another organisation then, or none. */
    dropOutdatedRemote: db.transaction((organisations: Readonly<Record<string, string>>): void => {
      for (const { name, value } of selectAskedAbout.all(ASKED_ABOUT)) {
        const asked: Record<string, string> = JSON.parse(value);
        for (const customer of new Set([...Object.keys(asked), ...Object.keys(organisations)])) {
          if (asked[customer] !== organisations[customer]) {
            deleteRemoteOf.run(name.slice(ASKED_ABOUT.length), customer);
          }
        }
      }
    }),
    /** Blockers that each target named when it was asked last, of everybody or of one customer. */
    remoteRefusals: (customer: string | undefined) => selectRefusals.all({ customer: customer ?? null }),
    /** What holds everywhere, and for one target where it is named. */
    all,
    /** What was found about some drafts, whatever the target. */
    about(drafts: readonly string[]): Finding[] {
      const wanted = [...new Set(drafts)].map((draft) => {
        const colon = draft.indexOf(':');
        return [draft.slice(0, colon), draft.slice(colon + 1)];
      });
      return selectAbout.all(JSON.stringify(wanted)).map(toFinding);
    },
    /** Blockers per draft id that hold for a target; overridden ones are warnings and not among them. */
    blockersFor(target?: string): Map<string, Finding[]> {
      const blockers = all(target).filter(({ severity }) => severity === 'blocker');
      return groupBy(blockers, ({ entity }) => `${entity.kind}:${entity.id}`);
    },
    /** When the last check ended: the one for every target, or the one that asked about this target. */
    checkedAt,
    /** When the target itself was asked last. */
    remotelyCheckedAt,
    /** Whether there was no check, or it is older than `precheck.expireDays`. */
    isExpired(expireDays: number, now: Date, target?: string): boolean {
      const last = checkedAt(target);
      return last === undefined || now.getTime() - last.getTime() > expireDays * DAY_MS;
    },
    /** Organisation of each customer that a target has given one. */
    organisations: (target: string): Map<string, string> =>
      new Map(selectOrganisations.all(target).map(({ draft, orgId }) => [draft, orgId])),
    /** Draft ids of customers, subscribers and phones that stand in a target already. */
    provisionedDrafts: (target: string): Set<string> =>
      new Set(selectProvisioned.all(target).map(({ draft }) => draft)),
    /** Makes these the confirmations of a target; one that stands unchanged keeps the time of its first record. */
    replaceAttestations: db.transaction((target: string, attestations: readonly AttestationRow[]): void => {
      const kept = new Set(attestations.map(({ name, object }) => `${name} ${object}`));
      for (const { name, object } of selectAttestations.all(target)) {
        if (!kept.has(`${name} ${object}`)) deleteAttestation.run(target, name, object);
      }
      for (const { name, object, by, host, at, note } of attestations) {
        upsertAttestation.run(target, name, object, by, host ?? null, at.toISOString(), note ?? null);
      }
    }),
    attestations: (target: string): AttestationRow[] =>
      selectAttestations.all(target).map(({ host, at, note, ...row }) => ({
        ...row,
        ...(host === null ? {} : { host }),
        at: new Date(at),
        ...(note === null ? {} : { note }),
      })),
  };
}

function stampName(target: string, set: 'own' | 'remote'): string {
  return `precheck.${set}.checked-at:${target}`;
}

function toFinding(row: FindingRow): Finding {
  return {
    rule: row.rule,
    severity: row.severity,
    entity: { kind: row.entity_kind, id: row.entity_id },
    customer: row.customer,
    ...(row.location === null ? {} : { location: row.location }),
    message: row.message,
    hint: row.hint,
    ...(row.source === null ? {} : { source: row.source }),
    ...(row.cites === null ? {} : { cites: row.cites }),
    ...(row.override_by === null || row.override_reason === null
      ? {}
      : {
          override: {
            by: row.override_by,
            reason: row.override_reason,
            ...(row.override_host === null ? {} : { host: row.override_host }),
          },
        }),
    ...(row.target === EVERYWHERE ? {} : { target: row.target }),
  };
}
