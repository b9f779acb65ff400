import type { DraftOf } from '../domain/drafts.ts';
import type { AutoAttendantStep, CallQueueStep, HuntGroupStep, ScheduleStep, StepId } from '../domain/plan.ts';
import { audioSteps, spokenMenu, spokenMessages } from './announcement-steps.ts';
import { type BuildContext, blockedNote } from './build-context.ts';
import { deferLink } from './deferred-link.ts';
import { linesOf } from './dialled-lines.ts';
import { labelOf } from './draft-index.ts';
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
    const payload: HuntGroupStep['payload'] = { ...data, ...shared.refs, agents: members.present };
    const identity = { ...shared.identity, soft: members.present.map(({ owner }) => owner) };
    const step: HuntGroupStep = { ...stepBase('huntGroup', identity, payload), kind: 'huntGroup', payload };
    context.add(step, { ...blockedNote(context, draft.id), leftOut: members.missing });
    context.features.set(draft.id, step.id);
  }
  for (const draft of context.drafts.of(context.customer.id, 'callQueue')) {
    const { location: _location, agents: _agents, messages, ...data } = draft.data;
    const shared = featureParts(context, draft);
    if (shared === undefined) continue;
    const members = membersOf(context, draft);
    const spoken = spokenMessages(context, messages);
    const payload: CallQueueStep['payload'] = { ...data, ...shared.refs, ...spoken, agents: members.present };
    const soft = [...members.present.map(({ owner }) => owner), ...audioSteps(spoken.messages)];
    const identity = { ...shared.identity, soft };
    const step: CallQueueStep = { ...stepBase('callQueue', identity, payload), kind: 'callQueue', payload };
    context.add(step, { ...blockedNote(context, draft.id), leftOut: members.missing });
    context.features.set(draft.id, step.id);
  }
}

/** Auto attendants come last: their menus point at everything else by number or extension. */
export function addAttendantSteps(context: BuildContext): void {
  const lines = linesOf(context);
  for (const draft of context.drafts.of(context.customer.id, 'autoAttendant')) {
    const { location: _location, businessSchedule, ...data } = draft.data;
    const shared = featureParts(context, draft);
    if (shared === undefined) continue;
    const schedule = context.drafts.get(businessSchedule);
    if (schedule?.kind !== 'schedule') {
      context.omit('autoAttendant', draft, 'its business hours were not mapped', true);
      continue;
    }
    const payload: AutoAttendantStep['payload'] = {
      ...data,
      ...shared.refs,
      businessSchedule: schedule.data.name,
      businessHoursMenu: spokenMenu(context, data.businessHoursMenu),
      afterHoursMenu: spokenMenu(context, data.afterHoursMenu),
    };
    const greetings = [payload.businessHoursMenu.audio?.step, payload.afterHoursMenu.audio?.step];
    const keys = [...data.businessHoursMenu.keys, ...data.afterHoursMenu.keys];
    const identity = {
      ...shared.identity,
      hard: [...shared.identity.hard, context.schedules.get(businessSchedule), ...greetings],
      soft: keys.map(({ value }) => (value === undefined ? undefined : lines.get(value))),
    };
    const step: AutoAttendantStep = { ...stepBase('autoAttendant', identity, payload), kind: 'autoAttendant', payload };
    context.add(step, blockedNote(context, draft.id));
    context.features.set(draft.id, step.id);
  }
}

type FeatureDraft = DraftOf<'huntGroup'> | DraftOf<'callQueue'> | DraftOf<'autoAttendant'>;

function featureParts(
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
      naturalKey: [nameOf(context, location), name, phoneNumber ?? extension ?? ''].join('/'),
      label: labelOf(draft),
      hard: [
        place.calling,
        place.permission,
        phoneNumber === undefined ? undefined : context.numbers.get(phoneNumber),
        context.freedExtensions.get(draft.id),
      ],
    },
    refs: { customer: context.customerStep, location: place.location },
  };
}

function membersOf(context: BuildContext, feature: DraftOf<'huntGroup'> | DraftOf<'callQueue'>) {
  const { agents } = feature.data;
  const present: { owner: StepId; weight?: string; skillLevel?: number }[] = [];
  const missing: string[] = [];
  for (const agent of agents) {
    const owner = context.owners.get(agent.owner);
    const draft = context.drafts.get(agent.owner);
    const name = draft ? labelOf(draft) : agent.owner;
    const deferred = deferLink(context, feature, agent.owner);
    if (deferred !== undefined) missing.push(deferred);
    else if (owner === undefined) {
      missing.push(`${name}: ${context.blockedDrafts.get(agent.owner) ?? 'not migrated'}`);
    } else {
      present.push({ ...agent, owner });
      const reason = context.blockedDrafts.get(agent.owner);
      if (reason !== undefined) missing.push(`${name}: ${reason}`);
    }
  }
  return { present, missing };
}
