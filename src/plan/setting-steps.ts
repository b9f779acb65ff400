import type { DraftId } from '../domain/draft-id.ts';
import type { DraftOf, SettingData, SettingEntry, WholeSetting } from '../domain/drafts.ts';
import type { SettingEntryStep, SettingStep } from '../domain/plan.ts';
import type { StepId } from '../domain/plan-step.ts';
import { audioOf } from './announcement-steps.ts';
import { type BuildContext, blockedNote } from './build-context.ts';
import { deferLink, growing } from './deferred-link.ts';
import { nameOfDraft } from './draft-index.ts';
import { SETTING_NAMES } from './setting-names.ts';
import { type StepIdentity, stepBase, stepId } from './step-identity.ts';

/** Settings of people, places and lines; what points at other owners waits for them, but never fails with them. */
export function addSettingSteps(context: BuildContext): void {
  const drafts = context.drafts.of(context.customer.id, 'setting');
  for (let turn = 0; turn <= LAST; turn++) {
    for (const draft of drafts) {
      if (!isOfPhone(draft.data) && (TURNS[draft.data.setting] ?? LAST) === turn) addSetting(context, draft);
    }
  }
}

/**
 * What an earlier plan has written for an owner and nothing asks for any more: a person who moves to another department
 * follows the group again. Rights to call and numbers that are shown must not stay behind; other settings do, as they
 * would after a change by hand.
 */
export function addNeutralSettings(context: BuildContext): void {
  const wanted = new Set(
    context.drafts.of(context.customer.id, 'setting').map(({ data }) => `${data.owner} ${data.setting}`),
  );
  for (const kind of ['subscriber', 'workspace', 'virtualLine'] as const) {
    for (const owner of context.drafts.of(context.customer.id, kind)) {
      for (const value of neutralOf(context, owner)) {
        const naturalKey = `${owner.id} ${value.setting}`;
        const earlier = stepId('setting', context.customer.id, naturalKey);
        if (wanted.has(naturalKey) || !context.isKnown(earlier)) continue;
        const { id, customer, from } = owner;
        addSetting(context, { id, kind: 'setting', customer, from, data: value, why: {} });
      }
    }
  }
}

function neutralOf(
  context: BuildContext,
  { id: owner, data }: DraftOf<'subscriber' | 'workspace' | 'virtualLine'>,
): readonly WholeSetting[] {
  const location = context.drafts.get(data.location);
  return [
    ...(location?.kind === 'location'
      ? [{ setting: 'outgoingPermission', owner, permissions: location.data.outgoingPermissions } as const]
      : []),
    {
      setting: 'incomingPermission',
      owner,
      externalTransfer: 'ALLOW_ALL_EXTERNAL',
      internalCalls: true,
      collectCalls: true,
    },
    { setting: 'transferNumbers', owner, custom: false },
    { setting: 'digitPatterns', owner, custom: false },
    { setting: 'agentCallerId', owner },
    { setting: 'hotelingHost', owner, enabled: false },
  ];
}

/** Settings that point at features: they come when those are planned. */
export function addFeatureDependentSettings(context: BuildContext): void {
  for (const draft of context.drafts.of(context.customer.id, 'setting')) {
    if (draft.data.setting === 'agentCallerId') addSetting(context, draft);
  }
}

/** Settings that stand at the phone of an owner come once it is there. */
export function addPhoneSettingSteps(context: BuildContext): void {
  for (const draft of context.drafts.of(context.customer.id, 'setting')) {
    if (isOfPhone(draft.data)) addSetting(context, draft);
  }
}

const isOfPhone = ({ setting }: SettingData): boolean => setting === 'hotelingHost';

/**
 * Who is an executive or an assistant comes before who assists whom; schedules and alternate numbers come before the rules
 * that they limit, rules before their service is switched on, and transfer numbers before permissions name them.
 */
const TURNS: Partial<Record<SettingData['setting'], number>> = {
  executiveAssistant: 0,
  personSchedule: 0,
  alternateNumbers: 0,
  transferNumbers: 0,
  selectiveRule: 1,
  digitPattern: 1,
  agentCallerId: 3,
};
const LAST = 2;

