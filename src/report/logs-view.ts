import type { LoggedAttempt, LogsResult, StepLog } from '../domain/step-log.ts';
import type { View, ViewBlock } from '../pipeline/view.ts';
import { stateWords } from './words.ts';

/** The story of steps, for a person: lines, no tables, so that it stays readable on narrow terminals. */
export function logsView({ steps }: LogsResult): View {
  return [
    ...steps.flatMap((step): ViewBlock[] => [
      { kind: 'heading', text: `${step.label} (${step.id}): ${stateWords(step.state, step.foundSince)}` },
      { kind: 'list', items: headOf(step) },
      ...(step.attempts.length === 0 ? [{ kind: 'text' as const, text: 'Nothing was sent for it.' }] : []),
      ...eventsOf(step),
    ]),
    { kind: 'next', command: 'bw2wholesale status', why: 'how far the plan is' },
  ];
}

function headOf(step: StepLog): string[] {
  const outputs = Object.entries(step.outputs).map(([name, id]) => `${name} ${id}`);
  return lines([
    ['natural key', step.naturalKey],
    ['kind', step.kind],
    [
      'plan',
      step.action === undefined
        ? 'the latest plan has no such step any more'
        : `${step.action}${step.phase === 'deferred' ? ', deferred to the cutover' : ''}`,
    ],
    ['held back', step.blocked],
    ['cause', step.cause],
    ['made or found', outputs.length === 0 ? undefined : outputs.join(', ')],
    ['left out', step.leftOut.length === 0 ? undefined : step.leftOut.join('; ')],
    ['since', step.updatedAt],
  ]);
}

/** Requests and look-ups in the order of time. */
function eventsOf(step: StepLog): ViewBlock[] {
  const events = [
    ...step.attempts.map((attempt) => ({ at: attempt.intentAt, blocks: attemptBlocks(attempt) })),
    ...step.settlements.map((settlement) => ({
      at: settlement.at,
      blocks: [
        { kind: 'heading' as const, text: `Look-up that settled it, ${settlement.at}` },
        {
          kind: 'list' as const,
          items: lines([
            ['run', settlement.run],
            ['in doubt because', settlement.why],
            ['found', settlement.found],
            ['decision', settlement.decision],
          ]),
        },
      ],
    })),
  ];
  return events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).flatMap(({ blocks }) => blocks);
}

function attemptBlocks(attempt: LoggedAttempt): ViewBlock[] {
  const { endedAt, status, code, answer, detail, clientTrackingId, trackingId } = attempt;
  const ended =
    endedAt === undefined ? 'none was recorded: in doubt' : `${endedAt}${status ? `, status ${status}` : ''}`;
  const sender = [attempt.command, attempt.by].filter((part) => part !== undefined).join(' by ');
  return [
    { kind: 'heading', text: `Attempt ${attempt.number}, ${attempt.operation}: ${attempt.outcome ?? 'open'}` },
    {
      kind: 'list',
      items: lines([
        ['run', sender === '' ? attempt.run : `${attempt.run} (${sender})`],
        ['sent', attempt.intentAt],
        ['request', `${attempt.method} ${attempt.path}`],
        ['host', attempt.host],
        ['body', attempt.body === undefined ? undefined : JSON.stringify(attempt.body)],
        ['answer', ended],
        ['error code', code],
        ['said', detail],
        ['answer body', answer === undefined || answer === '' ? undefined : answer],
        ['our tracking id', clientTrackingId],
        // Where no answer came, ours is all that there is.
        ['tracking id of the target', trackingId === clientTrackingId ? undefined : trackingId],
        ['decision', attempt.decision],
      ]),
    },
  ];
}

function lines(facts: readonly (readonly [string, string | undefined])[]): string[] {
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
}
