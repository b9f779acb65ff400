import { entryOf } from '../domain/entry-of.ts';
import type { MapSummary } from '../domain/map-summary.ts';
import { quoted } from '../domain/quoted.ts';
import type { View, ViewBlock } from '../pipeline/view.ts';
import { decisionKind } from './decision-words.ts';
import { several } from './words.ts';

interface StaleLine {
  readonly id: string;
  readonly answer: string;
  readonly taken: string;
  readonly why: string;
  readonly offered: boolean;
}

const KINDS = [
  ['customers', 'customers'],
  ['locations', 'locations'],
  ['numbers', 'numbers'],
  ['subscribers', 'subscribers'],
  ['workspaces', 'Webex workspaces'],
  ['virtualLines', 'virtual lines'],
  ['devices', 'devices'],
  ['huntGroups', 'hunt groups'],
  ['callQueues', 'call queues'],
  ['autoAttendants', 'auto attendants'],
  ['callPickups', 'call pickups'],
  ['callParks', 'call parks'],
  ['pagingGroups', 'paging groups'],
  ['voicePortals', 'voice portals'],
  ['voicemailGroups', 'voicemail groups'],
  ['schedules', 'schedules'],
  ['settings', 'settings of people'],
  ['notMigrated', 'not migrated'],
] as const satisfies readonly (readonly [keyof MapSummary['counts'], string])[];

const STAYS: Readonly<Record<string, string>> = {
  hold: 'held for a signature (fax, alarm, lift, door, payment)',
  none: 'nothing to move',
  unsupported: 'not supported yet',
  'out-of-scope': 'out of scope or skipped',
};

const OUTCOMES = ['migrated', 'changed', 'manual', 'lost', 'not used'] as const;

/** What `map` proposes, what it decided by recommendation, and where every stored value ended. */
export function mapView(summary: MapSummary, staleAnswers: readonly StaleLine[] = []): View {
  const { counts, packages, decisions, coverage } = summary;
  const blocks: ViewBlock[] = [
    {
      kind: 'table',
      title: 'Drafts',
      head: ['kind', 'count'],
      rows: KINDS.filter(([kind]) => counts[kind] > 0).map(([kind, label]) => [label, counts[kind]]),
    },
    { kind: 'table', title: 'Packages', head: ['package', 'count'], rows: Object.entries(packages) },
  ];
  const stays = Object.entries(summary.notMigrated);
  if (stays.length > 0) {
    blocks.push({
      kind: 'table',
      title: 'Not migrated',
      head: ['why', 'count'],
      rows: stays.map(([category, number]) => [entryOf(STAYS, category) ?? category, number]),
    });
  }
  blocks.push({
    kind: 'table',
    title: 'Coverage proof: every stored value of the source ends in one of these',
    head: ['outcome', 'values', 'share'],
    rows: [
      ...OUTCOMES.map((outcome) => [outcome, coverage[outcome], share(coverage[outcome], coverage.total)]),
      ['total', coverage.total, ''],
    ],
  });
  blocks.push({ kind: 'text', text: `${several(summary.losses, 'loss', 'losses')} to tell people about.` });

  const waiting = decisions.open + decisions.stale;
  if (waiting > 0) {
    blocks.push({
      kind: 'text',
      text: `${several(waiting, 'decision')} without an answer (${decisions.stale} stale): until somebody answers, the recommendation is taken.`,
    });
    blocks.push({
      kind: 'table',
      title: 'Decisions taken by recommendation',
      head: ['about', 'count'],
      rows: Object.entries(summary.openDecisions).map(([kind, number]) => [decisionKind(kind), number]),
    });
  }
  blocks.push(...staleBlocks(staleAnswers));
  if (decisions.answered > 0)
    blocks.push({ kind: 'text', text: `${several(decisions.answered, 'decision')} answered.` });
  blocks.push(
    waiting > 0
      ? {
          kind: 'next',
          command: 'bw2wholesale decisions list',
          why: 'see what was decided by recommendation; then precheck',
        }
      : { kind: 'next', command: 'bw2wholesale precheck', why: 'check the drafts before anything is planned' },
  );
  return blocks;
}

/** Whoever has answered takes it for settled: what became of the answer is said, and how to give it again. */
function staleBlocks(stale: readonly StaleLine[]): View {
  const [first] = stale.filter(({ offered }) => offered);
  if (stale.length === 0) return [];
  return [
    {
      kind: 'table',
      title: `${several(stale.length, 'answer')} stale since this run: ${stale.length === 1 ? 'its' : 'their'} cause has changed, and the recommendation is taken`,
      head: ['decision', 'answered', 'taken instead', 'why'],
      rows: stale.map(({ id, answer, taken, why }) => [id, answer, taken, why]),
    },
    ...(first === undefined
      ? []
      : [
          {
            kind: 'text' as const,
            text: `To give one again: bw2wholesale decisions resolve ${quoted(first.id)} --answer ${quoted(first.answer)}, then map.`,
          },
        ]),
  ];
}

function share(part: number, total: number): string {
  return total === 0 ? '' : `${((100 * part) / total).toFixed(1)} %`;
}
