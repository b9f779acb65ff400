import type { StagedExtension } from '../domain/batch.ts';
import { CALLED_FEATURE_KINDS, OWNER_KINDS } from '../domain/callable-kinds.ts';
import type { Draft } from '../domain/drafts.ts';
import type { VirtualExtensionStep } from '../domain/plan.ts';
import { type BuildContext, blockedNote } from './build-context.ts';
import { labelOf } from './draft-index.ts';
import { stepBase } from './step-identity.ts';

/**
 * Who stays behind keeps the extension for those who move, as a virtual extension that leads to the number outside; who
 * has no number cannot, and is listed as blocked. Whoever was staged so and moves now is freed of it first: an extension
 * has one holder.
 */
export function addVirtualExtensionSteps(context: BuildContext): void {
  for (const staged of context.cut?.staged ?? []) {
    if (staged.customer !== context.customer.id) continue;
    const step = addStep(context, staged, true);
    if (step) context.add(step, blockedNote(context, staged.location));
  }
  const customer = context.customer.id;
  for (const kind of [...OWNER_KINDS, ...CALLED_FEATURE_KINDS]) {
    for (const draft of context.drafts.of(customer, kind)) free(context, draft);
  }
}

function addStep(context: BuildContext, staged: StagedExtension, present: boolean): VirtualExtensionStep | undefined {
  const { displayName, extension, phoneNumber } = staged;
  const place = context.locations.get(staged.location);
  const location = context.drafts.get(staged.location);
  if (place === undefined || location?.kind !== 'location') return undefined;
  const label = `virtual extension ${extension} of ${displayName}`;
  if (phoneNumber === undefined) {
    const reason = 'stays behind and has no number: nobody who moves can dial this extension';
    context.omit('virtualExtension', location, reason, true, label);
    return undefined;
  }
  const payload: VirtualExtensionStep['payload'] = {
    customer: context.customerStep,
    location: place.location,
    displayName,
    phoneNumber,
    extension,
    present,
  };
  const identity = {
    draft: staged.draft,
    customer: context.customer.id,
    naturalKey: `${location.data.name}/${extension}`,
    label: present ? label : `${label}, freed`,
    hard: [place.calling, place.permission],
  };
  return { ...stepBase('virtualExtension', identity, payload), kind: 'virtualExtension', payload };
}

function free(context: BuildContext, draft: Draft): void {
  if (!('extension' in draft.data) || draft.data.extension === undefined) return;
  const { location, extension, phoneNumber } = draft.data;
  // The number is only there to make a whole request: what is freed is found by its extension.
  const staged = { draft: draft.id, customer: draft.customer, location, extension, phoneNumber: phoneNumber ?? '' };
  const step = addStep(context, { ...staged, displayName: labelOf(draft) }, false);
  if (step === undefined || !context.isKnown(step.id)) return;
  context.add(step, blockedNote(context, draft.id));
  context.freedExtensions.set(draft.id, step.id);
}
