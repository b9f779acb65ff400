import { offered, readAnswer } from '../domain/decision-answer.ts';
import { entryOf } from '../domain/entry-of.ts';
import type { KnownDecision, NewAnswer } from './known-decision.ts';
import type { Sheet } from './sheet.ts';

/** A cell that cannot be taken, by row of the sheet and column. */
export interface SheetFault {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly message: string;
}

export interface SheetAnswers {
  readonly answers: readonly (NewAnswer & { readonly row: number; readonly before?: string })[];
  readonly faults: readonly SheetFault[];
  /** Rows without an answer, and rows that say what is recorded already. */
  readonly empty: number;
  readonly unchanged: number;
}

/**
 * What a filled-in sheet says. Every cell is looked at: all faults are listed, never only the first. A row whose cause
 * has changed since the sheet was written is a fault, because its question is another one now.
 */
export function answersOf(sheet: Sheet, decisions: readonly KnownDecision[]): SheetAnswers {
  const known = new Map(decisions.map((decision) => [decision.id, decision]));
  const seen = new Map<string, { row: number; answer: string }>();
  const answers: (NewAnswer & { row: number; before?: string })[] = [];
  const faults: SheetFault[] = [];
  let empty = 0;
  let unchanged = 0;
  for (const { row, cells } of sheet.rows) {
    const fault = (column: string, message: string) => {
      faults.push({ row, column, value: entryOf(cells, column) ?? '', message });
    };
    const id = (cells.id ?? '').trim();
    const written = (cells.answer ?? '').trim();
    if (written === '') {
      empty += 1;
      continue;
    }
    const decision = known.get(id);
    if (decision === undefined) {
      fault('id', 'nobody asks this (any more)');
      continue;
    }
    if ((cells.fingerprint ?? '').trim() !== decision.fingerprint) {
      fault('fingerprint', 'the cause has changed since this sheet was written: export again and look at the question');
      continue;
    }
    const answer = readAnswer(decision.options, written);
    if (answer === undefined) {
      fault('answer', `must be ${offered(decision.options)}`);
      continue;
    }
    const twin = seen.get(id);
    if (twin !== undefined && twin.answer !== answer) {
      fault('answer', `row ${twin.row} answers the same decision with "${twin.answer}"`);
      continue;
    }
    if (twin !== undefined) continue;
    seen.set(id, { row, answer });
    if (decision.state === 'answered' && decision.answer === answer) unchanged += 1;
    else answers.push({ id, answer, row, ...(decision.answer === undefined ? {} : { before: decision.answer }) });
  }
  return { answers, faults, empty, unchanged };
}
