import type { DraftId, DraftOf, SettingEntry, WholeSetting } from '../domain/drafts.ts';
import type { SettingEntryStep, SettingStep, StepId } from '../domain/plan.ts';
import { type BuildContext, blockedNote } from './build-context.ts';
import { deferLink } from './deferred-link.ts';
import { labelOf } from './draft-index.ts';
import { SETTING_NAMES } from './setting-names.ts';
import { stepBase } from './step-identity.ts';

/** Settings of people, places and lines; what points at other owners waits for them, but never fails with them. */
export function addSettingSteps(context: BuildContext): void {
  const drafts = context.drafts.of(context.customer.id, 'setting');
  // Who is an executive or an assistant comes before who assists whom.
  for (const draft of drafts) if (isType(draft)) addSetting(context, draft);
  for (const draft of drafts) if (!isType(draft)) addSetting(context, draft);
}

function isType({ data }: DraftOf<'setting'>): boolean {
  return data.setting === 'executiveAssistant';
}

function addSetting(context: BuildContext, draft: DraftOf<'setting'>): void {
  const value = draft.data;
  const ownerDraft = context.drafts.get(value.owner);
  const label = `${nameOf(value)} of ${ownerDraft ? labelOf(ownerDraft) : value.owner}`;
  const owner = context.owners.get(value.owner);
  const ownerKind = kindOf(context, value.owner);
  const kind = value.setting === 'singleNumberReachNumber' ? 'settingEntry' : 'setting';
  if (owner === undefined || ownerKind === undefined) {
    const reason = context.blockedDrafts.get(value.owner) ?? 'its owner is not migrated';
    context.omit(kind, draft, reason, true, label);
    return;
  }
  const common = { customer: context.customerStep, owner, ownerKind };
  const identity = { draft: draft.id, customer: context.customer.id, label };
  if (value.setting === 'singleNumberReachNumber') {
    const payload: SettingEntryStep['payload'] = { ...common, value };
    const naturalKey = `${value.owner} ${value.setting} ${value.reachedAt}`;
    const step: SettingEntryStep = {
      ...stepBase('settingEntry', { ...identity, naturalKey, hard: [owner] }, payload),
      kind: 'settingEntry',
      payload,
    };
    context.add(step, blockedNote(context, draft.id));
    return;
  }
  const members = membersOf(context, draft, value, label);
  const payload: SettingStep['payload'] = {
    ...common,
    value,
    ...(members === undefined ? {} : { members: members.present }),
    ...(members?.isOpen ? { open: true as const } : {}),
  };
  const naturalKey = `${value.owner} ${value.setting}`;
  const hard = [owner, ...ownNumbers(context, value), typeStep(context, value)];
  const step: SettingStep = {
    ...stepBase(
      'setting',
      { ...identity, naturalKey, hard, soft: [...(members?.present ?? []), ...memberTypes(context, value)] },
      payload,
    ),
    kind: 'setting',
    payload,
  };
  const leftOut = members?.missing ?? [];
  context.add(step, { ...blockedNote(context, draft.id), ...(leftOut.length === 0 ? {} : { leftOut }) });
  context.settings.set(naturalKey, step.id);
}

function nameOf(value: WholeSetting | SettingEntry): string {
  return value.setting === 'singleNumberReachNumber'
    ? `${SETTING_NAMES[value.setting]} ${value.reachedAt}`
    : SETTING_NAMES[value.setting];
}

/** Members that move, in order, and what to call those that do not, or come with another batch (`isOpen`). */
function membersOf(
  context: BuildContext,
  setting: DraftOf<'setting'>,
  value: WholeSetting,
  label: string,
): { readonly present: readonly StepId[]; readonly missing: readonly string[]; readonly isOpen: boolean } | undefined {
  if (!('members' in value)) return undefined;
  const present: StepId[] = [];
  const missing: string[] = [];
  let isOpen = false;
  for (const member of value.members) {
    const step = context.owners.get(member);
    const deferred = deferLink(context, setting, member, label);
    if (step !== undefined) present.push(step);
    else if (deferred !== undefined) {
      missing.push(deferred);
      isOpen = true;
    } else {
      const draft = context.drafts.get(member);
      missing.push(`${draft ? labelOf(draft) : member}: ${context.blockedDrafts.get(member) ?? 'is not migrated'}`);
    }
  }
  return { present, missing, isOpen };
}

/** Numbers that the setting takes have to be in the location first. */
function ownNumbers(context: BuildContext, value: WholeSetting): (StepId | undefined)[] {
  if (value.setting === 'callerId' && value.customNumber !== undefined) {
    return [context.numbers.get(value.customNumber)];
  }
  if (value.setting !== 'alternateNumbers') return [];
  return value.numbers.map(({ phoneNumber }) => context.numbers.get(phoneNumber));
}

/** An executive has assistants only once it is one: the type comes first. */
function typeStep(context: BuildContext, { setting, owner }: WholeSetting): StepId | undefined {
  return setting === 'assignedAssistants' || setting === 'assistantDivert'
    ? context.settings.get(`${owner} executiveAssistant`)
    : undefined;
}

/** Nobody can be assigned who is no assistant yet. */
function memberTypes(context: BuildContext, value: WholeSetting): (StepId | undefined)[] {
  if (value.setting !== 'assignedAssistants') return [];
  return value.members.map((member) => context.settings.get(`${member} executiveAssistant`));
}

function kindOf(context: BuildContext, owner: DraftId): SettingStep['payload']['ownerKind'] | undefined {
  const kind = context.drafts.get(owner)?.kind;
  return kind === 'subscriber' || kind === 'workspace' || kind === 'virtualLine' ? kind : undefined;
}
