import type { View, ViewBlock } from '../pipeline/view.ts';
import { type CompletenessFacts, completenessBlocks } from './completeness-blocks.ts';
import { several } from './words.ts';

/** What `extract` hands over. */
export interface ExtractFacts {
  readonly counts: Readonly<Record<CountName, number>>;
  readonly errors: number;
  readonly orphans: number;
  readonly conflicts: number;
  readonly warnings: number;
  readonly audioFiles: number;
  readonly files: { readonly read: number; readonly skipped: number };
  readonly refused: readonly object[];
  readonly orphanList: readonly {
    readonly type: string;
    readonly file: string;
    readonly offset: number;
    readonly echo: string;
  }[];
  readonly unknown: readonly { readonly type: string; readonly count: number }[];
  readonly issues: readonly {
    readonly kind: string;
    readonly code: string;
    readonly message: string;
    readonly file: string | undefined;
    readonly offset: number | undefined;
  }[];
  readonly completeness: CompletenessFacts;
}

export const COUNT_LABELS = {
  documents: 'Documents',
  commands: 'Commands',
  serviceProviders: 'Service providers and enterprises',
  groups: 'Groups',
  users: 'Users',
  serviceInstances: 'Service instances (virtual users)',
  devices: 'Devices',
  numbers: 'Numbers',
  servicePacks: 'Service packs',
} as const;
export type CountName = keyof typeof COUNT_LABELS;

/** How many lines of one kind are shown; the JSON output holds them all. */
const SHOWN = 20;

export function countRows(counts: Readonly<Record<CountName, number>>): [string, number][] {
  return (Object.keys(COUNT_LABELS) as CountName[]).map((name) => [COUNT_LABELS[name], counts[name]]);
}

/** @param lacks - whether requests could be written for what nobody asked */
export function extractView(facts: ExtractFacts, lacks = false): View {
  const { read, skipped } = facts.files;
  return [
    { kind: 'heading', text: 'Extract' },
    {
      kind: 'text',
      text: `${several(read, 'file')} read, ${skipped} skipped because the same content was read before.`,
    },
    ...(facts.refused.length === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: `${several(facts.refused.length, 'source')} refused, told below with what to do: what follows lacks them.`,
          },
        ]),
    ...(facts.audioFiles === 0
      ? []
      : [
          {
            kind: 'text' as const,
            text: `${several(facts.audioFiles, 'audio file')} recorded for announcements; \`announcements\` in migration.yaml says where they are published.`,
          },
        ]),
    { kind: 'table', title: 'In the snapshot', head: ['What', 'Count'], rows: countRows(facts.counts) },
    ...orphanBlocks(facts),
    ...issueBlocks(facts),
    ...unknownBlocks(facts),
    ...completenessBlocks(facts.completeness),
    {
      kind: 'text',
      text: `${several(facts.errors, 'error answer')}, ${several(facts.orphans, 'orphan')}, ${several(facts.conflicts, 'conflict')}, ${several(facts.warnings, 'warning')}.`,
    },
    { kind: 'next', command: 'bw2wholesale map', why: 'propose Webex objects for what was read' },
    ...(lacks
      ? [
          {
            kind: 'next' as const,
            command: 'bw2wholesale extract --write-requests ask.xml',
            why: 'or first what was never asked: writes the OCI-P requests whose answers fill it',
          },
        ]
      : []),
  ];
}

function orphanBlocks({ orphanList, orphans }: ExtractFacts): ViewBlock[] {
  if (orphans === 0) return [];
  return [
    {
      kind: 'table',
      title: `Orphans: ${orphans === 1 ? '1 response that nothing says whom it describes' : `${orphans} responses that nothing says whom they describe`} (kept, not used)`,
      head: ['Response', 'File', 'Byte', 'Echo'],
      rows: orphanList.slice(0, SHOWN).map((row) => [row.type, row.file, row.offset, row.echo]),
    },
    ...more(orphanList.length),
    {
      kind: 'text',
      text: 'Capture the requests too, or set `echo` to the key of the entity: provider, provider/group, user id.',
    },
  ];
}

function issueBlocks({ issues }: ExtractFacts): ViewBlock[] {
  if (issues.length === 0) return [];
  return [
    {
      kind: 'table',
      title: 'Noticed while reading',
      head: ['Kind', 'Code', 'What', 'Where'],
      rows: issues.slice(0, SHOWN).map((row) => [row.kind, row.code, row.message, placeOf(row.file, row.offset)]),
    },
    ...more(issues.length),
  ];
}

function unknownBlocks({ unknown }: ExtractFacts): ViewBlock[] {
  if (unknown.length === 0) return [];
  return [
    {
      kind: 'table',
      title: 'Responses that are kept but not read yet',
      head: ['Response', 'Count'],
      rows: unknown.slice(0, SHOWN).map((row) => [row.type, row.count]),
    },
    ...more(unknown.length),
  ];
}

function more(total: number): ViewBlock[] {
  return total > SHOWN ? [{ kind: 'text', text: `… and ${total - SHOWN} more: see --format json.` }] : [];
}

function placeOf(file: string | undefined, offset: number | undefined): string {
  if (file === undefined) return '';
  return offset === undefined ? file : `${file}, byte ${offset}`;
}
