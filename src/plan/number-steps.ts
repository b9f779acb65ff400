import type { DraftId } from '../domain/draft-id.ts';
import type { DraftOf } from '../domain/drafts.ts';
import type { ActivationStep, EmergencyCallbackStep, MainNumberStep, NumbersStep } from '../domain/plan.ts';
import type { StepId } from '../domain/plan-step.ts';
import { isInherited } from './blocked-drafts.ts';
import { type BuildContext, blockedNote, type LocationSteps } from './build-context.ts';
import { stepBase } from './step-identity.ts';

/** Numbers in one request. The target names no limit for adding; 100 is what its order limits allow (R-NUM-6). */
const BATCH = 100;

/**
 * Numbers (inactive), main number and the location's emergency callback, in the order of R-NUM-4. Numbers that stay
 * behind are not touched; numbers of a blocked owner are held back with it.
 */
export function addNumberSteps(context: BuildContext): void {
  const wanted = numbersByLocation(context);
  for (const draft of context.drafts.of(context.customer.id, 'location')) {
    const place = context.locations.get(draft.id);
    if (place === undefined) continue;
    addBatches(context, draft, place, wanted.get(draft.id) ?? []);
    addMainNumber(context, draft, place);
  }
}

function numbersByLocation(context: BuildContext): ReadonlyMap<DraftId, readonly string[]> {
  const locations = context.drafts.of(context.customer.id, 'location');
  const mainNumbers = new Set(locations.map(({ data }) => data.mainNumber));
  const byLocation = new Map<DraftId, string[]>();
  const placed = new Set<string>();
  const want = (location: DraftId, number: string): void => {
    if (placed.has(number)) return;
    placed.add(number);
    const numbers = byLocation.get(location);
    if (numbers === undefined) byLocation.set(location, [number]);
    else numbers.push(number);
  };
  const heldBack = new Set<string>();
  for (const draft of context.drafts.of(context.customer.id, 'number')) {
    const { number, location } = draft.data;
    if (draft.data.fate !== 'move') {
      // Not for a main number either: whoever has it keeps it.
      heldBack.add(number);
      continue;
    }
    const reason = context.blockedDrafts.get(draft.id);
    // The location needs its main number even where the person who owns it cannot come yet.
    if (reason === undefined || (mainNumbers.has(number) && isInherited(reason))) want(location, number);
    else {
      heldBack.add(number);
      context.omit('numbers', draft, reason, true);
    }
  }
  for (const { id, data } of locations) {
    if (data.mainNumber !== undefined && !heldBack.has(data.mainNumber)) want(id, data.mainNumber);
  }
  for (const numbers of byLocation.values()) numbers.sort();
  return byLocation;
}

function addBatches(
  context: BuildContext,
  draft: DraftOf<'location'>,
  place: LocationSteps,
  numbers: readonly string[],
): void {
  for (let start = 0; start < numbers.length; start += BATCH) {
    const batch = numbers.slice(start, start + BATCH);
    const payload: NumbersStep['payload'] = {
      customer: context.customerStep,
      location: place.location,
      numbers: batch,
    };
    const identity = {
      draft: draft.id,
      customer: context.customer.id,
      naturalKey: keyOf(context, draft.data.name, start / BATCH + 1),
      label: `${batch.length} ${batch.length === 1 ? 'number' : 'numbers'} of ${draft.data.name}`,
      hard: [place.pstn, place.permission],
    };
    const step: NumbersStep = { ...stepBase('numbers', identity, payload), kind: 'numbers', payload };
    context.add(step, blockedNote(context, draft.id));
    context.batches.push({ step: step.id, location: draft.id, numbers: batch });
    for (const number of batch) context.numbers.set(number, step.id);
  }
}

/**
 * Numbers of a location are told apart by place. Those of a batch are its own: two batches that share a location would
 * otherwise share one step, and whichever was planned last would say which numbers it is about.
 */
