import { type BodyElement, child, flag, tableRows, text, texts } from '../../domain/response-body.ts';
import type {
  CallPark,
  CallParkSettings,
  GroupPaging,
  MusicOnHold,
  TrunkGroup,
  VoicePortal,
} from '../../domain/source-features.ts';
import { present } from '../present.ts';
import { featureReader, membersOf } from './feature-reader.ts';
import { projectProfile } from './instances.ts';
import { partReader } from './part-reader.ts';
import { cellFlag } from './shared.ts';

const INSTANCE = ['serviceInstance'] as const;

/** Permissions per call type, as written: the types differ by release and country. */
export function permissionsOf(body: BodyElement, name: string): Readonly<Record<string, string>> {
  const permissions = child(body, name) ?? {};
  return Object.fromEntries(
    Object.keys(permissions).flatMap((type) => {
      const value = text(permissions, type);
      return value === undefined ? [] : [[type, value]];
    }),
  );
}

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
      extension: text(body, 'serviceInstanceProfile', 'extension'),
      isActive: flag(body, 'isActive'),
      useVoicePortalWizard: flag(body, 'useVoicePortalWizard'),
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
    }),
});

const callingPlan = featureReader(['group'], {
  base: 'GroupOutgoingCallingPlanOriginatingGetListResponse',
  name: 'groupCallingPlan',
  read: (body) => ({ permissions: permissionsOf(body, 'groupPermissions') }),
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
  directories,
  directoryMembers,
  callingPlan,
] as const;
