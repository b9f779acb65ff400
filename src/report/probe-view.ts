import type { View, ViewBlock } from '../pipeline/view.ts';

/** What `extract --probe` hands over. */
export interface ProbeFacts {
  readonly probes: readonly {
    readonly file: string;
    readonly bytes: number;
    readonly depth: number;
    readonly paths: readonly {
      readonly path: string;
      readonly count: number;
      readonly shapes: Readonly<Record<string, number>>;
    }[];
    readonly more: boolean;
  }[];
  readonly refused: readonly { readonly where: string; readonly code: string; readonly message: string }[];
}

/** How many shapes of one path are shown; the JSON output holds them all. */
const SHOWN = 4;

export function probeView({ probes, refused }: ProbeFacts): View {
  return [
    { kind: 'heading', text: 'Probe' },
    {
      kind: 'text',
      text: 'Paths, counts and shapes of values; nothing of the values themselves, and nothing is stored.',
    },
    ...probes.flatMap((probe): ViewBlock[] => [
      {
        kind: 'table',
        title: `${probe.file}: ${probe.bytes} bytes, ${probe.depth} levels deep`,
        head: ['Path', 'Count', 'Shapes of values'],
        rows: probe.paths.map(({ path, count, shapes }) => [path, count, shapesOf(shapes)]),
      },
      ...(probe.more ? [{ kind: 'text', text: '… and further paths that are not listed.' } as const] : []),
    ]),
    ...(refused.length === 0
      ? []
      : [
          {
            kind: 'table',
            title: 'Refused',
            head: ['File', 'Code', 'Why'],
            rows: refused.map(({ where, code, message }) => [where, code, message]),
          } as const,
        ]),
    {
      kind: 'next',
      command: 'bw2wholesale extract SOURCE',
      why: 'reads it; what no profile fits is described in mappings/exports/ first (docs/exports.md)',
    },
  ];
}

function shapesOf(shapes: Readonly<Record<string, number>>): string {
  const all = Object.entries(shapes);
  const shown = all.slice(0, SHOWN).map(([shape, count]) => (all.length === 1 ? shape : `${shape} ×${count}`));
  return [...shown, ...(all.length > SHOWN ? [`… ${all.length - SHOWN} more`] : [])].join(', ');
}
