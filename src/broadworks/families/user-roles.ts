import { child, flag, tableRows, text } from '../../domain/response-body.ts';
import type {
  AssistantOf,
  BroadWorksAnywhere,
  BusyLampField,
  CallRecording,
  ExecutiveAlerting,
  ExecutiveAssistants,
  ExecutiveFiltering,
  HotelingGuest,
  HotelingHost,
  Privacy,
  RemoteOffice,
} from '../../domain/source-features.ts';
import { present } from '../present.ts';
import { featureReader, membersOf } from './feature-reader.ts';
import { count } from './shared.ts';
import { criteriaOf } from './user-calls.ts';

const USER = ['user', 'serviceInstance'] as const;

/** `alternateEntry01` to `alternateEntry10`, some of them empty. */
const alternateNumbers = featureReader(USER, {
  base: 'UserAlternateNumbersGetResponse',
  name: 'alternateNumbers',
  read: (body) => ({
    ...present({ distinctiveRing: flag(body, 'distinctiveRing') }),
    entries: Object.keys(body)
      .filter((name) => /^alternateEntry\d+$/.test(name))
      .sort()
      .flatMap((name) => {
        const entry = child(body, name);
        if (entry === undefined) return [];
        const fields = {
          phoneNumber: text(entry, 'phoneNumber'),
          extension: text(entry, 'extension'),
          ringPattern: text(entry, 'ringPattern'),
          description: text(entry, 'description'),
        };
        return [{ position: name.slice(-2), ...present(fields) }];
      }),
  }),
});

const alternateUserIds = featureReader(USER, {
  base: 'UserAlternateUserIdGetListResponse',
  name: 'alternateUserIds',
  read: (body) => ({
    userIds: tableRows(body, 'userIdTable').flatMap((row) => {
      const userId = row.get('User Id');
      return userId === undefined ? [] : [{ userId, ...present({ description: row.get('Description') }) }];
    }),
  }),
});

/** Row order is key order. */
const busyLampField = featureReader(USER, {
  base: 'UserBusyLampFieldGetResponse',
  name: 'busyLampField',
  read: (body) => ({
    ...present<Omit<BusyLampField, 'members'>>({
      listUri: text(body, 'listURI'),
      enableCallParkNotification: flag(body, 'enableCallParkNotification'),
    }),
    members: membersOf(body, 'monitoredUserTable'),
  }),
});

/** Each edition of the client has an answer of its own, all of one form. */
const receptionists = (
  [
    ['Enterprise', 'receptionist'],
    ['Office', 'receptionistOffice'],
    ['SmallBusiness', 'receptionistSmallBusiness'],
  ] as const
).map(([edition, name]) =>
  featureReader(USER, {
    base: `UserBroadWorksReceptionist${edition}GetResponse`,
    name,
    read: (body) => ({ members: membersOf(body, 'monitoredUserTable') }),
  }),
);

const callRecording = featureReader(USER, {
  base: 'UserCallRecordingGetResponse',
  name: 'callRecording',
  read: (body) =>
    present<CallRecording>({
      option: text(body, 'recordingOption'),
      pauseResumeNotification: text(body, 'pauseResumeNotification'),
      announcement: flag(body, 'enableCallRecordingAnnouncement'),
      repeatWarningTone: flag(body, 'enableRecordCallRepeatWarningTone'),
      repeatWarningToneSeconds: text(body, 'recordCallRepeatWarningToneTimerSeconds'),
      voicemail: flag(body, 'enableVoiceMailRecording'),
    }),
});

const remoteOffice = featureReader(USER, {
  base: 'UserRemoteOfficeGetResponse',
  name: 'remoteOffice',
  read: (body) =>
    present<RemoteOffice>({ isActive: flag(body, 'isActive'), phoneNumber: text(body, 'remoteOfficePhoneNumber') }),
});

const broadWorksAnywhere = featureReader(USER, {
  base: 'UserBroadWorksAnywhereGetResponse',
  name: 'broadWorksAnywhere',
  read: (body) => ({
    ...present<Omit<BroadWorksAnywhere, 'numbers'>>({
      alertAllLocationsForClickToDialCalls: flag(body, 'alertAllLocationsForClickToDialCalls'),
    }),
    numbers: tableRows(body, 'phoneNumberTable').flatMap((row) => {
      const phoneNumber = row.get('Phone Number');
      return phoneNumber === undefined ? [] : [{ phoneNumber, ...present({ description: row.get('Description') }) }];
    }),
  }),
});

