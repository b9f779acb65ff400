import type { DraftId } from '../../domain/draft-id.ts';
import type { Draft, DraftOf, Why } from '../../domain/drafts.ts';
import type { FeatureForwarding } from '../../domain/feature-settings.ts';
import type { SourceInstance } from '../../domain/source.ts';
import type { HolidayPlan } from './holiday-menu.ts';

type SettingDraft = DraftOf<'featureSetting'>;

const OFF: FeatureForwarding['always'] = { enabled: false, ringReminder: false };

/**
 * Sends the calls of holidays to the attendant of the holiday menu: a rule of its own, and the switch over the rules. Rules
 * that were stored behind a switch that was off stay without effect: each of them is switched off instead.
 *
 * @param drafts - of the customer; the attendant forwards nothing so far (`planHolidays`)
 * @param extension - under which the attendant of the holiday menu is reached
 */
export function withHolidayRule(
  drafts: readonly Draft[],
  instance: SourceInstance,
  main: DraftId,
  { attendant, schedule, source }: HolidayPlan,
  extension: string,
): readonly Draft[] {
  const own = drafts.filter(
    (draft): draft is SettingDraft => draft.kind === 'featureSetting' && draft.data.feature === main,
  );
  const names = new Set(own.flatMap(({ data }) => (data.setting === 'selectiveRule' ? [data.name] : [])));
  const name = freeName(names);
  const about: Pick<SettingDraft, 'kind' | 'customer' | 'from'> = {
    kind: 'featureSetting',
    customer: drafts.find(({ id }) => id === main)?.customer ?? '',
    from: `serviceInstance:${instance.key}`,
  };
  const made: Why = {
    rule: 'holiday-menu-by-rule',
    sources: [source],
    note: 'an attendant of Webex has no holiday menu: another attendant answers on these days',
  };
  const rule: SettingDraft = {
    ...about,
    id: `featureSetting:${instance.key}/selectiveRule/${encodeURIComponent(name)}`,
    data: {
      setting: 'selectiveRule',
      feature: main,
      name,
      enabled: true,
      holidaySchedule: schedule,
      forwardTo: 'FORWARD_TO_SPECIFIED_NUMBER',
      destination: extension,
      attendant,
      callsFrom: 'ANY',
      privateNumbers: false,
      unavailableNumbers: false,
      numbers: [],
    },
    why: Object.fromEntries(
      [
        'setting',
        'name',
        'enabled',
        'holidaySchedule',
        'forwardTo',
        'destination',
        'attendant',
        'callsFrom',
        'privateNumbers',
        'unavailableNumbers',
        'numbers',
      ]
        .map((field): [string, Why] => [field, made])
        .concat([['feature', { rule: 'setting-of-its-owner', sources: [] }]]),
    ),
  };
  const forwarding = own.find(({ data }) => data.setting === 'forwarding');
  const switched: SettingDraft = withSwitch(forwarding, about, instance, main, made, extension);
  const kept = drafts.map((draft) => {
    if (draft.id === forwarding?.id) return switched;
    return draft.kind === 'featureSetting' && own.includes(draft) ? switchedOff(draft) : draft;
  });
  return [...kept, rule, ...(forwarding === undefined ? [switched] : [])];
}

function freeName(taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? 'Holiday menu' : `Holiday menu ${count}`;
    if (!taken.has(name)) return name;
  }
}

function withSwitch(
  forwarding: SettingDraft | undefined,
  about: Pick<SettingDraft, 'kind' | 'customer' | 'from'>,
  instance: SourceInstance,
  main: DraftId,
  made: Why,
  extension: string,
): SettingDraft {
  const data = forwarding?.data.setting === 'forwarding' ? forwarding.data : undefined;
  const { selective: _selective, ...why } = forwarding?.why ?? {
    setting: { rule: 'carried-over', sources: [] },
    feature: { rule: 'setting-of-its-owner', sources: [] },
    always: { rule: 'forwarding-never-asked', sources: [], note: 'nothing was read of it: switched off' },
  };
  const selective = data?.selective ?? OFF;
  const before = forwarding?.why['selective.enabled'];
  return {
    ...about,
    id: forwarding?.id ?? `featureSetting:${instance.key}/forwarding`,
    data: {
      setting: 'forwarding',
      feature: main,
      always: data?.always ?? OFF,
      // The switch wants a number for rules without one of their own.
      selective: { ...selective, enabled: true, destination: selective.destination ?? extension },
    },
    why: {
      'selective.destination': made,
      'selective.ringReminder': { rule: 'target-default', sources: [] },
      ...why,
      // Where a switch was read it was off.
      'selective.enabled':
        before === undefined || before.sources.length === 0
          ? made
          : { ...made, sources: before.sources, changed: true },
    },
  };
}

/** A rule that was stored behind a switch that was off. */
function switchedOff(draft: SettingDraft): SettingDraft {
  const { data } = draft;
  if (data.setting !== 'selectiveRule' || !data.enabled) return draft;
  const why: Why = {
    rule: 'rule-behind-a-switch-that-was-off',
    sources: draft.why.enabled?.sources ?? [],
    changed: true,
    note: 'all rules were switched off together; that switch is on now for the holiday menu',
  };
  return { ...draft, data: { ...data, enabled: false }, why: { ...draft.why, enabled: why } };
}
