import { type FurtherSetting, SELECTIVE_PATHS, type SelectiveService } from '../domain/further-settings.ts';
import type { Difference } from '../domain/plan.ts';
import type { WebexSelectiveRule } from '../webex/selective-rules.ts';
import { orAbsent } from './absent.ts';
import { differencesIn, differsIn } from './compare.ts';
import type { EntryForm, FoundEntry } from './entry-form.ts';

type Value = FurtherSetting<'selectiveRule'>;

/**
 * A rule of a selective service. The target gives it no name and takes the same one twice, so what it says is its key: a
 * rule that says the same is ours or as good as ours. `map` never makes two rules of one service that say the same.
 * Filters of executives do have a name, which no change reaches: that one is their key.
 */
export const selectiveRuleForm: EntryForm<Value> = {
  async find(value, { api, owner, call }, { own, open, isFree }) {
    const { service } = value;
    const known = own === undefined ? undefined : await api.selectiveRules.get(owner, service, own, call);
    if (own !== undefined && known !== undefined) return { id: own, differences: differencesOf(value, known) };
    const all: readonly ListedRule[] = (await orAbsent(api[service].get(owner, call)))?.criteria ?? [];
    const named = service === 'executiveFiltering';
    const listed = named ? all.filter(({ filterName }) => filterName === value.name) : all;
    let asSent: FoundEntry | undefined;
    for (const { id } of listed) {
      const rule = isFree(id) ? await api.selectiveRules.get(owner, service, id, call) : undefined;
      if (rule === undefined) continue;
      const differences = differencesOf(value, rule);
      if (named || differences.length === 0) return { id, differences };
      // Edited in BroadWorks while its creation was in doubt: what the open request says is this rule.
      if (open.some((body) => isSaidBy(body, rule))) asSent ??= { id, differences };
    }
    return asSent;
  },
  create: (value, { api, owner, call }) => api.selectiveRules.create(owner, value.service, bodyOf(value), call),
  update: (value, { api, owner, call }, found) =>
    api.selectiveRules.update(owner, value.service, found.id, bodyOf(value, found), call),
  remove: (value, { api, owner, call }, id) => api.selectiveRules.remove(owner, value.service, id, call),
  path: (value, owner) => `/telephony/config/people/${owner.id}/${SELECTIVE_PATHS[value.service]}/criteria`,
  body: bodyOf,
};

interface ListedRule {
  readonly id: string;
  readonly filterName?: string | undefined;
}

/** The switch that says whether the service applies to calls that fit. */
const SWITCHES = {
  selectiveForwarding: 'forwardEnabled',
  selectiveAcceptance: 'acceptEnabled',
  selectiveRejection: 'rejectEnabled',
  executiveFiltering: 'filterEnabled',
} as const satisfies Record<SelectiveService, keyof WebexSelectiveRule>;

/** What a PUT leaves out may stay: a schedule that is taken off is sent as the empty text that the target shows for none. */
function bodyOf(value: Value, found?: FoundEntry) {
  const { schedule, callsFrom } = value;
  const cleared = differsIn(found, 'scheduleName') ? { scheduleName: '' } : {};
  const selected = callsFrom === 'SELECT_PHONE_NUMBERS';
  return {
    ...(value.service === 'executiveFiltering' ? named(value, found) : {}),
    ...(value.service === 'selectiveForwarding'
      ? { forwardToPhoneNumber: value.forwardTo ?? '', sendToVoicemailEnabled: false }
      : {}),
    ...(schedule === undefined
      ? cleared
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

/** An empty list of called numbers stands for all of them. */
function named({ name, calledNumbers = [] }: Value, found: FoundEntry | undefined) {
  return { ...(found === undefined ? { filterName: name } : {}), callsToNumbers: calledNumbers };
}

/** What a rule holds for, in an order that does not matter to the target. */
function calledText(
  numbers: readonly { readonly type?: string | undefined; readonly phoneNumber?: string | undefined }[],
) {
  return numbers.map(({ type, phoneNumber }) => `${type} ${phoneNumber}`).sort();
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
    [
      'callsToNumbers',
      service === 'executiveFiltering' ? calledText(value.calledNumbers ?? []) : undefined,
      calledText(seen.callsToNumbers),
    ],
    ['forwardToPhoneNumber', forwards ? (value.forwardTo ?? '') : undefined, seen.forwardToPhoneNumber ?? ''],
    ['sendToVoicemailEnabled', forwards ? false : undefined, seen.sendToVoicemailEnabled ?? false],
  ]);
}

/** Whether a rule is what a request of ours has asked for. Switched off, empty and missing are the same to the target. */
function isSaidBy(body: unknown, rule: WebexSelectiveRule): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const plain = (value: unknown): string =>
    JSON.stringify((Array.isArray(value) ? value.map(String).sort() : value) || '');
  return Object.entries(body).every(([field, asked]) => plain(asked) === plain(Reflect.get(rule, field)));
}
