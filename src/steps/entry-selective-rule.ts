import { type FurtherSetting, SELECTIVE_PATHS, type SelectiveService } from '../domain/further-settings.ts';
import type { Difference } from '../domain/plan.ts';
import type { WebexSelectiveRule } from '../webex/selective-rules.ts';
import { orAbsent } from './absent.ts';
import { differencesIn } from './compare.ts';
import type { EntryForm } from './entry-form.ts';

type Value = FurtherSetting<'selectiveRule'>;

/**
 * A rule of a selective service. The target gives it no name and takes the same one twice, so what it says is its key: a
 * rule that says the same is ours or as good as ours. `map` never makes two rules of one service that say the same.
 */
export const selectiveRuleForm: EntryForm<Value> = {
  async find(value, { api, owner, call }, own) {
    const { service } = value;
    const known = own === undefined ? undefined : await api.selectiveRules.get(owner, service, own, call);
    if (own !== undefined && known !== undefined) return { id: own, differences: differencesOf(value, known) };
    const seen = await orAbsent(api[service].get(owner, call));
    for (const { id } of seen?.criteria ?? []) {
      const rule = await api.selectiveRules.get(owner, service, id, call);
      if (rule !== undefined && differencesOf(value, rule).length === 0) return { id, differences: [] };
    }
    return undefined;
  },
  create: (value, { api, owner, call }) => api.selectiveRules.create(owner, value.service, bodyOf(value), call),
  update: (value, { api, owner, call }, id) => api.selectiveRules.update(owner, value.service, id, bodyOf(value), call),
  remove: (value, { api, owner, call }, id) => api.selectiveRules.remove(owner, value.service, id, call),
  path: (value, owner) => `/telephony/config/people/${owner.id}/${SELECTIVE_PATHS[value.service]}/criteria`,
  body: bodyOf,
};

/** The switch that says whether the service applies to calls that fit. */
const SWITCHES = {
  selectiveForwarding: 'forwardEnabled',
  selectiveAcceptance: 'acceptEnabled',
  selectiveRejection: 'rejectEnabled',
} as const satisfies Record<SelectiveService, keyof WebexSelectiveRule>;

function bodyOf(value: Value) {
  const { schedule, callsFrom } = value;
  const selected = callsFrom === 'SELECT_PHONE_NUMBERS';
  return {
    ...(value.service === 'selectiveForwarding'
      ? { forwardToPhoneNumber: value.forwardTo ?? '', sendToVoicemailEnabled: false }
      : {}),
    ...(schedule === undefined
      ? {}
      : { scheduleName: schedule.name, scheduleType: schedule.type, scheduleLevel: schedule.level }),
    callsFrom,
    ...(selected
      ? {
          anonymousCallersEnabled: value.anonymousCallers,
          unavailableCallersEnabled: value.unavailableCallers,
          phoneNumbers: value.phoneNumbers,
        }
      : {}),
    [SWITCHES[value.service]]: value.applies,
  };
}

function differencesOf(value: Value, seen: WebexSelectiveRule): Difference[] {
  const { service, schedule, callsFrom } = value;
  const selected = callsFrom === 'SELECT_PHONE_NUMBERS';
  const forwards = service === 'selectiveForwarding' && value.applies;
  return differencesIn([
    ['callsFrom', callsFrom, seen.callsFrom],
    ['phoneNumbers', selected ? [...value.phoneNumbers].sort() : undefined, [...seen.phoneNumbers].sort()],
    ['anonymousCallersEnabled', selected ? value.anonymousCallers : undefined, seen.anonymousCallersEnabled ?? false],
    [
      'unavailableCallersEnabled',
      selected ? value.unavailableCallers : undefined,
      seen.unavailableCallersEnabled ?? false,
    ],
    ['scheduleName', schedule?.name ?? '', seen.scheduleName ?? ''],
    ['scheduleType', schedule?.type, seen.scheduleType],
    ['scheduleLevel', schedule?.level, seen.scheduleLevel],
    [SWITCHES[service], value.applies, seen[SWITCHES[service]] ?? false],
    ['forwardToPhoneNumber', forwards ? (value.forwardTo ?? '') : undefined, seen.forwardToPhoneNumber ?? ''],
    ['sendToVoicemailEnabled', forwards ? false : undefined, seen.sendToVoicemailEnabled ?? false],
  ]);
}
