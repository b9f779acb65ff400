import { BATCH_ALL } from '../domain/batch.ts';
import type { View } from '../pipeline/view.ts';
import { amount, moment, several } from './words.ts';

interface TornPart {
  readonly what: string;
  readonly object: string;
  readonly outside: string;
  readonly remedy: string;
  readonly message: string;
}

/** Somebody who stands in Webex already, and how he came there as far as the journal knows. */
export interface Standing {
  readonly id: string;
  readonly name: string;
  readonly run?: string;
  readonly batch?: string;
  readonly at?: string;
}

/** All batches, and how many are in none. */
export function batchListView(
  batches: readonly {
    readonly name: string;
    readonly members: number;
    readonly by: string;
    readonly createdAt: string;
  }[],
  outside: number,
): View {
  if (batches.length === 0) {
    const all = outside === 1 ? 'the one owner or feature moves' : `all ${amount(outside)} owners and features move`;
    return [
      { kind: 'text', text: `There are no batches: ${all} together with \`plan\`, unless batches part them.` },
      {
        kind: 'next',
        command: 'bw2wholesale batch create NAME --users FILE',
        why: 'cuts the first one, of the users that the file lists; --enterprise, --group, --query and --all choose otherwise',
      },
    ];
  }
  return [
    {
      kind: 'table',
      title: 'Batches',
      head: ['batch', 'members', 'made by', 'at'],
      rows: batches.map(({ name, members, by, createdAt }) => [name, members, by, createdAt]),
    },
    { kind: 'text', text: `Owners and features in no batch: ${amount(outside)}.` },
    { kind: 'next', command: 'bw2wholesale batch lint NAME', why: 'what a cut tears apart' },
  ];
}

export function batchShowView(
  name: string,
  members: readonly { kind: string; name: string; location: string; number: string; extension: string }[],
): View {
  return [
    {
      kind: 'table',
      title: `Batch ${name}: ${several(members.length, 'member')}`,
      head: ['kind', 'name', 'location', 'number', 'ext.'],
      rows: members.map((each) => [each.kind, each.name, each.location, each.number, each.extension]),
    },
    { kind: 'next', command: `bw2wholesale batch lint ${name}`, why: 'what the cut tears apart' },
  ];
}

/** What a cut tears apart, worst first. */
export function batchLintView(name: string, tears: readonly TornPart[]): View {
  if (tears.length === 0) {
    return [
      { kind: 'text', text: `Batch ${name} tears nothing apart.` },
      { kind: 'next', command: `bw2wholesale plan --batch ${name}`, why: 'plans it' },
    ];
  }
  return [
    ...tables(tears),
    {
      kind: 'text',
      text: 'deferred link: set by a later step, with the batch of the second of the two. linked now: set with this batch, for the others moved before. virtual extension: planned with this batch. comes along: moves with this batch. breaks: does not work until the others move. blocked: nothing can be staged; where a member would send calls there, plan refuses.',
    },
    {
      kind: 'next',
      command: `bw2wholesale batch move ${name} USER --preview`,
      why: 'what it would be like with somebody more',
    },
  ];
}

export function batchMoveView(
  to: string,
  count: number,
  found: {
    readonly changes: readonly {
      readonly batch: string;
      readonly torn: readonly TornPart[];
      readonly mended: number;
    }[];
    readonly standing: readonly Standing[];
  },
  preview: boolean,
): View {
  const where = to === 'none' ? 'out of every batch' : `to batch ${to}`;
  return [
    {
      kind: 'text',
      text: preview ? `Preview: ${count} would move ${where}; nothing was changed.` : `${count} moved ${where}.`,
    },
    ...standingBlocks(to, found.standing),
    ...found.changes.flatMap(
      ({ batch, torn, mended }): View => [
        { kind: 'heading', text: `Batch ${batch}: ${torn.length} newly torn, ${mended} no longer` },
        ...tables(torn),
      ],
    ),
    {
      kind: 'next',
      command: `bw2wholesale batch lint ${to === 'none' ? 'NAME' : to}`,
      why: 'what the cut tears apart',
    },
  ];
}

/** A name in another list moves nobody who has moved: what it does mean has to be said, or it looks like a second move. */
function standingBlocks(to: string, standing: readonly Standing[]): View {
  if (standing.length === 0) return [];
  const them = standing.length === 1 ? 'it' : 'them';
  const later =
    to === 'none'
      ? `What changes of ${them} from now on (settings, phones) is planned with no batch, only with everything.`
      : `What changes of ${them} from now on (settings, phones) is planned with batch ${to}, not with the batch before.`;
  return [
    {
      kind: 'table',
      title: `${several(standing.length, 'stands', 'stand')} in Webex already`,
      head: ['name', 'moved with', 'run', 'at'],
      rows: standing.map(({ name, run, batch, at }) => [
        name,
        movedWith(run, batch),
        run ?? '',
        at === undefined ? '' : moment(at),
      ]),
    },
    { kind: 'text', text: `Nothing is moved twice: it is the name alone that changes its batch. ${later}` },
  ];
}

function movedWith(run: string | undefined, batch: string | undefined): string {
  if (batch !== undefined) return batch === BATCH_ALL ? 'everything' : `batch ${batch}`;
  return run === undefined ? 'found there, adopted' : 'a plan that is gone';
}

const ORDER = ['blocked', 'breaks', 'virtual extension', 'deferred link', 'linked now', 'comes along'];

function tables(tears: readonly TornPart[]): View {
  const remedies = [...new Set(tears.map(({ remedy }) => remedy))].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return remedies.map((remedy) => {
    const rows = tears.filter((tear) => tear.remedy === remedy);
    return {
      kind: 'table',
      title: `${remedy} (${rows.length})`,
      head: ['what', 'object', 'across the cut', 'how'],
      rows: rows.map(({ what, object, outside, message }) => [what, object, outside, message]),
    };
  });
}
