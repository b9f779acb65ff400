import type { SettingStep } from '../domain/plan.ts';
import type { StepRef } from '../domain/plan-step.ts';
import { orAbsent } from './absent.ts';
import { audioFileOf } from './audio.ts';
import { plainId } from './compare.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { settingPath } from './owner-path.ts';
import { inOrgPath, known, lineOwner, needed, neededOrgCall, orgCall, type Refer, shown } from './refs.ts';
import type { RuleState } from './setting-form.ts';
import { formOf } from './setting-forms.ts';
import { knownOwner, ownerOf } from './setting-owner.ts';
import { switchOffAcceptance, turnsCallsAway } from './undo-acceptance.ts';
import { writtenAs } from './written.ts';

/** Call settings of people, Webex workspaces and virtual lines. */
export const settingHandler: StepHandler<SettingStep> = {
  kind: 'setting',
  safety: 'repeatable',
  canChange: true,
  calls: 2,
  key: ['owner', 'value.setting'],
  endpoints: [
    'PUT /people/{personId}/features/{setting}',
    'PUT /telephony/config/people/{personId}/{setting}',
    'PUT /workspaces/{workspaceId}/features/{setting}',
    'PUT /telephony/config/workspaces/{workspaceId}/{setting}',
    'PUT /telephony/config/virtualLines/{virtualLineId}/{setting}',
  ],

  async lookUp(step, context) {
    const call = orgCall(context, step.payload.customer);
    const owner = knownOwner(step, context);
    if (!call || !owner) return undefined;
    const form = formOf(step.payload.value);
    const seen = await orAbsent(form.get(context.webex.ownerSettings, owner, call));
    if (seen === undefined) return undefined;
    const members = listOf(step, context, seen);
    const audio = audioOf(step, shown(context));
    return { outputs: {}, differences: form.compare(step.payload.value, seen, members, audio, rulesOf(step, context)) };
  },

  async write(step, context) {
    const { customer, value } = step.payload;
    const call = neededOrgCall(context, customer);
    const owner = ownerOf(step, needed(context));
    const form = formOf(value);
    const seen = await form.get(context.webex.ownerSettings, owner, call);
    const audio = audioOf(step, needed(context));
    const members = listOf(step, context, seen);
    const body = form.merge(value, owner.kind, seen, members, audio, rulesOf(step, context));
    const sent = await form.put(context.webex.ownerSettings, owner, body, call);
    return { ...writtenAs(sent, {}), ...missingMembers(step, context) };
  },

  undo: { kind: 'with-owner', owner: 'its owner', note: 'what the target had before is not kept' },
  undoLike: ({ payload }) => (turnsCallsAway(payload.value) ? switchOffAcceptance : undefined),

  describe(step, context) {
    const refer = shown(context);
    const { customer, value } = step.payload;
    const owner = ownerOf(step, refer);
    const path = settingPath(owner, value.setting);
    const members = memberIds(step, context);
    const rules = rulesOf(step, context, refer);
    const body = formOf(value).merge(value, owner.kind, undefined, members, audioOf(step, refer), rules);
    return { method: 'PUT', path: inOrgPath(refer, customer, path), body };
  },
};

function audioOf({ payload }: SettingStep, refer: Refer) {
  return payload.audio === undefined ? undefined : audioFileOf(payload.audio, refer);
}

/** Rules that exist. @param refer - for a description: those that will exist, too */
function rulesOf({ payload }: SettingStep, context: Outputs, refer?: Refer): RuleState[] {
  return (payload.rules ?? []).flatMap(({ step, active }) => {
    const id = known(context, step, 'entryId') ?? refer?.(step, 'entryId');
    return id === undefined ? [] : [{ id, active }];
  });
}

type Outputs = Pick<StepContext, 'outputs'>;

/** An owner, or the queue whose number an agent shows. */
function memberId(context: Outputs, member: StepRef): string | undefined {
  return lineOwner(context, member)?.id ?? known(context, member, 'queueId');
}

/** Members that exist; a missing one never holds up the owner. */
function memberIds({ payload }: SettingStep, context: Outputs): string[] {
  return (payload.members ?? []).flatMap((member) => memberId(context, member) ?? []);
}

/**
 * The list as it is to be. While somebody of it is still to come (with a later batch, or because the owner failed), it
 * only grows: whoever stands on it was put there by an earlier batch, or by hand for the time being.
 */
function listOf(step: SettingStep, context: StepContext, seen: unknown): string[] {
  const { members, open, value } = step.payload;
  const ids = memberIds(step, context);
  if (open !== true && ids.length === (members ?? []).length) return ids;
  const own = new Set(ids.map(plainId));
  return [...ids, ...(formOf(value).listed?.(seen) ?? []).filter((id) => !own.has(plainId(id)))];
}

function missingMembers({ payload }: SettingStep, context: StepContext): { readonly leftOut?: readonly string[] } {
  const missing = (payload.members ?? []).filter((member) => memberId(context, member) === undefined);
  return missing.length === 0 ? {} : { leftOut: missing.map((member) => context.label?.(member) ?? member) };
}
