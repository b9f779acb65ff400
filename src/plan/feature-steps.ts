import { audioOfQueue } from '../domain/announcements.ts';
import { type DraftOf, isMadeOfMenu } from '../domain/drafts.ts';
import type { ScheduleStep } from '../domain/plan.ts';
import type { CallQueueStep, HuntGroupStep, QueueAgentStep } from '../domain/plan-features.ts';
import type { StepId } from '../domain/plan-step.ts';
import { spokenMessages, spokenOverflow } from './announcement-steps.ts';
import { type BuildContext, blockedNote } from './build-context.ts';
import { deferLink, growing } from './deferred-link.ts';
import { labelOf, nameOfDraft } from './draft-index.ts';
import { nameOf } from './location-name.ts';
import { type StepIdentity, stepBase } from './step-identity.ts';

export function addScheduleSteps(context: BuildContext): void {
  for (const draft of context.drafts.of(context.customer.id, 'schedule')) {
    const place = context.locations.get(draft.data.location);
    if (place === undefined) {
      context.omit('schedule', draft, 'its location was not mapped', true);
      continue;
    }
    const { location: _location, ...data } = draft.data;
    const payload: ScheduleStep['payload'] = { ...data, customer: context.customerStep, location: place.location };
    const identity = {
      draft: draft.id,
      customer: context.customer.id,
      naturalKey: `${nameOf(context, draft.data.location)}/${data.type}/${data.name}`,
      label: labelOf(draft),
      hard: [place.calling],
    };
    const step: ScheduleStep = { ...stepBase('schedule', identity, payload), kind: 'schedule', payload };
    if (context.add(step, blockedNote(context, draft.id))) context.schedules.set(draft.id, step.id);
  }
}

/** Hunt groups and queues. A missing agent thins them out, it does not stop them. */
export function addHuntingSteps(context: BuildContext): void {
  for (const draft of context.drafts.of(context.customer.id, 'huntGroup')) {
    const { location: _location, agents: _agents, ...data } = draft.data;
    const shared = featureParts(context, draft);
    if (shared === undefined) continue;
    const members = membersOf(context, draft);
    const payload: HuntGroupStep['payload'] = { ...data, ...shared.refs, agents: members.present, ...members.growing };
    const identity = {
      ...shared.identity,
      soft: [...members.present.map(({ owner }) => owner), ...mailboxesOf(context, draft)],
    };
    const step: HuntGroupStep = { ...stepBase('huntGroup', identity, payload), kind: 'huntGroup', payload };
    context.add(step, { ...blockedNote(context, draft.id), leftOut: members.missing });
    context.features.set(draft.id, step.id);
  }
  for (const draft of context.drafts.of(context.customer.id, 'callQueue')) {
    const { location: _location, agents: _agents, messages, overflow, ...data } = draft.data;
    const shared = featureParts(context, draft);
    if (shared === undefined) continue;
    const members = membersOf(context, draft);
    const spoken = { ...spokenMessages(context, messages), overflow: spokenOverflow(context, overflow) };
    const payload: CallQueueStep['payload'] = {
      ...data,
      ...shared.refs,
      ...spoken,
      agents: members.present,
      ...members.growing,
    };
    const identity = {
      ...shared.identity,
      soft: [
        ...members.present.map(({ owner }) => owner),
        ...audioOfQueue(spoken).map(({ step }) => step),
        ...mailboxesOf(context, draft),
      ],
    };
    const step: CallQueueStep = { ...stepBase('callQueue', identity, payload), kind: 'callQueue', payload };
    context.add(step, { ...blockedNote(context, draft.id), leftOut: members.missing });
    context.features.set(draft.id, step.id);
    addLeftAgents(context, draft, step);
  }
}

