import { child, flag, tableRows, text, texts } from '../../domain/response-body.ts';
import type { CallPark, CallParkSettings, GroupPaging, TrunkGroup } from '../../domain/source-features.ts';
import type { MusicOnHold, VoicePortal } from '../../domain/source-policies.ts';
import { readDn } from '../dn.ts';
import { present } from '../present.ts';
import { featureReader, membersOf } from './feature-reader.ts';
import { projectProfile } from './instances.ts';
import { musicSource } from './music-source.ts';
import { partReader } from './part-reader.ts';
import { cellFlag } from './shared.ts';
import { readIntercept } from './user-settings.ts';

const INSTANCE = ['serviceInstance'] as const;

const pickup = featureReader(['callPickup'], {
  base: 'GroupCallPickupGetInstanceResponse',
  name: 'callPickup',
  read: (body) => ({ members: membersOf(body, 'userTable') }),
});

const park = featureReader(['callPark'], {
  base: 'GroupCallParkGetInstanceResponse',
  name: 'callPark',
  read: (body) => ({
    ...present<Omit<CallPark, 'members'>>({
      recallTo: text(body, 'recallTo'),
      recallAlternateUserId: text(body, 'recallAlternateUserId'),
    }),
    members: membersOf(body, 'userTable'),
  }),
});

const parkSettings = featureReader(['group'], {
  base: 'GroupCallParkGetResponse',
  name: 'callParkSettings',
  read: (body) =>
    present<CallParkSettings>({
      recallTimerSeconds: text(body, 'recallTimerSeconds'),
      displayTimerSeconds: text(body, 'displayTimerSeconds'),
      recallTo: text(body, 'recallTo'),
      recallAlternateUserId: text(body, 'recallAlternateUserId'),
      alternateUserRecallTimerSeconds: text(body, 'alternateUserRecallTimerSeconds'),
    }),
});

const paging = featureReader(
  INSTANCE,
  {
    base: 'GroupGroupPagingGetInstanceResponse',
    name: 'groupPaging',
    read: (body) =>
      present<GroupPaging>({
        confirmationToneTimeoutSeconds: text(body, 'confirmationToneTimeoutSeconds'),
        deliverOriginatorCLIDInstead: flag(body, 'deliverOriginatorCLIDInstead'),
        originatorCLIDPrefix: text(body, 'originatorCLIDPrefix'),
      }),
  },
  projectProfile,
);

const pagingTargets = featureReader(INSTANCE, {
  base: 'GroupGroupPagingGetTargetListResponse',
  name: 'pagingTargets',
  read: (body) => ({ members: membersOf(body, 'targetTable') }),
});

const pagingOriginators = featureReader(INSTANCE, {
  base: 'GroupGroupPagingGetOriginatorListResponse',
  name: 'pagingOriginators',
  read: (body) => ({ members: membersOf(body, 'originatorTable') }),
});

const submenus = featureReader(INSTANCE, {
  base: 'GroupAutoAttendantSubmenuGetListResponse',
  name: 'submenus',
  read: (body) => ({
    submenus: tableRows(body, 'submenuTable').flatMap((row) => {
      const id = row.get('Submenu Id');
      return id === undefined ? [] : [{ id, ...present({ used: cellFlag(row.get('Is Used')) }) }];
    }),
  }),
});

const trunkGroup = featureReader(['trunkGroup'], {
  base: 'GroupTrunkGroupGetInstanceResponse',
  name: 'trunkGroup',
  read: (body) =>
    present<TrunkGroup>({
      pilotUserId: text(body, 'pilotUserId'),
      deviceLevel: text(body, 'accessDevice', 'deviceLevel'),
      deviceName: text(body, 'accessDevice', 'deviceName'),
      maxActiveCalls: text(body, 'maxActiveCalls'),
      maxIncomingCalls: text(body, 'maxIncomingCalls'),
      maxOutgoingCalls: text(body, 'maxOutgoingCalls'),
      capacityExceededAction: text(body, 'capacityExceededAction'),
      unreachableDestinationAction: text(body, 'unreachableDestinationAction'),
    }),
});

