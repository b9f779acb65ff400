import type { SettingEntryStep } from '../domain/plan.ts';
import { orAbsent } from './absent.ts';
import { differencesIn } from './compare.ts';
import type { StepHandler } from './handler.ts';
import { inOrgPath, known, needed, neededOrgCall, orgCall, shown } from './refs.ts';
import { knownOwner, ownerOf } from './setting-owner.ts';
import { idAs, writtenAs } from './written.ts';

/**
 * Numbers of single number reach. The target does not say whether it refuses a second one, so it is looked for before it
 * is made, and again where an answer was lost.
 */
export const settingEntryHandler: StepHandler<SettingEntryStep> = {
  kind: 'settingEntry',
  safety: 'look-first',
  canChange: true,
  calls: 2,

  async lookUp(step, context) {
    const call = orgCall(context, step.payload.customer);
    const owner = knownOwner(step, context);
    if (!call || !owner) return undefined;
    const seen = await orAbsent(context.webex.ownerSettings.further.singleNumberReach.get(owner, call));
    const { value } = step.payload;
    const own = known(context, step.id, 'entryId');
    // By id where it is known, so that a change of the number shows as one.
    const number =
      seen?.numbers.find(({ id }) => id === own) ??
      seen?.numbers.find(({ phoneNumber }) => phoneNumber === value.reachedAt);
    if (!number) return undefined;
    return {
      outputs: { entryId: number.id },
      differences: differencesIn([
        ['phoneNumber', value.reachedAt, number.phoneNumber],
        ['name', value.name, number.name],
        ['enabled', value.enabled, number.enabled],
        ['doNotForwardCallsEnabled', value.doNotForwardCalls, number.doNotForwardCallsEnabled ?? false],
        ['answerConfirmationEnabled', value.answerConfirmation, number.answerConfirmationEnabled ?? false],
      ]),
    };
  },

  async write(step, context, found) {
    const call = neededOrgCall(context, step.payload.customer);
    const owner = ownerOf(step, needed(context));
    const numbers = context.webex.ownerSettings.further.singleNumberReachNumbers;
    const id = found?.outputs.entryId;
    const sent =
      id === undefined
        ? await numbers.create(owner, bodyOf(step), call)
        : await numbers.update(owner, id, bodyOf(step), call);
    // A change may answer another id, or none at all.
    return writtenAs(sent, idAs('entryId', sent) ?? (id === undefined ? undefined : { entryId: id }));
  },

  undo: { kind: 'stays', withOwner: true, why: 'goes with its owner' },

  describe(step, context, found) {
    const refer = shown(context);
    const base = `/telephony/config/people/${ownerOf(step, refer).id}/singleNumberReach/numbers`;
    const id = found?.outputs.entryId;
    const path = id === undefined ? base : `${base}/${id}`;
    return {
      method: id === undefined ? 'POST' : 'PUT',
      path: inOrgPath(refer, step.payload.customer, path),
      body: bodyOf(step),
    };
  },
};

function bodyOf({ payload: { value } }: SettingEntryStep) {
  return {
    phoneNumber: value.reachedAt,
    name: value.name,
    enabled: value.enabled,
    doNotForwardCallsEnabled: value.doNotForwardCalls,
    answerConfirmationEnabled: value.answerConfirmation,
  };
}
