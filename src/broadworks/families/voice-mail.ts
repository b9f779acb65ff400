import type { MediaFile } from '../../domain/media-file.ts';
import { type BodyElement, child, flag, text, texts } from '../../domain/response-body.ts';
import type {
  ThirdPartyVoicemail,
  UserVoicePortal,
  VoicemailGreetings,
  VoicemailGroup,
  VoicemailServer,
  VoicePortalBranding,
} from '../../domain/source-policies.ts';
import { present } from '../present.ts';
import { featureReader } from './feature-reader.ts';
import { partReader } from './part-reader.ts';

const USER = ['user', 'serviceInstance'] as const;

/**
 * A recording: up to release 18 a description, with the media type in an element beside it; from 20 on an element of
 * its own that names file, type and level.
 */
export function mediaFileOf(body: BodyElement, name: string): MediaFile | undefined {
  const plain = text(body, name);
  const described = plain ?? text(body, `${name}Description`);
  if (described !== undefined) {
    // `busyPersonalAudioFile` goes with `busyPersonalAudioMediaType`, `personalizedNameAudioFile` with one without Audio.
    const stem = name.replace(/File$/, '');
    const type = text(body, `${stem}MediaType`) ?? text(body, `${stem.replace(/Audio$/, '')}MediaType`);
    return { name: described, ...present({ type }), ...(plain === undefined ? { described: true } : {}) };
  }
  const file = child(body, name);
  const own = file && text(file, 'name');
  if (file === undefined || own === undefined) return undefined;
  return { name: own, ...present({ type: text(file, 'mediaFileType'), level: text(file, 'level') }) };
}

const thirdParty = featureReader(USER, {
  base: 'UserThirdPartyVoiceMailSupportGetResponse',
  name: 'thirdPartyVoicemail',
  read: (body) => {
    const isActive = flag(body, 'isActive');
    if (isActive === undefined) return undefined;
    return {
      isActive,
      ...present<Omit<ThirdPartyVoicemail, 'isActive'>>({
        alwaysRedirect: flag(body, 'alwaysRedirectToVoiceMail'),
        busyRedirect: flag(body, 'busyRedirectToVoiceMail'),
        noAnswerRedirect: flag(body, 'noAnswerRedirectToVoiceMail'),
        outOfZoneRedirect: flag(body, 'outOfPrimaryZoneRedirectToVoiceMail'),
        noAnswerNumberOfRings: text(body, 'noAnswerNumberOfRings'),
        serverSelection: text(body, 'serverSelection'),
        userServer: text(body, 'userServer'),
        mailboxIdType: text(body, 'mailboxIdType'),
        mailboxUrl: text(body, 'mailboxURL'),
      }),
    };
  },
});

const fax = featureReader(USER, {
  base: 'UserFaxMessagingGetResponse',
  name: 'faxMessaging',
  read: (body) => {
    const isActive = flag(body, 'isActive');
    if (isActive === undefined) return undefined;
    return { isActive, ...present({ phoneNumber: text(body, 'phoneNumber'), extension: text(body, 'extension') }) };
  },
});

const greetings = featureReader(USER, {
  base: 'UserVoiceMessagingUserGetGreetingResponse',
  name: 'voicemailGreetings',
  read: (body) => ({
    ...present<Omit<VoicemailGreetings, 'files' | 'alternates'>>({
      busy: text(body, 'busyAnnouncementSelection'),
      noAnswer: text(body, 'noAnswerAnnouncementSelection'),
      noAnswerNumberOfRings: text(body, 'noAnswerNumberOfRings'),
      extendedAway: flag(body, 'extendedAwayEnabled'),
      extendedAwayDisablesDeposit: flag(body, 'extendedAwayDisableMessageDeposit'),
      disableMessageDeposit: flag(body, 'disableMessageDeposit'),
      disableMessageDepositAction: text(body, 'disableMessageDepositAction'),
      greetingOnlyForwardDestination: text(body, 'greetingOnlyForwardDestination'),
    }),
    files: Object.fromEntries(
      Object.keys(body)
        .filter((name) => /(?:Audio|Video)File$/.test(name))
        .flatMap((name) => {
          const file = mediaFileOf(body, name);
          return file === undefined ? [] : [[name, file]];
        }),
    ),
    alternates: Object.keys(body)
      .filter((name) => /^noAnswerAlternateGreeting\d+$/.test(name))
      .sort()
      .flatMap((name) => {
        const greeting = child(body, name);
        if (greeting === undefined) return [];
        const audioFile = mediaFileOf(greeting, 'audioFile');
        return [{ position: name.slice(-2), ...present({ name: text(greeting, 'name'), audioFile }) }];
      }),
  }),
});

