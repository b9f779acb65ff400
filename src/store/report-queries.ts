import type { Db } from './open.ts';
import { reportOutcomeQueries } from './report-outcome-queries.ts';
import { reportProposalQueries } from './report-proposal-queries.ts';
import { reportSourceQueries } from './report-source-queries.ts';

/** Everything that a report asks of the store: reads only, over the tables of every stage. */
export function reportQueries(db: Db) {
  return { ...reportSourceQueries(db), ...reportProposalQueries(db), ...reportOutcomeQueries(db) };
}
