import type { PlanItem, PlanSummary } from '../domain/outcomes.ts';
import type { StepAction } from '../domain/plan.ts';
import type { View, ViewBlock } from '../pipeline/view.ts';
import { peopleText } from './status-view.ts';

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

/** The plan as a person reads it: numbers first, then object by object. */
export function planView(summary: PlanSummary): View {
  const { byAction, total } = summary.steps;
  const left = summary.notPlanned.filter(({ blocked }) => !blocked);
  const held = summary.notPlanned.filter(({ blocked }) => blocked);
  return [
    { kind: 'heading', text: `Plan ${summary.hash}${summary.approved ? ' (approved)' : ''}` },
    {
      kind: 'text',
      text: `${total} steps for ${summary.target}: ${summary.calls} calls, about ${summary.estimatedMinutes} minutes.`,
    },
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
            text: `${summary.deferred} steps wait for the cutover: bw2wholesale provision --include-deferred carries them out.`,
          },
        ]),
    summary.approved
      ? {
          kind: 'next',
          command: `bw2wholesale provision${summary.batch === 'all' ? '' : ` --batch ${summary.batch}`}`,
          why: 'carries out this plan',
        }
      : {
          kind: 'next',
          command: `bw2wholesale plan approve ${summary.hash}`,
          why: 'records who approves it; or `provision --yes` after reading it',
        },
  ];
}

function lines(items: readonly PlanItem[]): string[] {
  const shown = items.slice(0, MOST_LINES).map(line);
  const rest = items.length - shown.length;
  return rest > 0 ? [...shown, `and ${rest} more: plan --out FILE writes all of them`] : shown;
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

function listing(title: string, entries: PlanSummary['notPlanned']): ViewBlock[] {
  if (entries.length === 0) return [];
  const shown = entries.slice(0, MOST_LINES).map(({ label, reason }) => `${label}: ${reason}`);
  const rest = entries.length - shown.length;
  return [
    { kind: 'heading', text: title },
    { kind: 'list', items: rest > 0 ? [...shown, `and ${rest} more`] : shown },
  ];
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
