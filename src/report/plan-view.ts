import { groupBy } from '../domain/group-by.ts';
import { ofBatch } from '../domain/next-command.ts';
import type { PlanItem, PlanSummary } from '../domain/outcomes.ts';
import type { StepAction } from '../domain/plan.ts';
import { quoted } from '../domain/quoted.ts';
import type { View, ViewBlock } from '../pipeline/view.ts';
import { peopleText } from './status-view.ts';
import { several } from './words.ts';

const SIGNS: Readonly<Record<StepAction, string>> = {
  create: '+',
  change: '~',
  unchanged: '=',
  adopt: '>',
  blocked: '!',
  delete: '-',
};
/** Lines of objects on a screen; `--out` writes all of them. */
const MOST_LINES = 200;
/** Of objects with one reason, in a list that is longer than that. */
const SAME_REASON = 5;
/** What is gone or held back is looked at before what is right already. */
const RANK: Readonly<Record<StepAction, number>> = {
  delete: 0,
  blocked: 1,
  change: 2,
  adopt: 3,
  create: 4,
  unchanged: 5,
};

/** The plan as a person reads it: numbers first, then object by object. */
export function planView(summary: PlanSummary): View {
  const { byAction, total } = summary.steps;
  const left = summary.notPlanned.filter(({ blocked }) => !blocked);
  const held = summary.notPlanned.filter(({ blocked }) => blocked);
  return [
    { kind: 'heading', text: `Plan ${summary.hash}${summary.approved ? ' (approved)' : ''}` },
    {
      kind: 'text',
      text: `${several(total, 'step')} for ${summary.target}: ${several(summary.calls, 'call')}, about ${several(summary.estimatedMinutes, 'minute')}.`,
    },
    ...(summary.asked === undefined || summary.asked.requests === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: `Asked Webex whether ${several(summary.asked.numbers, 'number')} can be added (${several(summary.asked.requests, 'request')}).`,
          },
        ]),
    ...(summary.plannedBy === undefined
      ? []
      : [{ kind: 'text' as const, text: capitalised(`${peopleText(summary)}.`) }]),
    {
      kind: 'table',
      head: ['', 'action', 'steps'],
      rows: [
        ['+', 'create', byAction.create],
        ['~', 'change', byAction.change],
        ['=', 'already right', byAction.unchanged],
        ['>', 'adopt', byAction.adopt],
        ['!', 'blocked', byAction.blocked],
        ['-', 'delete', byAction.delete],
      ],
    },
    {
      kind: 'table',
      head: ['kind', 'steps'],
      rows: Object.entries(summary.steps.byKind).sort(([a], [b]) => (a < b ? -1 : 1)),
    },
    { kind: 'heading', text: 'Objects' },
    { kind: 'list', items: lines(summary.items) },
    ...listing('Not planned, to be mended', held),
    ...listing('Left where they are', left),
    ...(summary.deferred === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: `${summary.deferred === 1 ? '1 step waits' : `${summary.deferred} steps wait`} for the cutover: bw2wholesale provision${ofBatch(summary.batch)} --include-deferred carries ${summary.deferred === 1 ? 'it' : 'them'} out.`,
          },
        ]),
    nextBlock(summary, held.length + byAction.blocked > 0),
  ];
}

function nextBlock({ batch, hash, approved, steps, heldCustomers }: PlanSummary, isHeld: boolean): ViewBlock {
  const { create, change, unchanged, adopt } = steps.byAction;
  if (isHeld && create + change + unchanged + adopt + steps.byAction.delete === 0) {
    const [customer] = heldCustomers ?? [];
    // What holds a customer back may stand in the target, where precheck does not look.
    if (customer !== undefined) {
      return {
        kind: 'next',
        command: `bw2wholesale explain ${quoted(customer)}`,
        why: 'nothing can be carried out: says what holds the customer back, and the way on',
      };
    }
    return {
      kind: 'next',
      command: 'bw2wholesale precheck',
      why: 'nothing can be carried out: says what to mend first',
    };
  }
  const provision = `bw2wholesale provision${ofBatch(batch)}`;
  if (approved) return { kind: 'next', command: provision, why: 'carries out this plan' };
  return {
    kind: 'next',
    command: `bw2wholesale plan approve ${hash}`,
    why: `records who approves it; or \`${provision} --yes\` after reading it`,
  };
}

/** Of more than anybody reads, what deserves a look comes first. */
function lines(items: readonly PlanItem[]): string[] {
  if (items.length <= MOST_LINES) return items.map(line);
  const shown = items.toSorted((a, b) => RANK[a.action] - RANK[b.action]).slice(0, MOST_LINES);
  const rest = new Map<StepAction, number>();
  for (const { action } of items) rest.set(action, (rest.get(action) ?? 0) + 1);
  for (const { action } of shown) rest.set(action, (rest.get(action) ?? 0) - 1);
  const more = [...rest].filter(([, count]) => count > 0).map(([action, count]) => `${count} × ${SIGNS[action]}`);
  return [...shown.map(line), `and more (${more.join(', ')}): plan --out FILE writes all of them`];
}

function line({ action, label, phase, differences, reason, leftOut }: PlanItem): string {
  const parts = [
    ...(phase === 'deferred' ? ['at the cutover'] : []),
    ...differences.map(({ field, expected, actual }) => `${field}: ${show(actual)} → ${show(expected)}`),
    ...(reason === undefined ? [] : [reason]),
    ...(leftOut === undefined ? [] : [`without ${leftOut.join(', ')}`]),
  ];
  return `${SIGNS[action]} ${label}${parts.length === 0 ? '' : ` (${parts.join('; ')})`}`;
}

/** By reason, where many objects have the same. */
function listing(title: string, entries: PlanSummary['notPlanned']): ViewBlock[] {
  if (entries.length === 0) return [];
  const byReason = groupBy(entries, ({ reason }) => reason);
  const items = [...byReason].flatMap(([reason, those]) => {
    if (entries.length <= MOST_LINES || those.length <= SAME_REASON)
      return those.map(({ label }) => `${label}: ${reason}`);
    const some = those.slice(0, SAME_REASON).map(({ label }) => label);
    return [`${those.length} objects: ${reason} (${some.join(', ')} …)`];
  });
  const shown = items.slice(0, MOST_LINES);
  const rest = items.length - shown.length;
  return [
    { kind: 'heading', text: title },
    { kind: 'list', items: rest > 0 ? [...shown, `and ${rest} more: plan --format json has all of them`] : shown },
  ];
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
