import type { CoverageOutcome, Decision, Draft, DraftKind, Loss } from '../domain/drafts.ts';
import type { Finding } from '../domain/findings.ts';
import { type DraftRow, rowReader } from './draft-reader.ts';
import { findingRepository } from './finding-repository.ts';
import type { Db } from './open.ts';

interface LossRow {
  readonly customer: string;
  readonly owner: string;
  readonly service: string;
  readonly verdict: Loss['verdict'];
  readonly notice: string;
  readonly action: string;
  readonly sources: string;
}
interface CoverageRow {
  readonly outcome: CoverageOutcome;
  readonly reason: string;
  readonly settings: number;
}
interface DecisionRow {
  readonly id: string;
  readonly kind: string;
  readonly customer: string;
  readonly object: string;
  readonly question: string;
  readonly options: string;
  readonly recommendation: string;
  readonly reason: string;
  readonly fingerprint: string;
  readonly answer: string | null;
  readonly answeredBy: string | null;
  readonly answeredAt: string | null;
  readonly answeredFingerprint: string | null;
}
/** Tables of `map` and `precheck`, as a report shows them. */
export function reportProposalQueries(db: Db) {
  const drafts = db.prepare<[string], DraftRow>(
    'SELECT id, kind, customer, origin, data, why FROM draft WHERE kind = ? ORDER BY customer, id',
  );
  const readDraft = rowReader(db);
  const settings = db.prepare<[], number>("SELECT COUNT(*) FROM draft WHERE kind = 'setting'").pluck();
  const losses = db.prepare<[], LossRow>(
    'SELECT customer, owner, service, verdict, notice, action, sources FROM loss ORDER BY id',
  );
  const coverage = db.prepare<[], CoverageRow>(
    'SELECT outcome, reason, SUM(settings) AS settings FROM coverage_total GROUP BY outcome, reason ORDER BY outcome, reason',
  );
  const decisions = db.prepare<[], DecisionRow>(
    `SELECT id, kind, customer, object, question, options, recommendation, reason, fingerprint, answer,
       answered_by AS answeredBy, answered_at AS answeredAt, answered_fingerprint AS answeredFingerprint
     FROM decision ORDER BY kind, id`,
  );
  const findings = findingRepository(db);

  return {
    drafts: <Kind extends DraftKind>(kind: Kind): Extract<Draft, { kind: Kind }>[] =>
      drafts
        .all(kind)
        .map((row) => readDraft(row))
        .filter((draft): draft is Extract<Draft, { kind: Kind }> => draft.kind === kind),
    settingCount: (): number => settings.get() ?? 0,
    losses: (): Loss[] =>
      losses.all().map(({ sources, ...row }) => {
        const parsed: string[] = JSON.parse(sources);
        return { ...row, sources: parsed };
      }),
    coverage: (): CoverageRow[] => coverage.all(),
    decisions: () => decisions.all().map(readDecision),
    checkedAt: (target: string | undefined): string | undefined =>
      (findings.checkedAt() ?? findings.checkedAt(target))?.toISOString(),
    findings: (target: string | undefined): Finding[] => findings.all(target),
  };
}

function readDecision(row: DecisionRow) {
  const { options, answer, answeredBy, answeredAt, answeredFingerprint, ...rest } = row;
  const parsed: Decision['options'] = JSON.parse(options);
  return {
    ...rest,
    options: parsed,
    ...(answer === null ? {} : { answer }),
    ...(answeredBy === null ? {} : { answeredBy }),
    ...(answeredAt === null ? {} : { answeredAt }),
    ...(answeredFingerprint === null ? {} : { answeredFingerprint }),
  };
}
