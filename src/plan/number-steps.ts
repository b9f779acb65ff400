import type { DraftId, DraftOf } from '../domain/drafts.ts';
import type { ActivationStep, EmergencyCallbackStep, MainNumberStep, NumbersStep, StepId } from '../domain/plan.ts';
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
  const byLocation = new Map<DraftId, Set<string>>();
  const placed = new Set<string>();
  const heldBack = new Set<string>();
  const want = (location: DraftId, number: string): void => {
    if (placed.has(number)) return;
    placed.add(number);
    const list = byLocation.get(location);
    if (list) list.add(number);
    else byLocation.set(location, new Set([number]));
  };
  for (const draft of context.drafts.of(context.customer.id, 'number')) {
    if (draft.data.fate !== 'move') continue;
    const reason = context.blockedDrafts.get(draft.id);
    if (reason === undefined) want(draft.data.location, draft.data.number);
    else {
      heldBack.add(draft.data.number);
      context.omit('numbers', draft, reason, true);
    }
  }
  // The main number comes along even where nobody owns it; only a finding of its own holds it back.
  for (const { id, data } of context.drafts.of(context.customer.id, 'location')) {
    if (data.mainNumber !== undefined && !heldBack.has(data.mainNumber)) want(id, data.mainNumber);
  }
  return new Map([...byLocation].map(([location, numbers]) => [location, [...numbers].sort()]));
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
      naturalKey: `${draft.data.name}#${start / BATCH + 1}`,
      label: `${batch.length} ${batch.length === 1 ? 'number' : 'numbers'} of ${draft.data.name}`,
      hard: [place.pstn, place.permission],
    };
    const step: NumbersStep = { ...stepBase('numbers', identity, payload), kind: 'numbers', payload };
    if (!context.add(step, blockedNote(context, draft.id))) continue;
    for (const number of batch) context.numbers.set(number, step.id);
  }
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
 * Activation is the point of no return (R-NUM-12), so it is left for the cutover. It waits for the owners: once a
 * number is active it cannot be moved by simply taking it back.
 */
export function addActivationSteps(context: BuildContext): void {
  const owners = new Map<StepId, Set<StepId>>();
  const active = new Map<StepId, string[]>();
  for (const draft of context.drafts.of(context.customer.id, 'number')) {
    const batch = context.numbers.get(draft.data.number);
    if (batch === undefined || !draft.data.activateAtCutover || draft.data.fate !== 'move') continue;
    active.set(batch, [...(active.get(batch) ?? []), draft.data.number]);
    const owner = draft.data.owner === undefined ? undefined : context.owners.get(draft.data.owner);
    if (owner !== undefined) owners.set(batch, (owners.get(batch) ?? new Set()).add(owner));
  }
  for (const draft of context.drafts.of(context.customer.id, 'location')) {
    const place = context.locations.get(draft.id);
    const batches = place === undefined ? [] : [...active].filter(([batch]) => isBatchOf(context, batch, draft.id));
    batches.forEach(([batch, list], position) => {
      const payload: ActivationStep['payload'] = {
        customer: context.customerStep,
        location: place?.location ?? '',
        numbers: [...list].sort(),
      };
      const identity = {
        draft: draft.id,
        customer: context.customer.id,
        naturalKey: `${draft.data.name}#${position + 1}`,
        label: `activation of ${list.length} ${list.length === 1 ? 'number' : 'numbers'} of ${draft.data.name}`,
        phase: 'deferred' as const,
        hard: [batch],
        soft: [...(owners.get(batch) ?? [])],
      };
      const step: ActivationStep = { ...stepBase('activation', identity, payload), kind: 'activation', payload };
      context.add(step, blockedNote(context, draft.id));
    });
  }
}
