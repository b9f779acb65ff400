import { BATCH_ALL } from '../domain/batch.ts';
import { ofBatch } from '../domain/next-command.ts';
import type { VerifySummary } from '../domain/outcomes.ts';
import type { View } from '../pipeline/view.ts';

const MOST_LINES = 100;

/** What was read back, and everything that is not as planned. */
export function verifyView(summary: VerifySummary): View {
  const { batch, different, missing, extra } = summary;
  const shown = summary.items.slice(0, MOST_LINES);
  const rest = summary.items.length - shown.length;
  return [
    { kind: 'heading', text: `Verification of plan ${summary.plan}${batch === BATCH_ALL ? '' : ` of batch ${batch}`}` },
    {
      kind: 'table',
      head: ['result', 'objects'],
      rows: [
        ['matched', summary.matched],
        ['different', summary.different],
        ['missing', summary.missing],
        ['extra', summary.extra],
        ['not done yet', summary.notDone],
      ],
    },
    ...(shown.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            head: ['result', 'object', 'differences'],
            rows: shown.map(({ state, label, differences }) => [
              state,
              label,
              differences
                .map(({ field, expected, actual }) => `${field}: planned ${text(expected)}, found ${text(actual)}`)
                .join('; '),
            ]),
          },
        ]),
    ...(rest > 0 ? [{ kind: 'text' as const, text: `and ${rest} more: --format json lists all of them.` }] : []),
    ...summary.notes.map((note) => ({ kind: 'text' as const, text: note })),
    ...(extra > 0
      ? [
          {
            kind: 'text' as const,
            text: 'What is extra stays until somebody removes it in Control Hub: plans change nothing that they do not name.',
          },
        ]
      : []),
    different + missing === 0
      ? { kind: 'next', command: 'bw2wholesale report', why: 'puts the outcome on paper' }
      : { kind: 'next', command: `bw2wholesale plan${ofBatch(batch)}`, why: 'shows what would put it right' },
  ];
}

function text(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
