import type { View, ViewBlock } from '../pipeline/view.ts';
import { isUnclear, type RunLine, type RunReport, type RunSummary } from './run-report.ts';
import { amount, endWords, kindWord, several } from './words.ts';

const MOST_LINES = 50;

/** Every run of the folder, the latest last. */
export function runsView(runs: readonly RunLine[]): View {
  return [
    { kind: 'heading', text: 'Runs' },
    runs.length === 0
      ? { kind: 'text', text: 'Nothing has been provisioned in this folder yet.' }
      : {
          kind: 'table',
          head: ['run', 'command', 'started', 'by', 'host', 'ended as', 'requests'],
          rows: runs.map((run) => [
            run.id,
            run.command,
            moment(run.startedAt),
            run.by,
            run.host ?? '',
            endWords(run),
            run.requests,
          ]),
        },
    runs.length === 0
      ? { kind: 'next', command: 'bw2wholesale plan', why: 'shows what would be written' }
      : { kind: 'next', command: `bw2wholesale report --run ${runs.at(-1)?.id}`, why: 'what the latest run did' },
  ];
}

/** What one run did: when, by whom, after which plan, how its steps ended, and what the journal counted. */
export function runReportView(report: RunReport): View {
  const { run, summary, journal } = report;
  return [
    { kind: 'heading', text: `Run ${run.id}` },
    {
      kind: 'list',
      items: [
        `${run.command} by ${run.by}${run.host === undefined ? '' : ` on ${run.host}`}, ${moment(run.startedAt)} to ${run.endedAt === undefined ? '(no end recorded)' : moment(run.endedAt)}`,
        `ended as: ${endWords(run)}`,
        // A rollback has a plan of its own, which is not kept.
        ...(run.plan === '' ? [] : [`plan ${run.plan}`]),
        `target ${run.target}`,
        `${several(journal.requests, 'request')} for ${several(journal.steps, 'step')}, ${amount(journal.repeated)} of them sent again`,
        `${several(journal.unclear, 'step')} without a clear answer, ${amount(journal.inDoubt)} of them in doubt today`,
        ...(summary === undefined ? [] : [restOf(summary)].filter((text) => text !== '')),
      ],
    },
    ...(summary === undefined
      ? [
          {
            kind: 'text' as const,
            text: 'The run left no summary (it was killed, or is still going on): what follows is counted in the journal.',
          },
        ]
      : summaryBlocks(summary)),
    {
      kind: 'table',
      title: 'Requests',
      head: ['operation', 'outcome', 'requests'],
      rows: journal.byOutcome.map(({ operation, outcome, count }) => [operation, outcome, count]),
    },
    ...openSteps(report),
    { kind: 'next', command: 'bw2wholesale logs STEP', why: 'every attempt of one step' },
  ];
}

function restOf(summary: RunSummary): string {
  const { durationMs, retries, throttled, deferred, blocked, notReached } = summary;
  return [
    ...(durationMs === undefined ? [] : [`${(durationMs / 1000).toFixed(1)} s`]),
    ...(retries === undefined ? [] : [several(retries, 'retry', 'retries')]),
    ...(throttled === undefined ? [] : [`throttled ${several(throttled, 'time')}`]),
    ...(deferred === undefined ? [] : [`${amount(deferred)} deferred to the cutover`]),
    ...(blocked === undefined ? [] : [`${amount(blocked)} blocked`]),
    ...(notReached === undefined ? [] : [`${amount(notReached)} not begun`]),
  ].join(', ');
}

function summaryBlocks({ counts, byKind, failures }: RunSummary): ViewBlock[] {
  const names = Object.keys(counts);
  const shown = failures.slice(0, MOST_LINES);
  return [
    {
      kind: 'table',
      title: 'How it ended',
      head: ['kind', ...names],
      rows: [
        ...byKind.map((row) => [kindWord(row.kind, 2), ...names.map((name) => row.counts[name] ?? 0)]),
        ['all', ...names.map((name) => counts[name] ?? 0)],
      ],
    },
    ...(shown.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            title:
              shown.length < failures.length ? `Not done, the first ${shown.length} of ${failures.length}` : 'Not done',
            head: ['state', 'object', 'cause'],
            rows: shown.map(({ state, label, cause }) => [state, label, cause]),
          },
        ]),
  ];
}

/** Steps that this run left without a clear answer, and what has become of them since. */
function openSteps({ steps }: RunReport): ViewBlock[] {
  const open = steps.filter(isUnclear);
  const shown = open.slice(0, MOST_LINES);
  if (shown.length === 0) return [];
  const title = 'No clear answer; settled by looking the object up';
  return [
    {
      kind: 'table',
      title: shown.length < open.length ? `${title}, the first ${shown.length} of ${open.length}` : title,
      head: ['object', 'today', 'tracking id'],
      rows: shown.map(({ label, stateNow, trackingId }) => [label, stateNow ?? '', trackingId ?? '']),
    },
  ];
}

function moment(at: string): string {
  return `${at.slice(0, 19)}Z`;
}