const trunkGroupUsers = featureReader(['trunkGroup'], {
  base: 'GroupTrunkGroupGetInstanceUserListResponse',
  name: 'trunkGroupUsers',
  read: (body) => ({ members: membersOf(body, 'trunkGroupUserTable') }),
});

/** Asked of the group; the virtual user that answers is named inside. */
const voicePortal = featureReader(['group'], {
  base: 'GroupVoiceMessagingGroupGetVoicePortalResponse',
  name: 'voicePortal',
  read: (body) =>
    present<VoicePortal>({
      serviceUserId: text(body, 'serviceUserId'),
      name: text(body, 'serviceInstanceProfile', 'name'),
      phoneNumber: text(body, 'serviceInstanceProfile', 'phoneNumber'),
      dn: readDn(
        text(body, 'serviceInstanceProfile', 'phoneNumber'),
        text(body, 'serviceInstanceProfile', 'countryCode'),
      ),
      extension: text(body, 'serviceInstanceProfile', 'extension'),
      language: text(body, 'serviceInstanceProfile', 'language'),
      callerIdFirstName: text(body, 'serviceInstanceProfile', 'callingLineIdFirstName'),
      callerIdLastName: text(body, 'serviceInstanceProfile', 'callingLineIdLastName'),
      isActive: flag(body, 'isActive'),
      useVoicePortalWizard: flag(body, 'useVoicePortalWizard'),
      enableExtendedScope: flag(body, 'enableExtendedScope'),
      loginByPhoneNumberOrAlias: flag(body, 'allowIdentificationByPhoneNumberOrVoiceMailAliasesOnLogin'),
      externalRoutingScope: text(body, 'voicePortalExternalRoutingScope'),
      useExternalRouting: flag(body, 'useExternalRouting'),
      externalRoutingAddress: text(body, 'externalRoutingAddress'),
      homeZone: text(body, 'homeZoneName'),
      networkClassOfService: text(body, 'networkClassOfService'),
      expressMode: flag(body, 'expressMode'),
    }),
});

const musicOnHold = featureReader(['group', 'department'], {
  base: 'GroupMusicOnHoldGetInstanceResponse',
  name: 'musicOnHold',
  read: (body) =>
    present<MusicOnHold>({
      serviceUserId: text(body, 'serviceUserId'),
      isActiveDuringCallHold: flag(body, 'isActiveDuringCallHold'),
      isActiveDuringCallPark: flag(body, 'isActiveDuringCallPark'),
      isActiveDuringBusyCampOn: flag(body, 'isActiveDuringBusyCampOn'),
      useAlternateSourceForInternalCalls: flag(body, 'useAlternateSourceForInternalCalls'),
      useDynamicMusicDuringCallHold: flag(body, 'useDynamicMOHDuringCallHold'),
      enableVideo: flag(body, 'enableVideo'),
      // Releases up to 14sp4 describe their only source in the answer itself.
      source: musicSource(child(body, 'source') ?? (body.messageSelection === undefined ? undefined : body)),
      internalSource: musicSource(child(body, 'internalSource')),
    }),
});

const interceptGroup = featureReader(['group'], {
  base: 'GroupInterceptGroupGetResponse',
  name: 'interceptGroup',
  read: readIntercept,
});

const directories = featureReader(['group'], {
  base: 'GroupCustomContactDirectoryGetListResponse',
  name: 'contactDirectories',
  read: (body) => ({ names: texts(body, 'name') }),
});

const directoryMembers = partReader(
  ['group'],
  'GroupCustomContactDirectoryGetResponse',
  'contactDirectoryMembers',
  (body) => ({ members: membersOf(body, 'userTable') }),
  (parts) => ({ parts }),
);

export const groupFeatureReaders = [
  pickup,
  park,
  parkSettings,
  paging,
  pagingTargets,
  pagingOriginators,
  submenus,
  trunkGroup,
  trunkGroupUsers,
  voicePortal,
  musicOnHold,
  interceptGroup,
  directories,
  directoryMembers,
] as const;
