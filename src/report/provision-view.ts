import { ofBatch } from '../domain/next-command.ts';
import { nothingCouldGo, OUTCOMES, type ProvisionSummary } from '../domain/outcomes.ts';
import type { View, ViewBlock } from '../pipeline/view.ts';
import { kindWord, several } from './words.ts';

const MOST_LINES = 50;

/** What a run did: the closing table, what went wrong and why, what is left. */
export function provisionView(summary: ProvisionSummary): View {
  const { counts, byKind, stopped } = summary;
  const kinds = Object.entries(byKind);
  return [
    { kind: 'heading', text: `Run ${summary.run}` },
    {
      kind: 'table',
      head: ['kind', ...OUTCOMES],
      rows: [
        ...kinds.map(([kind, ofKind]) => [kindWord(kind, 2), ...OUTCOMES.map((outcome) => ofKind[outcome])]),
        ['all', ...OUTCOMES.map((outcome) => counts[outcome])],
      ],
    },
    {
      kind: 'text',
      text: [
        `${(summary.durationMs / 1000).toFixed(1)} s`,
        several(summary.retries, 'retry', 'retries'),
        `throttled ${several(summary.throttled, 'time')}`,
        `${summary.deferred} deferred to the cutover`,
        `${summary.blocked} blocked`,
        ...(summary.notReached > 0 ? [`${summary.notReached} not begun`] : []),
      ].join(', '),
    },
    ...(stopped === undefined ? [] : [{ kind: 'text' as const, text: `Stopped early: ${stopped.message}.` }]),
    ...(summary.foundOff === undefined
      ? []
      : [
          {
            kind: 'text' as const,
            text: `${several(summary.foundOff, 'object')} that earlier runs have made ${summary.foundOff === 1 ? 'was' : 'were'} left alone: verify has found ${summary.foundOff === 1 ? 'it' : 'them'} different or missing since the plan was made.`,
          },
        ]),
    ...failureBlocks(summary),
    ...leftOutBlock(summary),
    nextBlock(summary),
  ];
}

function failureBlocks(summary: ProvisionSummary): ViewBlock[] {
  if (summary.failures.length === 0) return [];
  const shown = summary.failures.slice(0, MOST_LINES);
  const rest = summary.failures.length - shown.length;
  return [
    {
      kind: 'table',
      title: 'Not done',
      head: ['state', 'object', 'cause', 'tracking id'],
      rows: shown.map(({ state, label, cause, trackingId }) => [state, label, cause, trackingId ?? '']),
    },
    ...(rest > 0 ? [{ kind: 'text' as const, text: `and ${rest} more; \`status\` groups them by cause.` }] : []),
  ];
}

function leftOutBlock(summary: ProvisionSummary): ViewBlock[] {
  if (summary.leftOut.length === 0) return [];
  return [
    { kind: 'heading', text: 'Made without some of their parts' },
    { kind: 'list', items: summary.leftOut.map(({ label, parts }) => `${label}: ${parts.join(', ')}`) },
  ];
}

function nextBlock(summary: ProvisionSummary): ViewBlock {
  const { batch, counts, stopped, deferred, includeDeferred } = summary;
  const resume = `bw2wholesale provision${ofBatch(batch)}${includeDeferred === true ? ' --include-deferred' : ''}`;
  if (stopped !== undefined && stopped.reason !== 'max-failures') {
    return { kind: 'next', command: resume, why: 'goes on where this run ended; nothing is done twice' };
  }
  if (summary.foundOff !== undefined) {
    return {
      kind: 'next',
      command: `bw2wholesale plan${ofBatch(batch)}`,
      why: 'comes first: it shows what would put right what verify has found',
    };
  }
  if (counts.failed + counts.skipped + counts.unknown > 0) {
    return { kind: 'next', command: `${resume} --retry-failed`, why: 'tries the failed steps again, once mended' };
  }
  if (counts.waiting > 0) return { kind: 'next', command: resume, why: 'picks up what the target was still at' };
  if (nothingCouldGo(summary)) {
    return {
      kind: 'next',
      command: 'bw2wholesale precheck',
      why: 'nothing could be carried out: says what to mend first; explain OBJECT tells what holds one object back',
    };
  }
  const cutover = deferred > 0 ? `; at the cutover: bw2wholesale provision${ofBatch(batch)} --include-deferred` : '';
  return {
    kind: 'next',
    command: `bw2wholesale verify${ofBatch(batch)}`,
    why: `reads everything back and compares it${cutover}`,
  };
}