function addSetting(context: BuildContext, draft: DraftOf<'setting'>): void {
  const value = draft.data;
  // Planned with the owners.
  if (value.setting === 'emergencyCallback') return;
  const label = `${nameOf(value)} of ${nameOfDraft(context.drafts, value.owner)}`;
  const owner = context.owners.get(value.owner);
  const ownerKind = kindOf(context, value.owner);
  const entry = isEntry(value);
  if (owner === undefined || ownerKind === undefined) {
    const reason = context.blockedDrafts.get(value.owner) ?? 'its owner is not migrated';
    context.omit(entry ? 'settingEntry' : 'setting', draft, reason, true, label);
    return;
  }
  const common = { customer: context.customerStep, owner, ownerKind };
  const identity = { draft: draft.id, customer: context.customer.id, label };
  if (entry) {
    addEntry(context, draft, identity, { ...common, value });
    return;
  }
  const [phone] = context.devices.get(value.owner) ?? [];
  if (isOfPhone(value) && phone === undefined) {
    context.omit('setting', draft, 'no phone of its own is planned', true, label);
    return;
  }
  const rules = rulesOf(context, value);
  if (rules === undefined) {
    context.omit('setting', draft, 'one of its rules cannot be written', true, label);
    return;
  }
  const shown = value.setting === 'agentCallerId' ? value.queue : undefined;
  const queue = shown === undefined ? undefined : context.features.get(shown);
  if (shown !== undefined && queue === undefined) {
    context.omit('setting', draft, context.blockedDrafts.get(shown) ?? 'its queue is not migrated', true, label);
    return;
  }
  const members = membersOf(context, draft, value, label);
  const switched = value.setting === 'executiveFiltering' ? switchedRules(context, value.owner) : [];
  const audio = value.setting === 'musicOnHold' ? audioOf(context, value.announcement) : undefined;
  const payload: SettingStep['payload'] = {
    ...common,
    value,
    ...(members === undefined ? {} : { members: members.present }),
    ...(queue === undefined ? {} : { members: [queue] }),
    ...growing(members?.isOpen === true),
    ...(audio === undefined ? {} : { audio }),
    ...(switched.length === 0 ? {} : { rules: switched }),
  };
  const naturalKey = `${value.owner} ${value.setting}`;
  const hard = [
    owner,
    queue,
    ...ownNumbers(context, value),
    typeStep(context, value),
    audio?.step,
    isOfPhone(value) ? phone : undefined,
    ...rules,
  ];
  const step: SettingStep = {
    ...stepBase(
      'setting',
      {
        ...identity,
        naturalKey,
        hard,
        soft: [...(members?.present ?? []), ...memberTypes(context, value), transferNumbersOf(context, value)],
      },
      payload,
    ),
    kind: 'setting',
    payload,
  };
  const leftOut = members?.missing ?? [];
  context.add(step, { ...blockedNote(context, draft.id), ...(leftOut.length === 0 ? {} : { leftOut }) });
  context.settings.set(naturalKey, step.id);
}

function isEntry(value: SettingData): value is SettingEntry {
  switch (value.setting) {
    case 'singleNumberReachNumber':
    case 'personSchedule':
    case 'selectiveRule':
    case 'digitPattern':
      return true;
    default:
      return false;
  }
}

function addEntry(
  context: BuildContext,
  draft: DraftOf<'setting'>,
  identity: Pick<StepIdentity, 'draft' | 'customer' | 'label'>,
  payload: SettingEntryStep['payload'],
): void {
  const { owner, value } = payload;
  const schedule = scheduleOf(context, value);
  const rules = switchedBy(value);
  if (schedule === 'missing') {
    context.omit('settingEntry', draft, 'its schedule is not migrated', true, identity.label);
    if (rules !== undefined) context.rules.set(rules, undefined);
    return;
  }
  const naturalKey = `${value.owner} ${value.setting} ${entryKey(value)}`;
  const step: SettingEntryStep = {
    ...stepBase(
      'settingEntry',
      {
        ...identity,
        naturalKey,
        hard: [owner, schedule, typeOfRule(context, value), alternatesOfRule(context, value)],
        soft: [transferNumbersOf(context, value)],
      },
      payload,
    ),
    kind: 'settingEntry',
    payload,
  };
  if (!context.add(step, blockedNote(context, draft.id))) return;
  context.entries.set(draft.id, step.id);
  if (rules === undefined) return;
  const before = context.rules.has(rules) ? context.rules.get(rules) : [];
  context.rules.set(rules, before && [...before, step.id]);
}

/** The setting that switches entries on, which comes after all of them. */
function switchedBy(value: SettingEntry): string | undefined {
  if (value.setting === 'selectiveRule') return `${value.owner} ${value.service}`;
  return value.setting === 'digitPattern' ? `${value.owner} digitPatterns` : undefined;
}

/** The step that makes the schedule of a rule: one of the location, or one of its owner. */
function scheduleOf(context: BuildContext, value: SettingEntry): StepId | 'missing' | undefined {
  if (value.setting !== 'selectiveRule' || value.schedule === undefined) return undefined;
  const { draft } = value.schedule;
  return context.schedules.get(draft) ?? context.entries.get(draft) ?? 'missing';
}

