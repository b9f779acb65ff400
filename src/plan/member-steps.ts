import type { DraftId } from '../domain/draft-id.ts';
import type { DraftOf } from '../domain/drafts.ts';
import type {
  CallParkSettingsStep,
  CallParkStep,
  CallPickupStep,
  PagingGroupStep,
  VoicemailGroupStep,
  VoicePortalStep,
} from '../domain/plan-features.ts';
import type { StepId } from '../domain/plan-step.ts';
import { type BuildContext, blockedNote } from './build-context.ts';
import { deferLink, growing } from './deferred-link.ts';
import { labelOf, nameOfDraft } from './draft-index.ts';
import { type StepIdentity, stepBase } from './step-identity.ts';

/** Features that are lists of members. A missing member thins a feature out, it does not stop it. */
export function addMemberFeatureSteps(context: BuildContext): void {
  const customer = context.customer.id;
  for (const draft of context.drafts.of(customer, 'callPickup')) addPickup(context, draft);
  for (const draft of context.drafts.of(customer, 'callParkSettings')) addParkSettings(context, draft);
  for (const draft of context.drafts.of(customer, 'callPark')) addPark(context, draft);
  for (const draft of context.drafts.of(customer, 'pagingGroup')) addPaging(context, draft);
  for (const draft of context.drafts.of(customer, 'voicePortal')) addPortal(context, draft);
}

function addPickup(context: BuildContext, draft: DraftOf<'callPickup'>): void {
  const { location, members, ...data } = draft.data;
  const shared = partsOf(context, draft, location, data.name);
  if (shared === undefined) return;
  const found = membersOf(context, draft, members);
  const payload: CallPickupStep['payload'] = { ...data, ...shared.refs, members: found.present, ...found.growing };
  const identity = { ...shared.identity, soft: found.present };
  const step: CallPickupStep = { ...stepBase('callPickup', identity, payload), kind: 'callPickup', payload };
  context.add(step, { ...blockedNote(context, draft.id), leftOut: found.missing });
}

function addPark(context: BuildContext, draft: DraftOf<'callPark'>): void {
  const { location, members, recallHuntGroup, ...data } = draft.data;
  const shared = partsOf(context, draft, location, data.name);
  if (shared === undefined) return;
  const found = membersOf(context, draft, members);
  const group = huntGroupOf(context, draft, recallHuntGroup);
  const payload: CallParkStep['payload'] = {
    ...data,
    ...group.part,
    ...shared.refs,
    members: found.present,
    ...found.growing,
  };
  const identity = { ...shared.identity, soft: [...found.present, ...group.steps] };
  const step: CallParkStep = { ...stepBase('callPark', identity, payload), kind: 'callPark', payload };
  context.add(step, { ...blockedNote(context, draft.id), leftOut: [...found.missing, ...group.missing] });
}

function addParkSettings(context: BuildContext, draft: DraftOf<'callParkSettings'>): void {
  const { location, recallHuntGroup, ...data } = draft.data;
  const shared = partsOf(context, draft, location, 'call park settings');
  if (shared === undefined) return;
  const label = `call park settings of ${shared.locationName}`;
  const group = huntGroupOf(context, draft, recallHuntGroup, label);
  const payload: CallParkSettingsStep['payload'] = { ...data, ...group.part, ...shared.refs };
  const identity = { ...shared.identity, label, soft: group.steps };
  const base = stepBase('callParkSettings', identity, payload);
  const step: CallParkSettingsStep = { ...base, kind: 'callParkSettings', payload };
  context.add(step, { ...blockedNote(context, draft.id), leftOut: group.missing });
}

function addPaging(context: BuildContext, draft: DraftOf<'pagingGroup'>): void {
  const { location, originators, targets, ...data } = draft.data;
  const shared = partsOf(context, draft, location, `${data.name}/${data.phoneNumber ?? data.extension ?? ''}`);
  if (shared === undefined) return;
  const speakers = membersOf(context, draft, originators);
  const listeners = membersOf(context, draft, targets);
  const payload: PagingGroupStep['payload'] = {
    ...data,
    ...shared.refs,
    originators: speakers.present,
    targets: listeners.present,
    ...speakers.growing,
    ...listeners.growing,
  };
  const number = data.phoneNumber === undefined ? undefined : context.numbers.get(data.phoneNumber);
  const identity = {
    ...shared.identity,
    hard: [...shared.identity.hard, number, context.freedExtensions.get(draft.id)],
    soft: [...speakers.present, ...listeners.present],
  };
  const step: PagingGroupStep = { ...stepBase('pagingGroup', identity, payload), kind: 'pagingGroup', payload };
  const missing = [...new Set([...speakers.missing, ...listeners.missing])];
  if (context.add(step, { ...blockedNote(context, draft.id), leftOut: missing }))
    context.features.set(draft.id, step.id);
}

