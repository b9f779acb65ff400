import type { DraftId } from '../domain/draft-id.ts';
import type { DraftOf } from '../domain/drafts.ts';
import type { EmergencyCallbackStep, SubscriberStep, VirtualLineStep, WorkspaceStep } from '../domain/plan.ts';
import type { StepId } from '../domain/plan-step.ts';
import { administratorOf } from './blocked-drafts.ts';
import { type BuildContext, blockedNote } from './build-context.ts';
import { deferLink } from './deferred-link.ts';
import { labelOf, nameOfDraft } from './draft-index.ts';
import { type StepIdentity, stepBase, stepId } from './step-identity.ts';

type OwnerDraft = DraftOf<'subscriber'> | DraftOf<'workspace'> | DraftOf<'virtualLine'>;

/** People, places and lines; the administrator first and alone (R-PKG-3), everybody else waits for that one. */
export function addOwnerSteps(context: BuildContext): void {
  const { drafts } = context;
  const customer = context.customer.id;
  const chosen = administratorOf(drafts, customer);
  const subscribers = drafts.of(customer, 'subscriber');
  const first = subscribers.find((draft) => draft.id === chosen);
  const administrator = first === undefined ? undefined : addSubscriber(context, first, undefined);
  for (const draft of subscribers) if (draft !== first) addSubscriber(context, draft, administrator);
  for (const draft of drafts.of(customer, 'workspace')) addWorkspace(context, draft, administrator);
  for (const draft of drafts.of(customer, 'virtualLine')) addVirtualLine(context, draft, administrator);
}

function addSubscriber(
  context: BuildContext,
  draft: DraftOf<'subscriber'>,
  after: StepId | undefined,
): StepId | undefined {
  const place = placeOf(context, draft);
  const { email, location: _location, ...data } = draft.data;
  if (place === undefined || email === undefined) return omit(context, draft, 'subscriber');
  const payload: SubscriberStep['payload'] = {
    ...data,
    email,
    customer: context.customerStep,
    location: place.location,
  };
  // Addresses compare without case in the target.
  const identity = identityOf(context, draft, email.toLowerCase(), after);
  const step: SubscriberStep = { ...stepBase('subscriber', identity, payload), kind: 'subscriber', payload };
  return register(context, draft, step);
}

function addWorkspace(context: BuildContext, draft: DraftOf<'workspace'>, after: StepId | undefined): void {
  const place = placeOf(context, draft);
  const key = lineKey(context, draft);
  if (place === undefined || key === undefined) return void omit(context, draft, 'workspace');
  const { location: _location, ...data } = draft.data;
  const payload: WorkspaceStep['payload'] = { ...data, customer: context.customerStep, location: place.location };
  const identity = identityOf(context, draft, key, after);
  register(context, draft, { ...stepBase('workspace', identity, payload), kind: 'workspace', payload });
}

function addVirtualLine(context: BuildContext, draft: DraftOf<'virtualLine'>, after: StepId | undefined): void {
  const place = placeOf(context, draft);
  const key = lineKey(context, draft);
  if (place === undefined || key === undefined) return void omit(context, draft, 'virtualLine');
  const { location: _location, ...data } = draft.data;
  const payload: VirtualLineStep['payload'] = { ...data, customer: context.customerStep, location: place.location };
  const identity = identityOf(context, draft, key, after);
  register(context, draft, { ...stepBase('virtualLine', identity, payload), kind: 'virtualLine', payload });
}

/**
 * Callback for owners without a number of their own, and for those who show another number in an emergency: that of the
 * location, or of a member of it, answers for them (R-LOC-7).
 */
export function addOwnerCallbackSteps(context: BuildContext): void {
  addCallbacks(context, (member) => member === undefined || context.drafts.get(member)?.kind !== 'huntGroup');
}

/** The same for those who show the number of a hunt group, which comes later than its agents. */
export function addGroupCallbackSteps(context: BuildContext): void {
  addCallbacks(context, (member) => member !== undefined && context.drafts.get(member)?.kind === 'huntGroup');
}

function addCallbacks(context: BuildContext, isNow: (member: DraftId | undefined) => boolean): void {
  const wanted = new Map<DraftId, WantedCallback>();
  for (const draft of context.drafts.of(context.customer.id, 'setting')) {
    const { data } = draft;
    if (data.setting === 'emergencyCallback') wanted.set(data.owner, { draft, member: data.member });
  }
  for (const kind of ['subscriber', 'workspace', 'virtualLine'] as const) {
    for (const draft of context.drafts.of(context.customer.id, kind)) {
      const asked = wanted.get(draft.id);
      if (isNow(asked?.member)) addOwnerCallback(context, draft, asked);
    }
  }
}

/** The setting that asks for a callback, of an owner with a number. */
interface WantedCallback {
  readonly draft: DraftOf<'setting'>;
  readonly member: DraftId | undefined;
}

