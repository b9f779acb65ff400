import type { AlternateNumber } from '../../domain/alternate-number.ts';
import type { DraftOf, Loss, Why } from '../../domain/drafts.ts';
import type { SourceInstance } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import { ringPatternOf } from '../ring-patterns.ts';
import { destinationOf } from './destination.ts';
import { readInstanceFeature } from './instance-features.ts';
import type { Account } from './merge.ts';

export type NumberedFeature = DraftOf<'huntGroup'> | DraftOf<'callQueue'> | DraftOf<'autoAttendant'>;

const SERVICE = 'Alternate Numbers';
/** What the target takes for one hunt group or queue, DNIS of a queue among them. */
const MOST_NUMBERS = 10;

/**
 * Alternate numbers of a hunt group, queue or attendant -> its alternate numbers, with the ring of each. The target takes
 * full numbers, at most ten, and knows no further extensions: what is beyond that is told.
 *
 * @returns the feature with its numbers, beside what is said about them
 */
export function withFurtherNumbers(
  context: MapContext,
  instance: SourceInstance,
  feature: NumberedFeature,
): Mapped & { readonly feature: NumberedFeature } {
  const read = readInstanceFeature(context, instance, 'alternateNumbers');
  if (read === undefined) return { feature, drafts: [] };
  const { data, ref } = read;
  const known = feature.data.alternateNumbers ?? [];
  const numbers: AlternateNumber[] = [...known];
  const why: Record<string, Why> = {};
  const losses: Loss[] = [];
  const accounts: Account[] = [];
  const distinctive = data.distinctiveRing ?? false;
  for (const { position, phoneNumber, extension, ringPattern, description } of data.entries) {
    const entry = ref(`alternateEntry${position}`);
    if (phoneNumber === undefined && extension === undefined) continue;
    const value = destinationOf(context, phoneNumber, instance.groupKey).value;
    const full = value?.startsWith('+') ? value : undefined;
    const refusal =
      full === undefined
        ? 'Webex takes full numbers only'
        : numbers.length === MOST_NUMBERS
          ? `Webex takes ${MOST_NUMBERS} further numbers`
          : undefined;
    if (full === undefined || refusal !== undefined) {
      accounts.push({ prefix: entry, outcome: 'manual', reason: 'further-numbers-by-hand' });
      losses.push(unreached(context, instance, phoneNumber ?? extension ?? '', `${refusal}.`, entry));
      continue;
    }
    if (description !== undefined) {
      accounts.push({ prefix: `${entry}.description`, outcome: 'lost', reason: 'no-such-field' });
    }
    if (extension !== undefined) {
      accounts.push({ prefix: `${entry}.extension`, outcome: 'lost', reason: 'no-such-field' });
      losses.push(unreached(context, instance, extension, `its number ${full} still does.`, entry));
    }
    if (full === feature.data.phoneNumber || numbers.some((number) => number.phoneNumber === full)) {
      const reason = full === feature.data.phoneNumber ? 'number-held-already' : 'dnis-as-alternate-number';
      accounts.push({ prefix: entry, outcome: 'migrated', reason });
      continue;
    }
    // Attendants have no switch: what does not ring in its own way gets the usual ring.
    const rings = feature.kind === 'autoAttendant' && !distinctive ? 'NORMAL' : ringPatternOf(ringPattern);
    why[`alternateNumbers.${numbers.length}`] = { rule: 'carried-over', sources: [entry] };
    numbers.push({ phoneNumber: full, ringPattern: rings });
  }
  if (numbers.length === known.length) {
    accounts.push({ prefix: ref('distinctiveRing'), outcome: 'not used', reason: 'no-numbers' });
    return { feature, drafts: [], losses, accounts };
  }
  const switched: Why =
    data.distinctiveRing === undefined
      ? { rule: 'target-default', sources: [] }
      : { rule: 'carried-over', sources: [ref('distinctiveRing')] };
  if (feature.kind === 'autoAttendant') {
    accounts.push({ prefix: ref('distinctiveRing'), outcome: 'changed', reason: 'ring-stands-with-each-number' });
  }
  const reasons = { alternateNumbers: { rule: 'carried-over', sources: [] }, ...why };
  return {
    feature: withData(feature, numbers, feature.kind === 'autoAttendant' ? undefined : distinctive, {
      ...feature.why,
      ...reasons,
      ...(feature.kind === 'autoAttendant' ? {} : { distinctiveRing: switched }),
    }),
    drafts: [],
    losses,
    accounts,
  };
}

function withData(
  feature: NumberedFeature,
  alternateNumbers: readonly AlternateNumber[],
  distinctiveRing: boolean | undefined,
  why: NumberedFeature['why'],
): NumberedFeature {
  const further = { alternateNumbers, ...(distinctiveRing === undefined ? {} : { distinctiveRing }) };
  // Kind and data stay those of one draft.
  return Object.assign({}, feature, { data: { ...feature.data, ...further }, why });
}

function unreached(
  context: MapContext,
  instance: SourceInstance,
  dialled: string,
  reason: string,
  source: string,
): Loss {
  return {
    customer: context.customer,
    owner: `serviceInstance:${instance.key}`,
    service: SERVICE,
    verdict: 'manual',
    notice: `${dialled} no longer reaches ${instance.name ?? instance.userId}: ${reason}`,
    action: 'Forward it there, for example with a virtual line, or tell the callers.',
    sources: [source],
  };
}