function keyOf({ cut }: BuildContext, location: string, position: number): string {
  return cut === undefined ? `${location}#${position}` : `${location}#${cut.batch}/${position}`;
}

function addMainNumber(context: BuildContext, draft: DraftOf<'location'>, place: LocationSteps): void {
  const { name, mainNumber, routingPrefix, emergencyCallback } = draft.data;
  const customer = context.customerStep;
  const common = { draft: draft.id, customer: context.customer.id, naturalKey: name };
  let main: StepId | undefined;

  if (mainNumber !== undefined) {
    const payload: MainNumberStep['payload'] = {
      customer,
      location: place.location,
      phoneNumber: mainNumber,
      ...(routingPrefix === undefined ? {} : { routingPrefix }),
    };
    const batch = context.numbers.get(mainNumber);
    const identity = { ...common, label: `main number ${mainNumber} of ${name}`, hard: [place.calling, batch] };
    const step: MainNumberStep = { ...stepBase('mainNumber', identity, payload), kind: 'mainNumber', payload };
    const held = batch === undefined ? { blocked: `its number ${mainNumber} is held back` } : {};
    context.add(step, { ...held, ...blockedNote(context, draft.id) });
    context.mainNumbers.set(draft.id, step.id);
    main = step.id;
  }

  if (emergencyCallback === 'NONE') return;
  if (main === undefined) {
    const label = `emergency callback of ${name}`;
    context.omit('emergencyCallback', draft, 'the location has no main number to call back', true, label);
    return;
  }
  const payload: EmergencyCallbackStep['payload'] = { customer, location: place.location };
  const identity = { ...common, label: `emergency callback of ${name}`, hard: [main] };
  const step: EmergencyCallbackStep = {
    ...stepBase('emergencyCallback', identity, payload),
    kind: 'emergencyCallback',
    payload,
  };
  context.add(step, blockedNote(context, draft.id));
  context.callbacks.set(draft.id, step.id);
}

/**
 * Activation is the point of no return (R-NUM-12), so it is left for the cutover. It comes after the owners: an active
 * number can only be taken back by unassigning it first.
 */
export function addActivationSteps(context: BuildContext): void {
  const drafts = new Map(context.drafts.of(context.customer.id, 'number').map(({ data }) => [data.number, data]));
  context.batches.forEach(({ step: batch, location, numbers }, index) => {
    const place = context.locations.get(location);
    const name = context.drafts.of(context.customer.id, 'location').find(({ id }) => id === location)?.data.name;
    const due = numbers.filter((number) => drafts.get(number)?.activateAtCutover);
    // Whoever comes along without being a member goes over with its own batch.
    const others = due.flatMap((number) => {
      const holder = context.cut?.along.get(drafts.get(number)?.owner ?? '');
      return holder === undefined ? [] : [{ number, holder }];
    });
    const later = new Set(others.map(({ number }) => number));
    const active = due.filter((number) => !later.has(number));
    if (place === undefined || name === undefined || active.length === 0) return;
    const position = context.batches.slice(0, index).filter((earlier) => earlier.location === location).length + 1;
    const payload: ActivationStep['payload'] = {
      customer: context.customerStep,
      location: place.location,
      numbers: active,
    };
    const owners = active.map((number) => drafts.get(number)?.owner).filter((owner) => owner !== undefined);
    const identity = {
      draft: location,
      customer: context.customer.id,
      naturalKey: keyOf(context, name, position),
      label: `activation of ${active.length} ${active.length === 1 ? 'number' : 'numbers'} of ${name}`,
      phase: 'deferred' as const,
      hard: [batch],
      soft: owners.map((owner) => context.owners.get(owner)),
    };
    const step: ActivationStep = { ...stepBase('activation', identity, payload), kind: 'activation', payload };
    const leftOut = others.map(({ number, holder }) => `${number} of ${holder.name}: ${holder.where}`);
    context.add(step, { ...blockedNote(context, location), leftOut });
  });
}
