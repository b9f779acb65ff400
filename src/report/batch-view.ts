import type { View } from '../pipeline/view.ts';

interface TornPart {
  readonly what: string;
  readonly object: string;
  readonly outside: string;
  readonly remedy: string;
  readonly message: string;
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
  return [
    {
      kind: 'table',
      title: 'Batches',
      head: ['batch', 'members', 'made by', 'at'],
      rows: batches.map(({ name, members, by, createdAt }) => [name, members, by, createdAt]),
    },
    { kind: 'text', text: `Owners and features in no batch: ${outside}.` },
    batches.length === 0
      ? { kind: 'next', command: 'bw2wholesale batch create NAME --users FILE', why: 'cuts the first one' }
      : { kind: 'next', command: 'bw2wholesale batch lint NAME', why: 'what a cut tears apart' },
  ];
}

export function batchShowView(
  name: string,
  members: readonly { kind: string; name: string; location: string; number: string; extension: string }[],
): View {
  return [
    {
      kind: 'table',
      title: `Batch ${name}: ${members.length} members`,
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
  changes: readonly { readonly batch: string; readonly torn: readonly TornPart[]; readonly mended: number }[],
  preview: boolean,
): View {
  const where = to === 'none' ? 'out of every batch' : `to batch ${to}`;
  return [
    {
      kind: 'text',
      text: preview ? `Preview: ${count} would move ${where}; nothing was changed.` : `${count} moved ${where}.`,
    },
    ...changes.flatMap(
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
