import type { DraftId, DraftOf } from '../domain/drafts.ts';
import type { CallPickupStep, StepId } from '../domain/plan.ts';
import { type BuildContext, blockedNote } from './build-context.ts';
import { labelOf } from './draft-index.ts';
import { type StepIdentity, stepBase } from './step-identity.ts';

/** Features that are lists of members. A missing member thins a feature out, it does not stop it. */
export function addMemberFeatureSteps(context: BuildContext): void {
  for (const draft of context.drafts.of(context.customer.id, 'callPickup')) addPickup(context, draft);
}

function addPickup(context: BuildContext, draft: DraftOf<'callPickup'>): void {
  const { location, members, ...data } = draft.data;
  const shared = partsOf(context, draft, location, data.name);
  if (shared === undefined) return;
  const found = membersOf(context, members);
  const payload: CallPickupStep['payload'] = { ...data, ...shared.refs, members: found.present };
  const identity = { ...shared.identity, soft: found.present };
  const step: CallPickupStep = { ...stepBase('callPickup', identity, payload), kind: 'callPickup', payload };
  context.add(step, { ...blockedNote(context, draft.id), leftOut: found.missing });
}

/** What all of them share; `undefined` where the location was not mapped, which is told. */
function partsOf(
  context: BuildContext,
  draft: DraftOf<'callPickup'>,
  location: DraftId,
  name: string,
):
  | {
      readonly identity: StepIdentity & { readonly hard: readonly (StepId | undefined)[] };
      readonly refs: { readonly customer: StepId; readonly location: StepId };
    }
  | undefined {
  const place = context.locations.get(location);
  if (place === undefined) {
    context.omit(draft.kind, draft, 'its location was not mapped', true);
    return undefined;
  }
  const locationDraft = context.drafts.get(location);
  const locationName = locationDraft?.kind === 'location' ? locationDraft.data.name : location;
  return {
    identity: {
      draft: draft.id,
      customer: context.customer.id,
      naturalKey: `${locationName}/${name}`,
      label: labelOf(draft),
      hard: [place.calling],
    },
    refs: { customer: context.customerStep, location: place.location },
  };
}

function membersOf(
  context: BuildContext,
  members: readonly DraftId[],
): { readonly present: StepId[]; readonly missing: string[] } {
  const present: StepId[] = [];
  const missing: string[] = [];
  for (const member of members) {
    const owner = context.owners.get(member);
    const draft = context.drafts.get(member);
    const reason = context.blockedDrafts.get(member) ?? (owner === undefined ? 'not migrated' : undefined);
    if (owner !== undefined) present.push(owner);
    if (reason !== undefined) missing.push(`${draft ? labelOf(draft) : member}: ${reason}`);
  }
  return { present, missing };
}