/** Rules come before their service is switched on, so that it never works with some of them. `undefined`: it must not. */
function rulesOf(context: BuildContext, value: WholeSetting): readonly StepId[] | undefined {
  const name = `${value.owner} ${value.setting}`;
  return context.rules.has(name) ? context.rules.get(name) : [];
}

/** Filters of an executive by their steps, and which of them hold. */
function switchedRules(context: BuildContext, owner: DraftId): { readonly step: StepId; readonly active: boolean }[] {
  const filters = FILTERS.get(context) ?? filtersOf(context);
  FILTERS.set(context, filters);
  return (filters.get(owner) ?? []).flatMap(({ id, active }) => {
    const step = context.entries.get(id);
    return step === undefined ? [] : [{ step, active }];
  });
}

interface Filter {
  readonly id: DraftId;
  readonly active: boolean;
}

/** Looked for once: an executive is one of many drafts. */
const FILTERS = new WeakMap<BuildContext, ReadonlyMap<DraftId, readonly Filter[]>>();

function filtersOf(context: BuildContext): ReadonlyMap<DraftId, readonly Filter[]> {
  const filters = new Map<DraftId, Filter[]>();
  for (const { id, data } of context.drafts.of(context.customer.id, 'setting')) {
    if (data.setting !== 'selectiveRule' || data.service !== 'executiveFiltering') continue;
    const filter = { id, active: data.active !== false };
    const others = filters.get(data.owner);
    if (others === undefined) filters.set(data.owner, [filter]);
    else others.push(filter);
  }
  return filters;
}

/** Nobody has filters of an executive who is none. */
function typeOfRule(context: BuildContext, value: SettingEntry): StepId | undefined {
  return value.setting === 'selectiveRule' && value.service === 'executiveFiltering'
    ? context.settings.get(`${value.owner} executiveAssistant`)
    : undefined;
}

/** A rule for calls to an alternate number waits for that one. */
function alternatesOfRule(context: BuildContext, value: SettingEntry): StepId | undefined {
  if (value.setting !== 'selectiveRule') return undefined;
  const named = value.calledNumbers?.some(({ type }) => type === 'ALTERNATE') === true;
  return named ? context.settings.get(`${value.owner} alternateNumbers`) : undefined;
}

function entryKey(value: SettingEntry): string {
  switch (value.setting) {
    case 'singleNumberReachNumber':
      return value.reachedAt;
    case 'personSchedule':
      return `${value.type}/${value.name}`;
    case 'selectiveRule':
      return `${value.service}/${value.name}`;
    case 'digitPattern':
      return value.name;
    default:
      return value satisfies never;
  }
}

function nameOf(value: WholeSetting | SettingEntry): string {
  switch (value.setting) {
    case 'singleNumberReachNumber':
      return `${SETTING_NAMES[value.setting]} ${value.reachedAt}`;
    case 'personSchedule':
    case 'digitPattern':
      return `${SETTING_NAMES[value.setting]} ${value.name}`;
    case 'selectiveRule':
      return `${SETTING_NAMES[value.setting]} ${SETTING_NAMES[value.service]} ${value.name}`;
    default:
      return SETTING_NAMES[value.setting];
  }
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
      missing.push(`${nameOfDraft(context.drafts, member)}: ${context.blockedDrafts.get(member) ?? 'is not migrated'}`);
    }
  }
  return { present, missing, isOpen };
}

/** Numbers that the setting takes have to be in the location first. */
function ownNumbers(context: BuildContext, value: WholeSetting): (StepId | undefined)[] {
  if (value.setting === 'callerId' && value.customNumber !== undefined) {
    return [context.numbers.get(value.customNumber)];
  }
  if (value.setting === 'voicemail') return [numberOf(context, value.fax?.phoneNumber)];
  if (value.setting !== 'alternateNumbers') return [];
  return value.numbers.map(({ phoneNumber }) => context.numbers.get(phoneNumber));
}

function numberOf(context: BuildContext, number: string | undefined): StepId | undefined {
  return number === undefined ? undefined : context.numbers.get(number);
}

const NEED_A_TYPE: ReadonlySet<SettingData['setting']> = new Set([
  'assignedAssistants',
  'executiveFiltering',
  'executiveAlert',
  'executiveScreening',
  'assistantDivert',
]);

/** An executive has assistants only once it is one: the type comes first. */
function typeStep(context: BuildContext, { setting, owner }: WholeSetting): StepId | undefined {
  return NEED_A_TYPE.has(setting) ? context.settings.get(`${owner} executiveAssistant`) : undefined;
}

/** Permissions and patterns that hand calls over come after the numbers. */
function transferNumbersOf(context: BuildContext, { setting, owner }: WholeSetting | SettingEntry): StepId | undefined {
  return setting === 'outgoingPermission' || setting === 'digitPattern'
    ? context.settings.get(`${owner} transferNumbers`)
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
