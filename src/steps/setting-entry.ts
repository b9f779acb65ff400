import type { SettingEntry } from '../domain/drafts.ts';
import type { SettingEntryStep } from '../domain/plan.ts';
import type { EntryForm, EntryOwner } from './entry-form.ts';
import { personScheduleForm } from './entry-person-schedule.ts';
import { reachedNumberForm } from './entry-reached-number.ts';
import { selectiveRuleForm } from './entry-selective-rule.ts';
import type { StepContext, StepHandler } from './handler.ts';
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
};

/** The form of an entry; it fits, for both are found by the same name. */
function formOf(value: SettingEntry): EntryForm<SettingEntry> {
  return FORMS[value.setting];
}

/**
 * Entries of single number reach, schedules of people, rules of selective services. The target refuses a second one only
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
  ],

  async lookUp(step, context) {
    const call = orgCall(context, step.payload.customer);
    const owner = knownOwner(step, context);
    if (!call || !owner) return undefined;
    const { value } = step.payload;
    const at = { api: context.webex.ownerSettings.further, owner, call };
    const found = await formOf(value).find(value, at, known(context, step.id, 'entryId'));
    return found && { outputs: { entryId: found.id }, differences: found.differences };
  },

  async write(step, context, found) {
    const { value } = step.payload;
    const at = neededOwner(step, context);
    const form = formOf(value);
    const id = found?.outputs.entryId;
    const sent = id === undefined ? await form.create(value, at) : await form.update(value, at, id);
    // A change may answer another id, or none at all.
    return writtenAs(sent, idAs('entryId', sent) ?? (id === undefined ? undefined : { entryId: id }));
  },

  undo: {
    kind: 'remove',
    standing: (step, context) => standsUnder('entryId', settingEntryHandler.lookUp, step, context),
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
    const id = found?.outputs.entryId;
    return {
      method: id === undefined ? 'POST' : 'PUT',
      ...pathOf(step, context, id),
      body: formOf(value).body(value, id !== undefined),
    };
  },
};

function neededOwner(step: SettingEntryStep, context: StepContext): EntryOwner {
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
