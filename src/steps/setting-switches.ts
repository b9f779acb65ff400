import type { SettingData } from '../domain/drafts.ts';
import type { CallWaitingSetting, DoNotDisturbSetting } from '../webex/setting-shapes.ts';
import { differencesIn } from './compare.ts';
import type { SettingForm } from './setting-form.ts';

type Value<Name extends SettingData['setting']> = Extract<SettingData, { setting: Name }>;

export const callWaitingForm: SettingForm<Value<'callWaiting'>, CallWaitingSetting> = {
  get: (api, owner, call) => api.getCallWaiting(owner, call),
  put: (api, owner, body, call) => api.putCallWaiting(owner, body, call),
  merge: ({ enabled }) => ({ enabled }),
  compare: (value, seen) => differencesIn([['enabled', value.enabled, seen.enabled]]),
};

export const doNotDisturbForm: SettingForm<Value<'doNotDisturb'>, DoNotDisturbSetting> = {
  get: (api, owner, call) => api.getDoNotDisturb(owner, call),
  put: (api, owner, body, call) => api.putDoNotDisturb(owner, body, call),
  merge: ({ enabled }, owner, seen) => ({
    enabled,
    ringSplashEnabled: seen?.ringSplashEnabled ?? false,
    // People must send it, the others do not know it.
    ...(owner === 'person' ? { webexGoOverrideEnabled: seen?.webexGoOverrideEnabled ?? false } : {}),
  }),
  compare: (value, seen) => differencesIn([['enabled', value.enabled, seen.enabled]]),
};
