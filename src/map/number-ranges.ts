import type { DraftId } from '../domain/draft-id.ts';
import type { Decision, DraftOf } from '../domain/drafts.ts';
import type { SourceDn } from '../domain/source.ts';
import type { Structure } from './create-context.ts';
import { decide } from './features/decide.ts';
import { notMigrated } from './not-migrated.ts';

/** A number that nobody has, or that no group has (then its location is empty). */
export interface SpareNumber {
  readonly number: string;
  readonly dn: SourceDn;
  readonly location: DraftId;
}

/** Numbers that follow each other and stand in one location, as one question. */
export function contiguous(spare: readonly SpareNumber[]): readonly (readonly SpareNumber[])[] {
  const ranges: SpareNumber[][] = [];
  for (const entry of spare) {
    const range = ranges.at(-1);
    const last = range?.at(-1);
    const follows =
      last !== undefined &&
      last.location === entry.location &&
      last.number.length === entry.number.length &&
      BigInt(entry.number.slice(1)) - BigInt(last.number.slice(1)) === 1n;
    if (range && follows) range.push(entry);
    else ranges.push([entry]);
  }
  return ranges;
}

/** Numbers of the provider that no group has, or whose group is skipped: listed once per range. */
export function withoutLocation(context: Structure, range: readonly SpareNumber[]): DraftOf<'notMigrated'> {
  const span = spanOf(range);
  const reason = `${range.length} number${range.length === 1 ? '' : 's'} that no group of this migration has`;
  return notMigrated(
    context.customer,
    `dn:${span}`,
    { category: 'none', reason },
    range.map(({ dn }) => dn.source),
    { rule: 'R-NUM-8' },
  );
}

function spanOf(range: readonly SpareNumber[]): string {
  const first = range[0]?.number ?? '';
  const last = range.at(-1)?.number ?? '';
  return first === last ? first : `${first}-${last}`;
}

/** One question per range (R-NUM-8). */
export function settleRange(
  context: Structure,
  range: readonly SpareNumber[],
): { readonly decision: Decision; readonly fate: 'move' | 'stay' } {
  const first = range[0]?.number ?? '';
  const last = range.at(-1)?.number ?? '';
  const span = first === last ? first : `${first} to ${last}`;
  const { decision, answer } = decide(context, {
    kind: 'unassigned-numbers',
    object: `dn:${spanOf(range)}`,
    question:
      range.length === 1
        ? `Does the unassigned number ${span} move?`
        : `Do the ${range.length} unassigned numbers ${span} move?`,
    options: [
      { value: 'stay', consequence: 'stay on BroadWorks: often the stock of the provider' },
      { value: 'move', consequence: 'are added to the location without an owner; they must be ported' },
    ],
    recommendation: 'stay',
    reason: 'nobody has them, and a number can live in one organisation only',
    cause: [first, last, range[0]?.location],
  });
  return { decision, fate: answer === 'move' ? 'move' : 'stay' };
}
