import type { SettingData } from '../domain/drafts.ts';
import type { VoicemailSetting } from '../webex/setting-shapes.ts';
import { differencesIn, ignoringCase } from './compare.ts';
import type { SettingForm } from './setting-form.ts';

type Value = Extract<SettingData, { setting: 'voicemail' }>;

/** Greetings and message lamp stay as they are, and so do faxes of somebody of whom nothing was read. */
export const voicemailForm: SettingForm<Value, VoicemailSetting> = {
  get: (api, owner, call) => api.getVoicemail(owner, call),
  put: (api, owner, body, call) => api.putVoicemail(owner, body, call),

  merge(value, _owner, seen) {
    const { notifyEmail, copyEmail, transferToNumber, externalEmail } = value;
    const lamp = seen?.messageStorage.mwiEnabled;
    return {
      enabled: value.enabled,
      sendAllCalls: { enabled: value.sendAllCalls },
      sendBusyCalls: { enabled: value.sendBusyCalls, greeting: seen?.sendBusyCalls.greeting ?? 'DEFAULT' },
      sendUnansweredCalls: {
        enabled: value.sendUnansweredCalls,
        greeting: seen?.sendUnansweredCalls.greeting ?? 'DEFAULT',
        numberOfRings: value.numberOfRings,
      },
      notifications: pointing(notifyEmail),
      transferToNumber: pointing(transferToNumber),
      emailCopyOfMessage: {
        enabled: copyEmail !== undefined,
        ...(copyEmail === undefined ? {} : { emailId: copyEmail }),
      },
      messageStorage: {
        ...(lamp === undefined ? {} : { mwiEnabled: lamp }),
        storageType: value.messageStorage,
        ...(externalEmail === undefined ? {} : { externalEmail }),
      },
      ...faxIn(value, seen),
    };
  },

  compare(value, seen) {
    return differencesIn([
      ['enabled', value.enabled, seen.enabled],
      ['sendAllCalls.enabled', value.sendAllCalls, seen.sendAllCalls.enabled],
      ['sendBusyCalls.enabled', value.sendBusyCalls, seen.sendBusyCalls.enabled],
      ['sendUnansweredCalls.enabled', value.sendUnansweredCalls, seen.sendUnansweredCalls.enabled],
      ['sendUnansweredCalls.numberOfRings', value.numberOfRings, seen.sendUnansweredCalls.numberOfRings],
      ['notifications.enabled', value.notifyEmail !== undefined, seen.notifications.enabled],
      ['notifications.destination', value.notifyEmail, seen.notifications.destination, ignoringCase],
      ['transferToNumber.enabled', value.transferToNumber !== undefined, seen.transferToNumber.enabled],
      ['transferToNumber.destination', value.transferToNumber, seen.transferToNumber.destination],
      ['emailCopyOfMessage.enabled', value.copyEmail !== undefined, seen.emailCopyOfMessage.enabled],
      ['emailCopyOfMessage.emailId', value.copyEmail, seen.emailCopyOfMessage.emailId, ignoringCase],
      ['messageStorage.storageType', value.messageStorage, seen.messageStorage.storageType],
      ['messageStorage.externalEmail', value.externalEmail, seen.messageStorage.externalEmail, ignoringCase],
      ['faxMessage.enabled', value.fax?.enabled, seen.faxMessage?.enabled ?? false],
      ['faxMessage.phoneNumber', value.fax?.phoneNumber, seen.faxMessage?.phoneNumber],
      ['faxMessage.extension', value.fax?.extension, seen.faxMessage?.extension],
    ]);
  },
};

function faxIn({ fax }: Value, seen: VoicemailSetting | undefined) {
  const faxMessage = fax ?? seen?.faxMessage;
  return faxMessage === undefined ? {} : { faxMessage };
}

function pointing(destination: string | undefined) {
  return { enabled: destination !== undefined, ...(destination === undefined ? {} : { destination }) };
}
