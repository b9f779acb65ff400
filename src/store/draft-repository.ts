import { createHash } from 'node:crypto';
import { readAnswer } from '../domain/decision-answer.ts';
import type { DraftId } from '../domain/draft-id.ts';
import type { CoverageOutcome, CoverageRow, Decision, Draft, DraftKind, DraftOf, Loss } from '../domain/drafts.ts';
import { coverageWriter } from './coverage-writer.ts';
import { type DraftRow, draftReader, rowReader } from './draft-reader.ts';
import type { Db } from './open.ts';
import { reasonWriter } from './reason-patterns.ts';

export type DecisionState = 'open' | 'answered' | 'stale';

/** A decision and what became of it; `stale`: answered, but its cause has changed since. */
export interface StoredDecision extends Decision {
  readonly state: DecisionState;
  readonly answer?: string;
  readonly answeredBy?: string;
  /** Missing in answers of an earlier version. */
  readonly answeredHost?: string;
  readonly answeredAt?: string;
}

/** Who answers, and on which machine it is recorded. */
interface Answerer {
  readonly by: string;
  readonly host?: string;
}

/** How many settings of a customer ended this way, for this reason. */
export interface CoverageTotal {
  readonly outcome: CoverageOutcome;
  readonly reason: string;
  readonly settings: number;
}

/** What `map` says about one customer. */
export interface CustomerRows {
  readonly drafts: readonly Draft[];
  readonly decisions: readonly Decision[];
  readonly losses: readonly Loss[];
  readonly coverage: readonly CoverageRow[];
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
  readonly answered_by: string | null;
  readonly answered_host: string | null;
  readonly answered_at: string | null;
  readonly answered_fingerprint: string | null;
}
interface LossRow extends Omit<Loss, 'sources'> {
  readonly sources: string;
}

const DRAFT = 'SELECT id, kind, customer, origin, data, why FROM draft';
const DECISION = `SELECT id, kind, customer, object, question, options, recommendation, reason, fingerprint, answer,
  answered_by, answered_host, answered_at, answered_fingerprint FROM decision`;
const LOSS = 'SELECT customer, owner, service, verdict, notice, action, sources FROM loss';

const DRAFTS_DIGEST = 'drafts.digest';

