import type { Decision } from '../domain/drafts.ts';
import type { View } from '../pipeline/view.ts';
import { decisionKind } from './decision-words.ts';
import { amount, several } from './words.ts';

export interface DecisionLine extends Decision {
  readonly state: 'open' | 'answered' | 'stale';
  readonly answer?: string;
  readonly answeredBy?: string;
  readonly answeredHost?: string;
  /** ISO 8601. */
  readonly answeredAt?: string;
}

/** More than anybody reads through: the first few of each kind are shown, and how to see the others. */
const READABLE = 200;
const FIRST = 5;

/**
 * Decisions with what holds now: the answer, or the recommendation while nobody has answered. Of very many, the first of
 * each kind: stale before open before answered.
 *
 * @param total - how many there are, chosen or not: none of them is something else than none that fits
 * @param answeredSince - somebody has answered since the drafts were made: they do not hold the answers yet
 */
export function decisionsView(
  decisions: readonly DecisionLine[],
  total = decisions.length,
  answeredSince = false,
): View {
  if (decisions.length === 0 && total > 0) {
    return [
      { kind: 'text', text: `None of the ${several(total, 'decision')} fits what was asked for.` },
      { kind: 'next', command: 'bw2wholesale decisions list', why: 'all of them' },
    ];
  }
  if (decisions.length === 0) {
    return [
      { kind: 'text', text: 'No decisions: nothing was left open by the rules.' },
      { kind: 'next', command: 'bw2wholesale precheck', why: 'check the drafts before anything is planned' },
    ];
  }
  const order = { stale: 0, open: 1, answered: 2 } as const;
  const kinds = [...new Set(decisions.map((decision) => decision.kind))].sort();
  const most = decisions.length > READABLE ? FIRST : decisions.length;
  return [
    {
      kind: 'text',
      text: 'An open or stale decision takes its recommendation. A stale one was answered, but its cause has changed since.',
    },
    ...(decisions.length > READABLE ? [manyOf(decisions, kinds)] : []),
    ...kinds.map((kind) => {
      const ofKind = decisions.filter((decision) => decision.kind === kind);
      const shown = ofKind
        .toSorted((left, right) => order[left.state] - order[right.state] || (left.object < right.object ? -1 : 1))
        .slice(0, most);
      return tableOf(titleOf(kind, ofKind.length, most), shown);
    }),
    answeredSince
      ? { kind: 'next', command: 'bw2wholesale map', why: 'takes the answers into the drafts, which are older' }
      : { kind: 'next', command: 'bw2wholesale precheck', why: 'check the drafts before anything is planned' },
  ];
}

/** Who answered stands there where somebody did. */
function tableOf(title: string, decisions: readonly DecisionLine[]): View[number] {
  const isTold = decisions.some(({ answer }) => answer !== undefined);
  return {
    kind: 'table',
    title,
    head: ['state', 'object', 'taken', ...(isTold ? ['answered'] : []), 'question', 'options', 'reason'],
    rows: decisions.map((decision) => [
      decision.state,
      decision.object,
      decision.state === 'answered' ? (decision.answer ?? '') : `${decision.recommendation} (recommended)`,
      ...(isTold ? [answeredBy(decision)] : []),
      decision.question,
      decision.options.map(({ value }) => value).join(' | '),
      decision.reason,
    ]),
  };
}

/** `eve on desk-1, 2026-01-05`. */
function answeredBy({ answer, answeredBy: by = 'unknown', answeredHost: host, answeredAt: at }: DecisionLine): string {
  if (answer === undefined) return '';
  return `${by}${host === undefined ? '' : ` on ${host}`}${at === undefined ? '' : `, ${at.slice(0, 10)}`}`;
}

function titleOf(kind: string, count: number, most: number): string {
  return count > most ? `${decisionKind(kind)}: the first ${most} of ${amount(count)}` : decisionKind(kind);
}

function manyOf(decisions: readonly DecisionLine[], kinds: readonly string[]): View[number] {
  const count = (kind: string, state: DecisionLine['state']): number =>
    decisions.filter((decision) => decision.kind === kind && decision.state === state).length;
  return {
    kind: 'table',
    title: `${amount(decisions.length)} decisions; narrow them down with --kind, --customer, --state or --where, or export them`,
    head: ['kind', 'asks', 'stale', 'open', 'answered'],
    rows: kinds.map((kind) => [
      kind,
      decisionKind(kind),
      ...(['stale', 'open', 'answered'] as const).map((state) => count(kind, state)),
    ]),
  };
}

export interface Applied {
  readonly applied: number;
  readonly preview: boolean;
  readonly unchanged: number;
  readonly answers: readonly { readonly id: string; readonly answer: string; readonly before?: string }[];
}

/** What `decisions resolve` recorded, or would record. */
export function resolutionView(
  outcome: Applied & { readonly refused: readonly { readonly id: string; readonly offered: string }[] },
): View {
  return [
    answersTable(outcome),
    ...(outcome.refused.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            title: 'No option of these decisions',
            head: ['decision', 'offered'],
            rows: outcome.refused.map(({ id, offered }) => [id, offered]),
          },
        ]),
    ...ending(outcome, outcome.refused.length, 'decision'),
  ];
}

/** What `decisions import` took from a sheet, and every cell that it could not take. */
export function importView(
  outcome: Applied & {
    readonly empty: number;
    readonly faults: readonly {
      readonly row: number;
      readonly column: string;
      readonly value: string;
      readonly message: string;
    }[];
  },
  file: string,
): View {
  return [
    answersTable(outcome),
    ...(outcome.faults.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            title: `Cells of ${file} that cannot be taken`,
            head: ['row', 'column', 'value', 'why'],
            rows: outcome.faults.map(({ row, column, value, message }) => [row, column, value, message]),
          },
        ]),
    {
      kind: 'text',
      text: `${several(outcome.empty, 'row')} without an answer, ${outcome.unchanged} recorded already.`,
    },
    ...ending(outcome, outcome.faults.length, 'cell'),
  ];
}

function answersTable({ answers, applied }: Applied): View[number] {
  return {
    kind: 'table',
    title: applied > 0 ? 'Answers recorded' : 'Answers',
    head: ['decision', 'before', 'answer'],
    rows: answers.map(({ id, before, answer }) => [id, before ?? '', answer]),
  };
}

function ending({ applied, preview, answers }: Applied, faults: number, what: string): View {
  const again: View[number] = { kind: 'next', command: 'bw2wholesale decisions list', why: 'what is still open' };
  if (preview) {
    const text = `Preview: ${amount(answers.length)} would be recorded; nothing was. The same without --preview records ${answers.length === 1 ? 'it' : 'them'}.`;
    return [{ kind: 'text', text }, again];
  }
  if (faults > 0 && applied === 0) {
    const text = `Nothing was recorded: ${several(faults, `${what} is`, `${what}s are`)} wrong. Mend ${faults === 1 ? 'it' : 'them'}, or pass --partial.`;
    return [{ kind: 'text', text }, again];
  }
  return [
    { kind: 'text', text: `${applied} recorded${faults > 0 ? `; ${several(faults, what)} left out` : ''}.` },
    // What was recorded before may still wait for it; without anything new there is nothing to hurry for.
    applied === 0
      ? { kind: 'next', command: 'bw2wholesale decisions list', why: 'what is open, and what was answered' }
      : { kind: 'next', command: 'bw2wholesale map', why: 'the answers change the drafts' },
  ];
}
