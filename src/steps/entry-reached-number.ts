import type { FurtherSetting } from '../domain/further-settings.ts';
import { orAbsent } from './absent.ts';
import { differencesIn } from './compare.ts';
import type { EntryForm } from './entry-form.ts';

type Value = FurtherSetting<'singleNumberReachNumber'>;

/** A number of single number reach. The target does not say whether it refuses a second one of the same number. */
export const reachedNumberForm: EntryForm<Value> = {
  async find(value, { api, owner, call }, { own, isFree }) {
    const seen = await orAbsent(api.singleNumberReach.get(owner, call));
    const number =
      seen?.numbers.find(({ id }) => id === own) ??
      seen?.numbers.find(({ id, phoneNumber }) => phoneNumber === value.reachedAt && isFree(id));
    if (!number) return undefined;
    return {
      id: number.id,
      differences: differencesIn([
        ['phoneNumber', value.reachedAt, number.phoneNumber],
        ['name', value.name, number.name],
        ['enabled', value.enabled, number.enabled],
        ['doNotForwardCallsEnabled', value.doNotForwardCalls, number.doNotForwardCallsEnabled ?? false],
        ['answerConfirmationEnabled', value.answerConfirmation, number.answerConfirmationEnabled ?? false],
      ]),
    };
  },
  create: (value, { api, owner, call }) => api.singleNumberReachNumbers.create(owner, bodyOf(value), call),
  update: (value, { api, owner, call }, { id }) => api.singleNumberReachNumbers.update(owner, id, bodyOf(value), call),
  remove: (_value, { api, owner, call }, id) => api.singleNumberReachNumbers.remove(owner, id, call),
  path: (_value, owner) => `/telephony/config/people/${owner.id}/singleNumberReach/numbers`,
  body: bodyOf,
};

function bodyOf(value: Value) {
  return {
    phoneNumber: value.reachedAt,
    name: value.name,
    enabled: value.enabled,
    doNotForwardCallsEnabled: value.doNotForwardCalls,
    answerConfirmationEnabled: value.answerConfirmation,
  };
}
