import type { FurtherSetting, FurtherSettingName } from '../domain/further-settings.ts';
import type { FurtherSettingsApi } from '../webex/further-settings.ts';
import { type Check, plainId } from './compare.ts';
import type { SettingForm } from './setting-form.ts';

type Endpoint = Exclude<
  keyof FurtherSettingsApi,
  'singleNumberReachNumbers' | 'digitPatternEntries' | 'selectiveRules' | 'personSchedules'
>;
/** What the target answers for a setting. */
export type Seen<Name extends Endpoint> = Awaited<ReturnType<FurtherSettingsApi[Name]['get']>>;
export type FurtherForm<Name extends FurtherSettingName & Endpoint> = SettingForm<
  FurtherSetting<Name>,
  Seen<Name>,
  object
>;

/** Members as a set: the target lists them as it likes. */
export function memberCheck(
  field: string,
  wanted: readonly string[],
  actual: readonly { readonly id: string }[],
): Check {
  return [field, wanted.map(plainId).sort(), actual.map(({ id }) => plainId(id)).sort()];
}

/** A number and whether it is used; without a number there is nothing to send. */
export function pointing(enabled: boolean, destination: string | undefined) {
  return { enabled, ...(destination === undefined ? {} : { destination }) };
}
