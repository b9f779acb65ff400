import { withoutKind } from '../domain/draft-id.ts';
import type { PlanSummary, StatusSummary } from '../domain/outcomes.ts';
import type { View } from '../pipeline/view.ts';
import { amount, endWords } from './words.ts';

const NAMES: readonly (readonly [keyof StatusSummary['counts'], string])[] = [
  ['created', 'created'],
  ['adopted', 'adopted'],
  ['unchanged', 'unchanged'],
  ['changed', 'changed'],
  ['pending', 'not begun'],
  ['inDoubt', 'in doubt'],
  ['waiting', 'waiting for the target'],
  ['failed', 'failed'],
  ['skipped', 'skipped'],
  ['unknown', 'unknown'],
  ['deferred', 'deferred to the cutover'],
  ['blocked', 'blocked'],
];

/** Where a target stands, for a person. */
export function statusView(summary: StatusSummary): View {
  const { plan, lastRun, lock } = summary;
  return [
    { kind: 'heading', text: `Status of ${ofCustomer(summary.customer)}${summary.target}` },
    {
      kind: 'list',
      items: [
        plan === undefined
          ? 'no plan yet'
          : `plan ${plan.hash} of batch ${plan.batch}, ${peopleText(plan)}, target seen ${plan.observedAt}`,
        lastRun === undefined
          ? 'no run yet'
          : `last run ${lastRun.id} (${lastRun.command}) by ${lastRun.by}, begun ${lastRun.startedAt}, ${
              lastRun.endedAt === undefined
                ? lock === undefined
                  ? 'stopped without an end'
                  : 'still running'
                : `ended ${lastRun.endedAt}: ${endWords(lastRun)}`
            }`,
        ...(summary.verified === undefined ? [] : [verifiedText(summary.verified)]),
        ...(summary.blockedStanding === 0
          ? []
          : [
              `${amount(summary.blockedStanding)} of what is blocked ${summary.blockedStanding === 1 ? 'stands' : 'stand'} as an earlier plan has made it`,
            ]),
        ...(lock === undefined
          ? []
          : [`${lock.by} runs "${lock.command}" on ${lock.host} (process ${lock.pid}) since ${lock.since}`]),
      ],
    },
    {
      kind: 'table',
      head: ['state', 'steps'],
      rows: NAMES.flatMap(([name, words]) => (summary.counts[name] === 0 ? [] : [[words, summary.counts[name]]])),
    },
    ...causes('Failed, by cause', summary.failures),
    ...causes('Skipped, by root cause', summary.skipped),
    ...list(
      'Waiting',
      summary.waiting.map(({ label, cause }) => `${label}: ${cause}`),
    ),
    ...list(
      lock === undefined
        ? 'In doubt: the next run looks them up before it sends anything'
        : 'Sent, and not answered yet',
      summary.inDoubt,
    ),
    { kind: 'next', command: summary.next.command, why: summary.next.why },
  ];
}

function ofCustomer(customer: string | undefined): string {
  return customer === undefined ? '' : `${withoutKind(customer)} in `;
}

function verifiedText(verified: NonNullable<StatusSummary['verified']>): string {
  const { at, matched, different, missing, extra, heldBack } = verified;
  const held = heldBack === 0 ? '' : `; ${amount(heldBack)} of these changes held back by the plan`;
  return `read back ${at}: ${matched} matched, ${different} different, ${missing} missing, ${extra} extra${held}`;
}

/** `planned by ann, approved by ben at 2026-01-01T00:00:00.000Z`. */
export function peopleText({ plannedBy, approval }: Pick<PlanSummary, 'plannedBy' | 'approval'>): string {
  const planned = plannedBy === undefined ? '' : `planned by ${plannedBy}, `;
  return `${planned}${approval === undefined ? 'not approved' : `approved by ${approval.by} at ${approval.at}`}`;
}

function causes(title: string, groups: StatusSummary['failures']): View {
  if (groups.length === 0) return [];
  const rows = groups.map(({ cause, count, examples }) => [cause, count, examples.join(', ')]);
  return [{ kind: 'table', title, head: ['cause', 'steps', 'for example'], rows }];
}

function list(title: string, items: readonly string[]): View {
  return items.length === 0
    ? []
    : [
        { kind: 'heading', text: title },
        { kind: 'list', items },
      ];
}
