import { els, table } from './oci-writer.mjs';

/** Settings beyond the usual pack, one or two per person of the London office, so that a demo writes each of them. */

const USERS = ['User Id', 'Last Name', 'First Name', 'Phone Number', 'Extension'];
const rows = (name, people) =>
  table(
    name,
    USERS,
    people.map((u) => [u.id, u.last, u.first, u.dn, u.ext]),
  );
const answer = (base, release, content, part = {}) => ({ base, release, content, part });
const flag = (base, isActive) => answer(base, '', els({ isActive }));

/** All call types; what is not named is allowed. */
const plan = (permissions) => ({
  group: 'Allow',
  local: 'Allow',
  tollFree: 'Allow',
  toll: 'Allow',
  international: 'Disallow',
  operatorAssisted: 'Disallow',
  chargeableDirectoryAssisted: 'Disallow',
  specialServicesI: 'Disallow',
  specialServicesII: 'Disallow',
  premiumServicesI: 'Disallow',
  premiumServicesII: 'Disallow',
  ...permissions,
});

function give(user, services, ...extra) {
  user.services = [...(user.services ?? []), ...services];
  user.extra = [...(user.extra ?? []), ...extra];
}

/** @param people - the ten of the London office, in their order */
export function giveLondonSettings([amelia, rhys, zoe, kwame, siobhan, harriet, jonas, fatima, george, nina]) {
  give(
    amelia,
    ['Executive', 'Anonymous Call Rejection', 'Barge-in Exempt'],
    answer('UserExecutiveGetAssistant', '', els({ allowOptInOut: true }) + rows('assistantUserTable', [rhys])),
    flag('UserAnonymousCallRejectionGet', true),
    flag('UserBargeInExemptGet', true),
  );
  give(
    rhys,
    ['Executive-Assistant', 'Privacy'],
    answer(
      'UserExecutiveAssistantGet',
      '',
      els({ enableDivert: false, divertToPhoneNumber: '2103' }) + rows('executiveTable', [amelia]),
    ),
    answer(
      'UserPrivacyGet',
      '13mp17',
      els({
        enableDirectoryPrivacy: false,
        enableAutoAttendantExtensionDialingPrivacy: true,
        enableAutoAttendantNameDialingPrivacy: false,
        enablePhoneStatusPrivacy: true,
      }) + rows('permittedMonitorUserIdTable', [amelia]),
    ),
  );
  give(
    zoe,
    ['Busy Lamp Field', 'Push to Talk'],
    answer(
      'UserBusyLampFieldGet',
      '16sp2',
      els({ listURI: 'zoe-lamps@brightwater.example.test', enableCallParkNotification: true }) +
        rows('monitoredUserTable', [kwame, amelia]),
    ),
    answer(
      'UserPushToTalkGet',
      '',
      els({
        allowAutoAnswer: true,
        outgoingConnectionSelection: 'Two Way',
        accessListSelection: 'Allow Calls From Selected Users',
      }) + rows('selectedUserTable', [kwame]),
    ),
  );
  give(
    kwame,
    ['BroadWorks Anywhere', 'External Calling Line ID Delivery'],
    answer(
      'UserBroadWorksAnywhereGet',
      '16sp2',
      els({ alertAllLocationsForClickToDialCalls: true, alertAllLocationsForGroupPagingCalls: false }) +
        table('phoneNumberTable', ['Phone Number', 'Description'], [['+447700900104', 'Mobile']]),
    ),
    answer(
      'UserBroadWorksAnywhereGetPhoneNumber',
      '',
      els({
        description: 'Mobile',
        isActive: true,
        broadworksCallControl: false,
        useDiversionInhibitor: true,
        answerConfirmationRequired: true,
      }) + table('criteriaTable', ['Is Active', 'Criteria Name'], []),
      { phoneNumber: '+447700900104' },
    ),
    flag('UserExternalCallingLineIDDeliveryGet', true),
  );
  give(
    siobhan,
    ['Simultaneous Ring Personal', 'Connected Line Identification Restriction'],
    answer(
      'UserSimultaneousRingPersonalGet',
      '17',
      els({
        isActive: false,
        doNotRingIfOnCall: true,
        simultaneousRingNumber: { phoneNumber: '+447700900105', answerConfirmationRequired: true },
      }),
    ),
    flag('UserConnectedLineIdentificationRestrictionGet', true),
  );
  give(
    harriet,
    ['Call Recording', 'Calling Line ID Delivery Blocking'],
    answer(
      'UserCallRecordingGet',
      '20',
      els({
        recordingOption: 'Always with Pause/Resume',
        pauseResumeNotification: 'Beep',
        enableCallRecordingAnnouncement: true,
        enableRecordCallRepeatWarningTone: true,
        recordCallRepeatWarningToneTimerSeconds: 60,
        enableVoiceMailRecording: false,
      }),
    ),
    flag('UserCallingLineIDDeliveryBlockingGet', true),
  );
  give(
    jonas,
    ['Hoteling Guest', 'Alternate Numbers'],
    answer(
      'UserHotelingGuestGet',
      '14sp4',
      els({ isActive: true, enableAssociationLimit: true, associationLimitHours: 12 }),
    ),
    answer(
      'UserAlternateNumbersGet',
      '17',
      els({ distinctiveRing: true, alternateEntry01: { phoneNumber: '02079460119', ringPattern: 'Long-Long' } }),
    ),
  );
  give(
    fatima,
    ['BroadWorks Receptionist - Office'],
    answer('UserBroadWorksReceptionistOfficeGet', '', rows('monitoredUserTable', [amelia, rhys])),
    answer(
      'UserOutgoingCallingPlanOriginatingGet',
      '',
      els({ useCustomSettings: true, userPermissions: plan({ international: 'Allow' }) }),
    ),
  );
  give(
    george,
    ['Intercept User'],
    answer(
      'UserInterceptUserGet',
      '21sp1',
      intercept({
        newPhoneNumber: '02079460100',
        transferPhoneNumber: '2101',
        outboundCallMode: 'Block All',
      }),
    ),
    answer(
      'UserIncomingCallingPlanGet',
      '',
      els({
        useCustomSettings: true,
        userPermissions: {
          allowFromWithinGroup: true,
          allowFromOutsideGroup: 'Allow Only If Redirected From Another User',
          allowCollectCalls: false,
        },
      }),
    ),
  );
  nina.clid = '+442079460100';
  give(nina, ['Music On Hold User'], flag('UserMusicOnHoldGet', false));
}

/** Calls that are intercepted, of a user or a group: stored, and switched off. */
export function intercept({ newPhoneNumber, transferPhoneNumber, outboundCallMode }) {
  return els({
    isActive: false,
    announcementSelection: 'Default',
    inboundCallMode: 'Intercept All',
    alternateBlockingAnnouncement: false,
    exemptInboundMobilityCalls: false,
    disableParallelRingingToNetworkLocations: false,
    routeToVoiceMail: false,
    playNewPhoneNumber: true,
    newPhoneNumber,
    transferOnZeroToPhoneNumber: transferPhoneNumber !== undefined,
    ...(transferPhoneNumber === undefined ? {} : { transferPhoneNumber }),
    outboundCallMode,
    exemptOutboundMobilityCalls: false,
    rerouteOutboundCalls: false,
  });
}