/** A location has one portal, so its name is not part of the key. */
function addPortal(context: BuildContext, draft: DraftOf<'voicePortal'>): void {
  const { location, ...data } = draft.data;
  const shared = partsOf(context, draft, location, 'voice portal');
  if (shared === undefined) return;
  const payload: VoicePortalStep['payload'] = { ...data, ...shared.refs };
  const number = data.phoneNumber === undefined ? undefined : context.numbers.get(data.phoneNumber);
  const label = `voice portal of ${shared.locationName}`;
  const identity = { ...shared.identity, label, hard: [...shared.identity.hard, number] };
  const step: VoicePortalStep = { ...stepBase('voicePortal', identity, payload), kind: 'voicePortal', payload };
  if (context.add(step, blockedNote(context, draft.id))) context.features.set(draft.id, step.id);
}

/** Mailboxes with a line of their own. They come before the hunt groups and queues whose calls they take. */
export function addVoicemailGroupSteps(context: BuildContext): void {
  for (const draft of context.drafts.of(context.customer.id, 'voicemailGroup')) {
    const { location, extension, mailboxOf, ...data } = draft.data;
    // What belongs to a feature stays the same one when another extension is chosen for it.
    const line = mailboxOf === undefined ? (data.phoneNumber ?? extension ?? '') : 'mailbox';
    const shared = partsOf(context, draft, location, `${data.name}/${line}`);
    if (shared === undefined) continue;
    if (extension === undefined) {
      context.omit('voicemailGroup', draft, context.blockedDrafts.get(draft.id) ?? 'no extension', true);
      continue;
    }
    const payload: VoicemailGroupStep['payload'] = { ...data, extension, ...shared.refs };
    const faxNumber = data.fax?.phoneNumber === undefined ? undefined : context.numbers.get(data.fax.phoneNumber);
    const number = data.phoneNumber === undefined ? undefined : context.numbers.get(data.phoneNumber);
    const identity = {
      ...shared.identity,
      hard: [...shared.identity.hard, number, faxNumber, context.freedExtensions.get(draft.id)],
    };
    const base = stepBase('voicemailGroup', identity, payload);
    const step: VoicemailGroupStep = { ...base, kind: 'voicemailGroup', payload };
    if (context.add(step, blockedNote(context, draft.id))) context.features.set(draft.id, step.id);
  }
}

/** The hunt group that a parked call comes back to, as a soft edge: without it the call comes back to the user. */
function huntGroupOf(
  context: BuildContext,
  park: DraftOf<'callPark'> | DraftOf<'callParkSettings'>,
  group: DraftId | undefined,
  label?: string,
) {
  if (group === undefined) return { part: {}, steps: [], missing: [] };
  const step = context.features.get(group);
  const deferred = deferLink(context, park, group, label);
  const name = nameOfDraft(context.drafts, group);
  if (deferred !== undefined) return { part: { recallHuntGroup: name }, steps: [], missing: [deferred] };
  const reason = context.blockedDrafts.get(group) ?? (step === undefined ? 'not migrated' : undefined);
  return {
    // Without a step nothing is known under it: the run says by this name what it went without.
    part: { recallHuntGroup: step ?? name },
    steps: step === undefined ? [] : [step],
    missing: reason === undefined ? [] : [`${name}: ${reason}`],
  };
}

/** What all of them share; `undefined` where the location was not mapped, which is told. */
function partsOf(
  context: BuildContext,
  draft:
    | DraftOf<'pagingGroup'>
    | DraftOf<'callPickup'>
    | DraftOf<'callPark'>
    | DraftOf<'callParkSettings'>
    | DraftOf<'voicePortal'>
    | DraftOf<'voicemailGroup'>,
  location: DraftId,
  name: string,
):
  | {
      readonly identity: StepIdentity & { readonly hard: readonly (StepId | undefined)[] };
      readonly refs: { readonly customer: StepId; readonly location: StepId };
      readonly locationName: string;
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
    locationName,
  };
}

function membersOf(
  context: BuildContext,
  feature: DraftOf<'callPickup'> | DraftOf<'callPark'> | DraftOf<'pagingGroup'>,
  members: readonly DraftId[],
): { readonly present: StepId[]; readonly missing: string[]; readonly growing: { readonly open?: true } } {
  const present: StepId[] = [];
  const missing: string[] = [];
  let isOpen = false;
  for (const member of members) {
    const deferred = deferLink(context, feature, member);
    if (deferred !== undefined) {
      missing.push(deferred);
      isOpen = true;
      continue;
    }
    const owner = context.owners.get(member);
    const reason = context.blockedDrafts.get(member) ?? (owner === undefined ? 'not migrated' : undefined);
    if (owner !== undefined) present.push(owner);
    if (reason !== undefined) missing.push(`${nameOfDraft(context.drafts, member)}: ${reason}`);
  }
  return { present, missing, growing: growing(isOpen) };
}