function addOwnerCallback(context: BuildContext, draft: OwnerDraft, asked: WantedCallback | undefined): void {
  const wanted = asked?.draft;
  const owner = context.owners.get(draft.id);
  const place = placeOf(context, draft);
  const label = `emergency callback of ${labelOf(draft)}`;
  if (owner === undefined || place === undefined) {
    const reason = context.blockedDrafts.get(draft.id) ?? 'its owner is not migrated';
    if (wanted !== undefined) context.omit('emergencyCallback', wanted, reason, true, label);
    return;
  }
  const needed = draft.data.phoneNumber === undefined && draft.data.extension !== undefined;
  if (!needed && wanted === undefined) {
    showOwnNumberAgain(context, draft, { owner, location: place.location, label });
    return;
  }
  const callback = context.callbacks.get(draft.data.location);
  if (callback === undefined && asked?.member === undefined) {
    context.omit('emergencyCallback', wanted ?? draft, 'its location has no emergency callback number', true, label);
    return;
  }
  const member = asked?.member === undefined ? undefined : memberStep(context, asked.draft, asked.member, label);
  if (asked?.member !== undefined && member === undefined) return;
  const payload: EmergencyCallbackStep['payload'] = {
    customer: context.customerStep,
    location: place.location,
    owner,
    ...(member === undefined ? {} : { member }),
  };
  const identity = {
    draft: wanted?.id ?? draft.id,
    customer: context.customer.id,
    naturalKey: `owner ${draft.id}`,
    label,
    // Without the member there is nothing to write; nothing else waits for it, the owner least of all.
    hard: [owner, member ?? callback],
  };
  const step: EmergencyCallbackStep = {
    ...stepBase('emergencyCallback', identity, payload),
    kind: 'emergencyCallback',
    payload,
  };
  context.add(step, blockedNote(context, draft.id));
  context.ownerCallbacks.set(draft.id, step.id);
}

/** Another number was written by an earlier plan, and nothing asks for it any more. */
function showOwnNumberAgain(
  context: BuildContext,
  draft: OwnerDraft,
  { owner, location, label }: { readonly owner: StepId; readonly location: StepId; readonly label: string },
): void {
  const naturalKey = `owner ${draft.id}`;
  const earlier = stepId('emergencyCallback', context.customer.id, naturalKey);
  if (draft.data.phoneNumber === undefined || !context.isKnown(earlier)) return;
  const payload: EmergencyCallbackStep['payload'] = { customer: context.customerStep, location, owner, own: true };
  const identity = { draft: draft.id, customer: context.customer.id, naturalKey, label, hard: [owner] };
  context.add(
    { ...stepBase('emergencyCallback', identity, payload), kind: 'emergencyCallback', payload },
    blockedNote(context, draft.id),
  );
}

/** Step of the member that answers for an owner; where there is none, the plan says what is seen instead. */
function memberStep(
  context: BuildContext,
  wanted: DraftOf<'setting'>,
  member: DraftId,
  label: string,
): StepId | undefined {
  const step = context.owners.get(member) ?? context.features.get(member);
  if (step !== undefined || deferLink(context, wanted, member, label) !== undefined) return step;
  const reason = context.blockedDrafts.get(member) ?? 'is not migrated';
  context.omit('emergencyCallback', wanted, `${nameOfDraft(context.drafts, member)}: ${reason}`, true, label);
  return undefined;
}

function identityOf(
  context: BuildContext,
  draft: OwnerDraft,
  naturalKey: string,
  after: StepId | undefined,
): StepIdentity {
  const place = placeOf(context, draft);
  const { phoneNumber, location } = draft.data;
  return {
    draft: draft.id,
    customer: context.customer.id,
    naturalKey,
    label: labelOf(draft),
    hard: [
      place?.calling,
      place?.permission,
      after,
      context.freedExtensions.get(draft.id),
      phoneNumber === undefined ? undefined : context.numbers.get(phoneNumber),
    ],
    soft: [context.mainNumbers.get(location), context.callbacks.get(location)],
  };
}

function register(
  context: BuildContext,
  draft: OwnerDraft,
  step: SubscriberStep | WorkspaceStep | VirtualLineStep,
): StepId | undefined {
  if (!context.add(step, blockedNote(context, draft.id))) return undefined;
  context.owners.set(draft.id, step.id);
  return step.id;
}

function omit(context: BuildContext, draft: OwnerDraft, kind: 'subscriber' | 'workspace' | 'virtualLine'): undefined {
  context.omit(kind, draft, context.blockedDrafts.get(draft.id) ?? 'its location was not mapped', true);
}

function placeOf(context: BuildContext, draft: { readonly data: { readonly location: DraftId } }) {
  return context.locations.get(draft.data.location);
}

/** Location and number, or extension: what the target keeps unique. */
function lineKey(context: BuildContext, draft: DraftOf<'workspace'> | DraftOf<'virtualLine'>): string | undefined {
  const { phoneNumber, extension, location } = draft.data;
  const line = phoneNumber ?? extension;
  const place = context.drafts.get(location);
  return line === undefined || place?.kind !== 'location' ? undefined : `${place.data.name}/${line}`;
}