/** The mailbox that takes the calls of a feature: they are sent there by its extension, so that it comes first. */
function mailboxesOf(context: BuildContext, feature: FeatureDraft): (StepId | undefined)[] {
  return context.drafts
    .of(context.customer.id, 'voicemailGroup')
    .filter(({ data }) => data.mailboxOf === feature.id)
    .map(({ id }) => context.features.get(id));
}

/**
 * Agents who have left the queue: to be in it means to be called, so that each is told once queue and agent exist. One who
 * was taken out of it by an earlier plan, and has joined again since, is told too.
 */
function addLeftAgents(context: BuildContext, queue: DraftOf<'callQueue'>, { id, payload }: CallQueueStep): void {
  for (const { owner, joined } of queue.data.agents) {
    const agent = context.owners.get(owner);
    const draft = context.drafts.get(owner);
    if (agent === undefined || draft === undefined) continue;
    const { customerAssist } = payload;
    const state: QueueAgentStep['payload'] = {
      customer: context.customerStep,
      queue: id,
      agent,
      customerAssist,
      joined: joined ?? true,
    };
    const identity = {
      draft: queue.id,
      customer: context.customer.id,
      naturalKey: `${queue.id} ${owner}`,
      label: `state of ${labelOf(draft)} in ${labelOf(queue)}`,
      hard: [id, agent],
      exclusive: agent,
    };
    const step: QueueAgentStep = { ...stepBase('queueAgent', identity, state), kind: 'queueAgent', payload: state };
    if (joined !== false && !context.isKnown(step.id)) continue;
    context.add(step, blockedNote(context, owner));
  }
}

type FeatureDraft = DraftOf<'huntGroup'> | DraftOf<'callQueue'> | DraftOf<'autoAttendant'>;

/** What hunt groups, queues and attendants have in common; `undefined` where the location is not there, which is told. */
export function featureParts(
  context: BuildContext,
  draft: FeatureDraft,
):
  | {
      readonly identity: StepIdentity & { hard: (StepId | undefined)[] };
      readonly refs: { customer: StepId; location: StepId };
    }
  | undefined {
  const { location, name, phoneNumber, extension } = draft.data;
  const place = context.locations.get(location);
  if (place === undefined) {
    context.omit(draft.kind, draft, 'its location was not mapped', true);
    return undefined;
  }
  return {
    identity: {
      draft: draft.id,
      customer: context.customer.id,
      // What is made of a menu stays the same one when another extension is chosen for it.
      naturalKey: [
        nameOf(context, location),
        name,
        isMadeOfMenu(draft) ? 'menu' : (phoneNumber ?? extension ?? ''),
      ].join('/'),
      label: labelOf(draft),
      hard: [
        place.calling,
        place.permission,
        phoneNumber === undefined ? undefined : context.numbers.get(phoneNumber),
        ...(draft.data.alternateNumbers ?? []).map((further) => context.numbers.get(further.phoneNumber)),
        context.freedExtensions.get(draft.id),
      ],
    },
    refs: { customer: context.customerStep, location: place.location },
  };
}

function membersOf(context: BuildContext, feature: DraftOf<'huntGroup'> | DraftOf<'callQueue'>) {
  const { agents } = feature.data;
  const present: { owner: StepId; weight?: string; skillLevel?: number; joined?: false }[] = [];
  const missing: string[] = [];
  let isOpen = false;
  for (const agent of agents) {
    const owner = context.owners.get(agent.owner);
    const name = nameOfDraft(context.drafts, agent.owner);
    const deferred = deferLink(context, feature, agent.owner);
    if (deferred !== undefined) {
      missing.push(deferred);
      isOpen = true;
    } else if (owner === undefined) {
      missing.push(`${name}: ${context.blockedDrafts.get(agent.owner) ?? 'not migrated'}`);
    } else {
      present.push({ ...agent, owner });
      const reason = context.blockedDrafts.get(agent.owner);
      if (reason !== undefined) missing.push(`${name}: ${reason}`);
    }
  }
  return { present, missing, growing: growing(isOpen) };
}