/** `draft`, `decision`, `loss` and `coverage` tables: what `map` left. */
export function draftRepository(db: Db) {
  const insertDraft = db.prepare('INSERT INTO draft (id, kind, customer, origin, data, why) VALUES (?, ?, ?, ?, ?, ?)');
  const insertLoss = db.prepare(
    'INSERT INTO loss (customer, owner, service, verdict, notice, action, sources) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  // The answer columns are left alone: an answer belongs to the question, whatever its wording today.
  const upsertDecision = db.prepare(
    `INSERT INTO decision (id, kind, customer, object, question, options, recommendation, reason, fingerprint)
     VALUES (@id, @kind, @customer, @object, @question, @options, @recommendation, @reason, @fingerprint)
     ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, customer = excluded.customer, object = excluded.object,
       question = excluded.question, options = excluded.options, recommendation = excluded.recommendation,
       reason = excluded.reason, fingerprint = excluded.fingerprint`,
  );
  const stamp = db.prepare<[string]>(`INSERT OR REPLACE INTO meta (name, value) VALUES ('${DRAFTS_DIGEST}', ?)`);
  const stamped = db.prepare<[], string>(`SELECT value FROM meta WHERE name = '${DRAFTS_DIGEST}'`).pluck();
  const decisionIds = db.prepare<[], string>('SELECT id FROM decision').pluck();
  const deleteDecision = db.prepare<[string]>('DELETE FROM decision WHERE id = ?');
  const updateAnswer = db.prepare<[string, string, string | null, string, string]>(
    `UPDATE decision SET answer = ?, answered_by = ?, answered_host = ?, answered_at = ?, answered_fingerprint = fingerprint
     WHERE id = ?`,
  );
  const record = (id: string, answer: string, { by, host }: Answerer, at: Date): boolean =>
    updateAnswer.run(answer, by, host ?? null, at.toISOString(), id).changes > 0;

  const customers = db.prepare<[], string>('SELECT DISTINCT customer FROM draft ORDER BY customer').pluck();
  const all = db.prepare<[], DraftRow>(`${DRAFT} ORDER BY id`);
  const draftsOf = draftReader(db);
  const readDraft = rowReader(db);
  const ofKind = db.prepare<[string], DraftRow>(`${DRAFT} WHERE kind = ? ORDER BY id`);
  const ofOrigin = db.prepare<[string], DraftRow>(`${DRAFT} WHERE origin = ? ORDER BY id`);
  const one = db.prepare<[string], DraftRow>(`${DRAFT} WHERE id = ?`);
  const allDecisions = db.prepare<[], DecisionRow>(`${DECISION} ORDER BY kind, id`);
  const decisionsOf = db.prepare<[string], DecisionRow>(`${DECISION} WHERE customer = ? ORDER BY kind, id`);
  const decisionsAbout = db.prepare<[string, string], DecisionRow>(
    `${DECISION} WHERE object = ? OR id = ? ORDER BY kind, id`,
  );
  const allLosses = db.prepare<[], LossRow>(`${LOSS} ORDER BY customer, owner, service`);
  const lossesOf = db.prepare<[string], LossRow>(`${LOSS} WHERE owner = ? ORDER BY service`);
  const coverageTotals = db.prepare<[string], CoverageTotal>(
    'SELECT outcome, reason, settings FROM coverage_total WHERE customer = ? ORDER BY outcome, reason',
  );
  const coverageOf = db.prepare<[string], CoverageRow>(
    `SELECT customer, owner, response, outcome, reason, settings FROM coverage WHERE owner = ?
     ORDER BY response, outcome, reason`,
  );

  const decisions = (customer?: DraftId): StoredDecision[] =>
    (customer === undefined ? allDecisions.all() : decisionsOf.all(customer)).map(readDecision);

  return {
    /**
     * Takes the place of what an earlier `map` left. Answers stay with their decisions; a question that is not asked any
     * more goes, answered or not. All or nothing: if the customers cannot all be mapped, the old rows stay.
     */
    replaceAll: db.transaction((mapped: Iterable<CustomerRows>): void => {
      // Rows arrive in an order that suits one index only: with a small cache the others wander through the disk.
      db.pragma('cache_size = -65536');
      db.exec('DELETE FROM draft; DELETE FROM loss; DELETE FROM coverage_list; DELETE FROM coverage_total;');
      const coverage = coverageWriter(db);
      const asked = new Set<string>();
      const hash = createHash('sha256');
      const reasons = reasonWriter(db);
      for (const rows of mapped) {
        for (const { id, kind, customer, from, data, why } of rows.drafts) {
          const [dataText, whyText] = [JSON.stringify(data), reasons(why)];
          insertDraft.run(id, kind, customer, from, dataText, whyText);
          hash.update(`${id}\n${kind}\n${customer}\n${from}\n${dataText}\n${whyText}\n`);
        }
        for (const { customer, owner, service, verdict, notice, action, sources } of rows.losses) {
          insertLoss.run(customer, owner, service, verdict, notice, action, JSON.stringify(sources));
        }
        coverage.add(rows.coverage);
        for (const decision of rows.decisions) {
          asked.add(decision.id);
          upsertDecision.run({ ...decision, options: JSON.stringify(decision.options) });
        }
      }
      coverage.finish();
      for (const id of decisionIds.all()) if (!asked.has(id)) deleteDecision.run(id);
      stamp.run(hash.digest('hex'));
    }),

    /** Answers by decision, with the fingerprint of the cause that they were given for. */
    answers: (): Map<string, { readonly answer: string; readonly fingerprint: string }> =>
      new Map(
        allDecisions
          .all()
          .flatMap((row) =>
            row.answer === null || row.answered_fingerprint === null
              ? []
              : [[row.id, { answer: row.answer, fingerprint: row.answered_fingerprint }] as const],
          ),
      ),
    /** Records what a person decided; false when nobody asks this. */
    answer: record,
    /** Records answers, all or none. */
    answerAll: db.transaction(
      (answers: readonly { id: string; answer: string }[], person: Answerer, at: Date): void => {
        for (const { id, answer } of answers) record(id, answer, person, at);
      },
    ),
    /** Changes whenever an answer does, and only then. */
    answersDigest: (): string => {
      const hash = createHash('sha256');
      for (const row of allDecisions.iterate()) {
        if (row.answer === null) continue;
        hash.update(`${JSON.stringify([row.id, row.answer, row.answered_fingerprint])}\n`);
      }
      return hash.digest('hex');
    },
    decisions,
    decisionStates: (): readonly StoredDecision[] => decisions(),
    /** @param object - draft id or source object, as `Decision.object` has it, or the id of the decision itself */
    decisionsAbout: (object: string): StoredDecision[] => decisionsAbout.all(object, object).map(readDecision),

    customers: (): DraftId[] => customers.all(),
    /** Sorted by id; of one customer, or of all. */
    drafts: (customer?: DraftId): Draft[] => draftsOf(customer),
    draftsOfKind: <Kind extends DraftKind>(kind: Kind): (Draft & DraftOf<Kind>)[] =>
      ofKind
        .all(kind)
        .map(readDraft)
        .filter((draft): draft is Draft & DraftOf<Kind> => draft.kind === kind),
    /** @param origin - the BroadWorks entity, `kind:key` */
    draftsFrom: (origin: string): Draft[] => ofOrigin.all(origin).map(readDraft),
    draft: (id: DraftId): Draft | undefined => {
      const row = one.get(id);
      return row === undefined ? undefined : readDraft(row);
    },

    /** @param owner - `user:key`, `group:key`; all when left out */
    losses: (owner?: string): Loss[] => (owner === undefined ? allLosses.all() : lossesOf.all(owner)).map(readLoss),
    /** How many settings of a customer ended how, and why. */
    coverage: (customer: DraftId): readonly CoverageTotal[] => coverageTotals.all(customer),
    /** @param owner - `kind:key` */
    coverageOf: (owner: string): CoverageRow[] => coverageOf.all(owner),

    /** Changes whenever a draft, a decision or an answer does, and only then. */
    digest: (): string => {
      const hash = createHash('sha256');
      // Drafts change nowhere but in `replaceAll`. A database of an earlier version has no digest of them yet.
      const known = stamped.get();
      if (known !== undefined) hash.update(known);
      else for (const row of all.iterate()) hash.update(`${JSON.stringify(Object.values(row))}\n`);
      for (const row of allDecisions.iterate()) {
        hash.update(
          `${JSON.stringify([row.id, row.recommendation, row.fingerprint, row.answer, row.answered_fingerprint])}\n`,
        );
      }
      return hash.digest('hex');
    },
  };
}

function readDecision(row: DecisionRow): StoredDecision {
  const { options, answer, answered_by: by, answered_host: host, answered_at: at, ...more } = row;
  const { answered_fingerprint: answeredFor, ...rest } = more;
  const parsed: Decision['options'] = JSON.parse(options);
  return {
    ...rest,
    options: parsed,
    state:
      answer === null
        ? 'open'
        : answeredFor === rest.fingerprint && readAnswer(parsed, answer) !== undefined
          ? 'answered'
          : 'stale',
    ...(answer === null ? {} : { answer }),
    ...(by === null ? {} : { answeredBy: by }),
    ...(host === null ? {} : { answeredHost: host }),
    ...(at === null ? {} : { answeredAt: at }),
  };
}

function readLoss({ sources, ...row }: LossRow): Loss {
  const parsed: string[] = JSON.parse(sources);
  return { ...row, sources: parsed };
}
