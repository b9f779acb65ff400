import { BATCH_ALL } from '../domain/batch.ts';
import { ofBatch } from '../domain/next-command.ts';
import type { StatusSummary, VerifySummary } from '../domain/outcomes.ts';
import type { View } from '../pipeline/view.ts';
import { several } from './words.ts';

const MOST_LINES = 100;

type Next = StatusSummary['next'];

/**
 * What was read back, and everything that is not as planned.
 *
 * @param next - as `status` has it, which knows of runs too
 */
export function verifyView(summary: VerifySummary, next: Next = nextOf(summary)): View {
  const { batch, extra, heldBack } = summary;
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
            rows: shown.map(({ state, label, differences, heldBack: reason }) => [
              state,
              label,
              [
                ...differences.map(
                  ({ field, expected, actual }) => `${field}: planned ${text(expected)}, found ${text(actual)}`,
                ),
                ...(reason === undefined ? [] : [`held back: ${reason}`]),
              ].join('; '),
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
    ...(heldBack > 0
      ? [
          {
            kind: 'text' as const,
            text: `${several(heldBack, 'change')} of them ${heldBack === 1 ? 'is' : 'are'} held back by the plan: no run writes that before the cause is mended.`,
          },
        ]
      : []),
    { kind: 'next', ...next },
  ];
}

function nextOf({ batch, different, missing }: VerifySummary): Next {
  return different + missing === 0
    ? { command: 'bw2wholesale report', why: 'puts the outcome on paper' }
    : { command: `bw2wholesale plan${ofBatch(batch)}`, why: 'shows what would put it right' };
}

function text(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
