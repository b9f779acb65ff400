import type { SettingEntry } from '../domain/drafts.ts';
import type { SettingEntryStep } from '../domain/plan.ts';
import { orAbsent } from './absent.ts';
import { digitPatternForm } from './entry-digit-pattern.ts';
import type { EntryForm, EntryOwner, FoundEntry } from './entry-form.ts';
import { personScheduleForm } from './entry-person-schedule.ts';
import { reachedNumberForm } from './entry-reached-number.ts';
import { selectiveRuleForm } from './entry-selective-rule.ts';
import type { Found, StepContext, StepHandler } from './handler.ts';
import { inOrgPath, known, needed, neededOrgCall, orgCall, shown } from './refs.ts';
import { knownOwner, ownerOf } from './setting-owner.ts';
import { standsUnder } from './standing.ts';
import { idAs, writtenAs } from './written.ts';

/** Every kind of entry has a form: one without does not compile. */
const FORMS: {
  readonly [Name in SettingEntry['setting']]: EntryForm<Extract<SettingEntry, { setting: Name }>>;
} = {
  singleNumberReachNumber: reachedNumberForm,
  personSchedule: personScheduleForm,
  selectiveRule: selectiveRuleForm,
  digitPattern: digitPatternForm,
};

/** The form of an entry; it fits, for both are found by the same name. */
function formOf(value: SettingEntry): EntryForm<SettingEntry> {
  return FORMS[value.setting];
}

/**
 * Entries of single number reach, schedules of people, rules of selective services, patterns of digits. The target refuses a second one only
 * of schedules, so each is looked for before it is made, and again where an answer was lost.
 */
export const settingEntryHandler: StepHandler<SettingEntryStep> = {
  kind: 'settingEntry',
  safety: 'look-first',
  canChange: true,
  calls: 2,
  key: ['owner', 'value.reachedAt|value.name'],
  endpoints: [
    'POST /telephony/config/people/{personId}/{setting}/numbers',
    'POST /telephony/config/people/{personId}/{setting}/criteria',
    'POST /people/{personId}/features/schedules',
    'POST /telephony/config/people/{personId}/outgoingPermission/digitPatterns',
    'POST /telephony/config/workspaces/{workspaceId}/outgoingPermission/digitPatterns',
    'POST /telephony/config/virtualLines/{virtualLineId}/outgoingPermission/digitPatterns',
  ],

  async lookUp(step, context) {
    const call = orgCall(context, step.payload.customer);
    const owner = knownOwner(step, context);
    if (!call || !owner) return undefined;
    const { value } = step.payload;
    const at = { api: context.webex.ownerSettings.further, owner, call };
    const found = await formOf(value).find(value, at, {
      own: known(context, step.id, 'entryId'),
      open: context.openRequests?.(step.id) ?? [],
      isFree: (id) => context.isAnothers?.(step, id) !== true,
    });
    if (found === undefined) return undefined;
    const { id, ...seen } = found;
    return { outputs: { entryId: id }, ...seen };
  },

  async write(step, context, found) {
    const { value } = step.payload;
    const at = neededOwner(step, context);
    const form = formOf(value);
    const entry = entryOf(found);
    const sent = entry === undefined ? await form.create(value, at) : await form.update(value, at, entry);
    // A change may answer another id, or none at all.
    return writtenAs(sent, idAs('entryId', sent) ?? (entry === undefined ? undefined : { entryId: entry.id }));
  },

  undo: {
    kind: 'remove',
    async standing(step, context) {
      const standing = await standsUnder('entryId', settingEntryHandler.lookUp, step, context);
      return standing.gone || context.planning ? standing : { ...standing, ...(await guardedBy(step, context)) };
    },
    remove(step, context) {
      const { value } = step.payload;
      return formOf(value).remove(value, neededOwner(step, context), needed(context)(step.id, 'entryId'));
    },
    describe(step, context) {
      const refer = shown(context);
      const { path } = pathOf(step, context, refer(step.id, 'entryId'));
      return { method: 'DELETE', path };
    },
  },

  describe(step, context, found) {
    const { value } = step.payload;
    const entry = entryOf(found);
    return {
      method: entry === undefined ? 'POST' : 'PUT',
      ...pathOf(step, context, entry?.id),
      body: formOf(value).body(value, entry),
    };
  },
};

/** The step that switched selective acceptance on has switched it off again before; somebody else may not have. */
async function guardedBy({ payload }: SettingEntryStep, context: StepContext): Promise<{ readonly keep?: string }> {
  const { value } = payload;
  if (value.setting !== 'selectiveRule' || value.service !== 'selectiveAcceptance') return {};
  const { api, owner, call } = neededOwner({ payload }, context);
  const service = await orAbsent(api.selectiveAcceptance.get(owner, call));
  return service?.enabled === true
    ? { keep: 'selective acceptance is on, and would turn every call away without its rules' }
    : {};
}

function entryOf(found: Found | undefined): FoundEntry | undefined {
  const id = found?.outputs.entryId;
  return found === undefined || id === undefined ? undefined : { id, differences: found.differences };
}

function neededOwner(step: Pick<SettingEntryStep, 'payload'>, context: StepContext): EntryOwner {
  return {
    api: context.webex.ownerSettings.further,
    owner: ownerOf(step, needed(context)),
    call: neededOrgCall(context, step.payload.customer),
  };
}

/** Schedules are addressed by their type too. */
function pathOf(step: SettingEntryStep, context: Pick<StepContext, 'outputs'>, id: string | undefined) {
  const refer = shown(context);
  const { customer, value } = step.payload;
  const base = formOf(value).path(value, ownerOf(step, refer));
  const below = value.setting === 'personSchedule' ? `${base}/${value.type}` : base;
  return { path: inOrgPath(refer, customer, id === undefined ? base : `${below}/${id}`) };
}