const hotelingHost = featureReader(USER, {
  base: 'UserHotelingHostGetResponse',
  name: 'hotelingHost',
  read: (body) =>
    present<HotelingHost>({
      isActive: flag(body, 'isActive'),
      enforceAssociationLimit: flag(body, 'enforceAssociationLimit'),
      associationLimitHours: text(body, 'associationLimitHours'),
      accessLevel: text(body, 'accessLevel'),
    }),
});

const hotelingGuest = featureReader(USER, {
  base: 'UserHotelingGuestGetResponse',
  name: 'hotelingGuest',
  read: (body) =>
    present<HotelingGuest>({
      isActive: flag(body, 'isActive'),
      enableAssociationLimit: flag(body, 'enableAssociationLimit'),
      associationLimitHours: text(body, 'associationLimitHours'),
      hostUserId: text(body, 'hostUserId'),
    }),
});

const executive = featureReader(USER, {
  base: 'UserExecutiveGetAssistantResponse',
  name: 'executive',
  read: (body) => ({
    ...present<Omit<ExecutiveAssistants, 'members'>>({ allowOptInOut: flag(body, 'allowOptInOut') }),
    members: membersOf(body, 'assistantUserTable'),
  }),
});

const executiveFiltering = featureReader(USER, {
  base: 'UserExecutiveGetFilteringResponse',
  name: 'executiveFiltering',
  read: (body) => ({
    ...present<Omit<ExecutiveFiltering, 'criteria'>>({
      enabled: flag(body, 'enableFiltering'),
      mode: text(body, 'filteringMode'),
      simpleType: text(body, 'simpleFilterType'),
    }),
    criteria: criteriaOf(body),
  }),
});

const executiveAlerting = featureReader(USER, {
  base: 'UserExecutiveGetScreeningAlertingResponse',
  name: 'executiveAlerting',
  read: (body) =>
    present<ExecutiveAlerting>({
      screening: flag(body, 'enableScreening'),
      screeningAlertType: text(body, 'screeningAlertType'),
      alertMobility: flag(body, 'alertBroadWorksMobilityLocation'),
      alertAnywhere: flag(body, 'alertBroadWorksAnywhereLocations'),
      alertSharedCallAppearance: flag(body, 'alertSharedCallAppearanceLocations'),
      mode: text(body, 'alertingMode'),
      nameMode: text(body, 'alertingCallingLineIdNameMode'),
      customName: text(body, 'unicodeAlertingCustomCallingLineIdName') ?? text(body, 'alertingCustomCallingLineIdName'),
      numberMode: text(body, 'alertingCallingLineIdPhoneNumberMode'),
      customNumber: text(body, 'alertingCustomCallingLineIdPhoneNumber'),
      callPushRecallRings: text(body, 'callPushRecallNumberOfRings'),
      nextAssistantRings: count(text(body, 'nextAssistantNumberOfRings')),
      rollover: flag(body, 'enableRollover'),
      rolloverSeconds: count(text(body, 'rolloverWaitTimeSeconds')),
      rolloverAction: text(body, 'rolloverAction'),
      rolloverForwardTo: text(body, 'rolloverForwardToPhoneNumber'),
    }),
});

const executiveAssistant = featureReader(USER, {
  base: 'UserExecutiveAssistantGetResponse',
  name: 'executiveAssistant',
  read: (body) => ({
    ...present<Omit<AssistantOf, 'members'>>({
      enableDivert: flag(body, 'enableDivert'),
      divertToPhoneNumber: text(body, 'divertToPhoneNumber'),
    }),
    members: membersOf(body, 'executiveTable'),
  }),
});

const privacy = featureReader(USER, {
  base: 'UserPrivacyGetResponse',
  name: 'privacy',
  read: (body) => ({
    ...present<Omit<Privacy, 'members'>>({
      enableDirectoryPrivacy: flag(body, 'enableDirectoryPrivacy'),
      extensionDialingPrivacy: flag(body, 'enableAutoAttendantExtensionDialingPrivacy'),
      nameDialingPrivacy: flag(body, 'enableAutoAttendantNameDialingPrivacy'),
      enablePhoneStatusPrivacy: flag(body, 'enablePhoneStatusPrivacy'),
    }),
    members: membersOf(body, 'permittedMonitorUserIdTable'),
  }),
});

export const userRoleReaders = [
  alternateNumbers,
  alternateUserIds,
  busyLampField,
  ...receptionists,
  callRecording,
  remoteOffice,
  broadWorksAnywhere,
  hotelingHost,
  hotelingGuest,
  executive,
  executiveFiltering,
  executiveAlerting,
  executiveAssistant,
  privacy,
] as const;