const server = featureReader(USER, {
  base: 'UserVoiceMessagingUserGetAdvancedVoiceManagementResponse',
  name: 'voicemailServer',
  read: (body) =>
    present<VoicemailServer>({
      selection: text(body, 'mailServerSelection'),
      groupEmail: text(body, 'groupMailServerEmailAddress'),
      groupUserId: text(body, 'groupMailServerUserId'),
      useGroupFullMailboxLimit: flag(body, 'useGroupDefaultMailServerFullMailboxLimit'),
      groupFullMailboxLimit: text(body, 'groupMailServerFullMailboxLimit'),
      personalNetAddress: text(body, 'personalMailServerNetAddress'),
      personalProtocol: text(body, 'personalMailServerProtocol'),
      personalRealDeleteForImap: flag(body, 'personalMailServerRealDeleteForImap'),
      personalEmail: text(body, 'personalMailServerEmailAddress'),
      personalUserId: text(body, 'personalMailServerUserId'),
    }),
});

const aliases = featureReader(USER, {
  base: 'UserVoiceMessagingUserGetAliasListResponse',
  name: 'voicemailAliases',
  read: (body) => ({ phoneNumbers: texts(body, 'phoneNumber') }),
});

/** One of fifteen; the answer does not say which. */
const distributionList = partReader(
  USER,
  'UserVoiceMessagingUserGetDistributionListResponse',
  'voicemailDistributionLists',
  (body) => ({ ...present({ description: text(body, 'description') }), phoneNumbers: texts(body, 'phoneNumber') }),
  (parts) => ({ parts }),
);

const userPortal = featureReader(USER, {
  base: 'UserVoiceMessagingUserGetVoicePortalResponse',
  name: 'userVoicePortal',
  read: (body) =>
    present<UserVoicePortal>({
      usePersonalizedName: flag(body, 'usePersonalizedName'),
      autoLogin: flag(body, 'voicePortalAutoLogin'),
      personalizedName: mediaFileOf(body, 'personalizedNameAudioFile'),
    }),
});

const group = featureReader(['group'], {
  base: 'GroupVoiceMessagingGroupGetResponse',
  name: 'voicemailGroup',
  read: (body) =>
    present<VoicemailGroup>({
      mailServer: text(body, 'useMailServerSetting'),
      netAddress: text(body, 'mailServerNetAddress'),
      protocol: text(body, 'mailServerProtocol'),
      realDeleteForImap: flag(body, 'realDeleteForImap'),
      maxMailboxLengthMinutes: text(body, 'maxMailboxLengthMinutes'),
      doesMessageAge: flag(body, 'doesMessageAge'),
      holdPeriodDays: text(body, 'holdPeriodDays'),
      warnCallerBeforeRecording: flag(body, 'warnCallerBeforeRecordingVoiceMessage'),
      allowUsersConfiguringAdvancedSettings: flag(body, 'allowUsersConfiguringAdvancedSettings'),
      allowMessageToEntireGroup: flag(body, 'allowComposeOrForwardMessageToEntireGroup'),
    }),
});

const branding = featureReader(['group'], {
  base: 'GroupVoiceMessagingGroupGetVoicePortalBrandingResponse',
  name: 'voicePortalBranding',
  read: (body) =>
    present<VoicePortalBranding>({
      voicePortalGreeting: text(body, 'voicePortalGreetingSelection'),
      voicePortalFile: mediaFileOf(body, 'voicePortalGreetingFile'),
      voiceMessagingGreeting: text(body, 'voiceMessagingGreetingSelection'),
      voiceMessagingFile: mediaFileOf(body, 'voiceMessagingGreetingFile'),
    }),
});

export const voiceMailReaders = [
  thirdParty,
  fax,
  greetings,
  server,
  aliases,
  distributionList,
  userPortal,
  group,
  branding,
] as const;
