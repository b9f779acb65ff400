import { describe, expect, it } from 'vitest';
import { exchange, type FeatureCase, featuresOf, GROUP, readsFeatures, table, USER, WORLD } from './feature-cases.ts';

const PROVIDER = '<serviceProviderId>p</serviceProviderId>';

const CASES: readonly FeatureCase[] = [
  {
    base: 'GroupInterceptGroupGet',
    release: '21sp1',
    asked: GROUP,
    answered:
      '<isActive>true</isActive><announcementSelection>Default</announcementSelection><inboundCallMode>Intercept All</inboundCallMode><routeToVoiceMail>false</routeToVoiceMail><playNewPhoneNumber>true</playNewPhoneNumber><newPhoneNumber>2025550199</newPhoneNumber><transferOnZeroToPhoneNumber>true</transferOnZeroToPhoneNumber><transferPhoneNumber>0101</transferPhoneNumber><outboundCallMode>Allow Outbound Local Calls</outboundCallMode><rerouteOutboundCalls>false</rerouteOutboundCalls>',
    owner: 'group p/g',
    feature: 'interceptGroup',
    data: {
      isActive: true,
      announcementSelection: 'Default',
      inboundCallMode: 'Intercept All',
      routeToVoiceMail: false,
      playNewPhoneNumber: true,
      newPhoneNumber: '2025550199',
      transferOnZero: true,
      transferPhoneNumber: '0101',
      outboundCallMode: 'Allow Outbound Local Calls',
      rerouteOutboundCalls: false,
    },
  },
  {
    base: 'UserExecutiveGetFiltering',
    release: '',
    asked: USER,
    answered: `<enableFiltering>true</enableFiltering><filteringMode>Advanced</filteringMode><simpleFilterType>All Calls</simpleFilterType>${table('criteriaTable', 'Is Active|Criteria Name|Calls From|Filter', 'true|Press|Any External|true', 'false|Kin|Any|false')}`,
    owner: 'user anna@example.test',
    feature: 'executiveFiltering',
    data: {
      enabled: true,
      mode: 'Advanced',
      simpleType: 'All Calls',
      criteria: [
        { name: 'Press', isActive: true, callsFrom: 'Any External', filter: true },
        { name: 'Kin', isActive: false, callsFrom: 'Any', filter: false },
      ],
    },
  },
  {
    base: 'UserExecutiveGetScreeningAlerting',
    release: '',
    asked: USER,
    answered:
      '<enableScreening>true</enableScreening><screeningAlertType>Ring Splash</screeningAlertType><alertBroadWorksMobilityLocation>false</alertBroadWorksMobilityLocation><alertBroadWorksAnywhereLocations>true</alertBroadWorksAnywhereLocations><alertSharedCallAppearanceLocations>false</alertSharedCallAppearanceLocations><alertingMode>Sequential</alertingMode><alertingCallingLineIdNameMode>Custom</alertingCallingLineIdNameMode><alertingCustomCallingLineIdName>Board</alertingCustomCallingLineIdName><unicodeAlertingCustomCallingLineIdName>Chair</unicodeAlertingCustomCallingLineIdName><alertingCallingLineIdPhoneNumberMode>Custom</alertingCallingLineIdPhoneNumberMode><alertingCustomCallingLineIdPhoneNumber>101</alertingCustomCallingLineIdPhoneNumber><callPushRecallNumberOfRings>6</callPushRecallNumberOfRings><nextAssistantNumberOfRings>3</nextAssistantNumberOfRings><enableRollover>true</enableRollover><rolloverWaitTimeSeconds>20</rolloverWaitTimeSeconds><rolloverAction>Forward</rolloverAction><rolloverForwardToPhoneNumber>102</rolloverForwardToPhoneNumber>',
    owner: 'user anna@example.test',
    feature: 'executiveAlerting',
    data: {
      screening: true,
      screeningAlertType: 'Ring Splash',
      alertMobility: false,
      alertAnywhere: true,
      alertSharedCallAppearance: false,
      mode: 'Sequential',
      nameMode: 'Custom',
      customName: 'Chair',
      numberMode: 'Custom',
      customNumber: '101',
      callPushRecallRings: '6',
      nextAssistantRings: 3,
      rollover: true,
      rolloverSeconds: 20,
      rolloverAction: 'Forward',
      rolloverForwardTo: '102',
    },
  },
  {
    base: 'UserExecutiveGetFilteringSelectiveCriteria',
    release: '21',
    asked: `${USER}<criteriaName>Press</criteriaName>`,
    answered:
      '<timeSchedule><type>User</type><name>Week</name></timeSchedule><filter>false</filter><fromDnCriteria><fromDnCriteriaSelection>Any Internal</fromDnCriteriaSelection><includeAnonymousCallers>false</includeAnonymousCallers><includeUnavailableCallers>true</includeUnavailableCallers></fromDnCriteria><callToNumber><type>Primary</type><number>+12405550101</number></callToNumber>',
    owner: 'user anna@example.test',
    feature: 'executiveFilteringCriteria',
    data: {
      parts: [
        {
          name: 'Press',
          state: 'read',
          content: {
            timeSchedule: { name: 'Week', type: 'User' },
            filter: false,
            callsFrom: 'Any Internal',
            includeAnonymousCallers: false,
            includeUnavailableCallers: true,
            phoneNumbers: [],
            callsTo: [{ type: 'Primary', number: '+12405550101' }],
          },
        },
      ],
    },
  },
  {
    base: 'ResellerGetList',
    release: '',
    asked: '',
    answered: table('resellerTable', 'Reseller Id|Reseller Name', 'r1|North', 'r2|'),
    owner: 'system system',
    feature: 'resellers',
    data: { listed: [{ id: 'r1', name: 'North' }, { id: 'r2' }] },
  },
  {
    base: 'GroupCallProcessingGetPolicy',
    release: '22V3',
    asked: GROUP,
    answered:
      '<useGroupCLIDSetting>true</useGroupCLIDSetting><useGroupMediaSetting>false</useGroupMediaSetting><useGroupCallLimitsSetting>true</useGroupCallLimitsSetting><useMaxSimultaneousCalls>true</useMaxSimultaneousCalls><maxSimultaneousCalls>10</maxSimultaneousCalls><useMaxCallTimeForAnsweredCalls>false</useMaxCallTimeForAnsweredCalls><maxCallTimeForAnsweredCallsMinutes>600</maxCallTimeForAnsweredCallsMinutes><maxRedirectionDepth>5</maxRedirectionDepth><clidPolicy>Use Group CLID</clidPolicy><emergencyClidPolicy>Use DN</emergencyClidPolicy><useGroupName>true</useGroupName><networkUsageSelection>Force All Calls</networkUsageSelection><addedLater>yes</addedLater>',
    owner: 'group p/g',
    feature: 'groupCallPolicy',
    data: {
      own: ['CLID', 'CallLimits'],
      limits: { SimultaneousCalls: '10', RedirectionDepth: '5' },
      further: { networkUsageSelection: 'Force All Calls', addedLater: 'yes' },
      clidPolicy: 'Use Group CLID',
      emergencyClidPolicy: 'Use DN',
      useGroupName: true,
    },
  },
  {
    base: 'GroupCallProcessingGetPolicy',
    release: '14',
    asked: GROUP,
    answered: '<useGroupSetting>true</useGroupSetting>',
    owner: 'group p/g',
    feature: 'groupCallPolicy',
    data: { own: ['all'], limits: {}, further: {} },
  },
  {
    base: 'UserCallProcessingGetPolicy',
    release: '21sp2',
    asked: USER,
    answered:
      '<useUserDCLIDSetting>true</useUserDCLIDSetting><blockCallingNameForExternalCalls>false</blockCallingNameForExternalCalls>',
    owner: 'user anna@example.test',
    feature: 'callPolicy',
    data: { own: ['DCLID'], limits: {}, further: {}, blockCallingNameForExternalCalls: false },
  },
  {
    base: 'ServiceProviderCallProcessingGetPolicy',
    release: '22V3',
    asked: PROVIDER,
    answered:
      '<useSettingLevel>Service Provider</useSettingLevel><groupCallsCLIDPolicy>Use Extension</groupCallsCLIDPolicy>',
    owner: 'serviceProvider p',
    feature: 'providerCallPolicy',
    data: {
      own: [],
      limits: {},
      further: { useSettingLevel: 'Service Provider' },
      groupCallsClidPolicy: 'Use Extension',
    },
  },
  {
    base: 'ServiceProviderServiceGetAuthorizationList',
    release: '',
    asked: PROVIDER,
    answered:
      table(
        'groupServicesAuthorizationTable',
        'Service Name|Authorized|Assigned|Limited|Quantity|Allocated|Licensed|Service Pack Allocation',
        'Hunt Group|true|true|Limited|10|4|Yes|',
        'Route Point|false|false|Unlimited|Unlimited|0|No|',
      ) +
      table(
        'userServicesAuthorizationTable',
        'Service Name|Authorized|Assigned|Limited|Quantity|Allocated|Licensed|Service Pack Allocation|User Assignable|Service Pack Assignable',
        'Call Waiting|true|false|Unlimited|Unlimited|0|Yes|25|true|true',
      ),
    owner: 'serviceProvider p',
    feature: 'authorizations',
    data: {
      packs: [],
      groupServices: [
        { name: 'Hunt Group', assigned: true, limited: 'Limited', quantity: '10', allocated: '4', licensed: 'Yes' },
      ],
      userServices: [
        {
          name: 'Call Waiting',
          assigned: false,
          limited: 'Unlimited',
          quantity: 'Unlimited',
          allocated: '0',
          licensed: 'Yes',
          packAllocation: '25',
        },
      ],
    },
  },
  {
    base: 'GroupServiceGetAuthorizationList',
    release: '',
    asked: GROUP,
    answered:
      table(
        'servicePacksAuthorizationTable',
        'Service Pack Name|Authorized|Assigned|Limited|Allocated|Allowed|Usage|Description',
        'Gold|true|true|Unlimited|Unlimited|Unlimited|7|',
      ) +
      table(
        'groupServicesAuthorizationTable',
        'Service Name|Authorized|Assigned|Limited|Quantity|Usage|Licensed|Allowed|Instance Count',
        'Auto Attendant|true|true|Limited|5|2|Yes|5|2',
      ),
    owner: 'group p/g',
    feature: 'authorizations',
    data: {
      packs: [
        {
          name: 'Gold',
          assigned: true,
          limited: 'Unlimited',
          allocated: 'Unlimited',
          allowed: 'Unlimited',
          usage: '7',
        },
      ],
      groupServices: [
        {
          name: 'Auto Attendant',
          assigned: true,
          limited: 'Limited',
          quantity: '5',
          allowed: '5',
          usage: '2',
          licensed: 'Yes',
          instances: '2',
        },
      ],
      userServices: [],
    },
  },
  {
    base: 'EnterpriseEnterpriseTrunkGetList',
    release: '',
    asked: PROVIDER,
    answered: table('enterpriseTrunkTable', 'Enterprise Trunk Name|Routing Type', 'Main|Ordered'),
    owner: 'serviceProvider p',
    feature: 'enterpriseTrunks',
    data: { listed: [{ name: 'Main', routingType: 'Ordered' }] },
  },
  {
    base: 'GroupEmergencyCallNotificationGet',
    release: '',
    asked: GROUP,
    answered:
      '<sendEmergencyCallNotificationEmail>true</sendEmergencyCallNotificationEmail><emergencyCallNotifyEmailAddress>desk@d.test</emergencyCallNotifyEmailAddress>',
    owner: 'group p/g',
    feature: 'emergencyCallNotification',
    data: { send: true, email: 'desk@d.test' },
  },
  {
    base: 'UserPersonalPhoneListGetList',
    release: '',
    asked: USER,
    answered: '<entry><entryName>Ma</entryName><phoneNumber>0030</phoneNumber></entry>',
    owner: 'user anna@example.test',
    feature: 'personalPhoneList',
    data: { entries: [{ name: 'Ma', phoneNumber: '0030' }] },
  },
  {
    base: 'UserSimultaneousRingPersonalGet',
    release: '14sp4',
    asked: USER,
    answered: `<isActive>true</isActive><incomingCalls>Do not Ring if on a Call</incomingCalls>${table('phoneNumberTable', 'Phone Number|Answer Confirmation Required', '0171|true', '0172|false')}`,
    owner: 'user anna@example.test',
    feature: 'simultaneousRing',
    data: {
      isActive: true,
      doNotRingIfOnCall: true,
      numbers: [
        { phoneNumber: '0171', answerConfirmation: true },
        { phoneNumber: '0172', answerConfirmation: false },
      ],
      criteria: [],
    },
  },
  {
    base: 'ResellerGet',
    release: '22V2',
    asked: '<resellerId>r1</resellerId>',
    answered:
      '<resellerName>North</resellerName><resellerId>r1</resellerId><resellerExternalId>x-9</resellerExternalId>',
    owner: 'system system',
    feature: 'resellerDetails',
    data: { parts: [{ name: 'r1', state: 'read', content: { name: 'North', externalId: 'x-9' } }] },
  },
  {
    base: 'EnterpriseEnterpriseTrunkGet',
    release: '22',
    asked: `${PROVIDER}<enterpriseTrunkName>Main</enterpriseTrunkName>`,
    answered:
      '<maximumRerouteAttempts>3</maximumRerouteAttempts><routeExhaustionAction>Forward</routeExhaustionAction><routeExhaustionForwardAddress>+4930555</routeExhaustionForwardAddress><priorityWeightedRouting><maximumRerouteAttemptsWithinPriority>2</maximumRerouteAttemptsWithinPriority><priorityWeightedTrunkGroup><trunkGroup><groupId>g</groupId><trunkGroupName>PBX 1</trunkGroupName></trunkGroup><priority>1</priority><weight>0050</weight></priorityWeightedTrunkGroup></priorityWeightedRouting><enableCapacityManagement>true</enableCapacityManagement><maxActiveCalls>30</maxActiveCalls>',
    owner: 'serviceProvider p',
    feature: 'enterpriseTrunkDetails',
    data: {
      parts: [
        {
          name: 'Main',
          state: 'read',
          content: {
            trunkGroups: [{ name: 'PBX 1', groupId: 'g', priority: '1', weight: '0050' }],
            maximumRerouteAttempts: '3',
            maximumRerouteAttemptsWithinPriority: '2',
            routeExhaustionAction: 'Forward',
            routeExhaustionForwardAddress: '+4930555',
            maxActiveCalls: '30',
          },
        },
      ],
    },
  },
  {
    base: 'GroupEnterpriseTrunkGet',
    release: '21',
    asked: `${GROUP}<enterpriseTrunkName>Main</enterpriseTrunkName>`,
    answered:
      '<maximumRerouteAttempts>3</maximumRerouteAttempts><routeExhaustionAction>None</routeExhaustionAction><orderedRouting><trunkGroup>PBX 2</trunkGroup><trunkGroup>PBX 1</trunkGroup><orderingAlgorithm>Overflow</orderingAlgorithm></orderedRouting>',
    owner: 'group p/g',
    feature: 'enterpriseTrunkDetails',
    data: {
      parts: [
        {
          name: 'Main',
          state: 'read',
          content: {
            trunkGroups: [{ name: 'PBX 2' }, { name: 'PBX 1' }],
            orderingAlgorithm: 'Overflow',
            maximumRerouteAttempts: '3',
            routeExhaustionAction: 'None',
          },
        },
      ],
    },
  },
  {
    base: 'GroupTrunkGroupGetInstanceList',
    release: '14sp4',
    asked: `${GROUP}<onlyTrunkGroupsWithDevice>false</onlyTrunkGroupsWithDevice>`,
    answered: table('trunkGroupTable', 'Name|Department|Device Name|Device Level|Group Id', 'PBX 1||gw|Group|'),
    owner: 'group p/g',
    feature: 'trunkGroups',
    data: { listed: [{ name: 'PBX 1', deviceLevel: 'Group', deviceName: 'gw' }] },
  },
  {
    base: 'GroupCallParkGetInstanceList',
    release: '',
    asked: GROUP,
    answered: '<name>Lot</name><name>0012</name>',
    owner: 'group p/g',
    feature: 'callParks',
    data: { listed: [{ name: 'Lot' }, { name: '0012' }] },
  },
  {
    base: 'GroupScheduleGetEventList',
    release: '',
    asked: `${GROUP}<scheduleKey><scheduleName>Open</scheduleName><scheduleType>Time</scheduleType></scheduleKey>`,
    answered: '<eventName>Monday</eventName>',
    owner: 'schedule p/g/Open',
    feature: 'scheduleEventNames',
    data: { listed: [{ name: 'Monday' }] },
  },
];

readsFeatures('rules, licences and lists are read from their responses', CASES);

describe('lists that were asked for piece by piece', () => {
  const trunks = (filter: string, ...rows: readonly string[]) =>
    exchange(
      'GroupTrunkGroupGetInstanceList',
      '14sp4',
      `${GROUP}${filter}`,
      table('trunkGroupTable', 'Name|Group Id', ...rows),
    );
  const named = async (...exchanges: Parameters<typeof featuresOf>[0]) => {
    const { rows } = await featuresOf([...WORLD, ...exchanges]);
    return JSON.parse(rows.find(({ name }) => name === 'trunkGroups')?.data ?? 'null');
  };

  it('hold what any of them names, once', async () => {
    const all = trunks('', 'A|', 'B|');
    const some = trunks('<onlyTrunkGroupsWithDevice>true</onlyTrunkGroupsWithDevice>', 'B|');
    const enterprise = trunks('<includeEnterpriseTrunkGroups>true</includeEnterpriseTrunkGroups>', 'A|', 'C|h');

    for (const order of [
      [all, some, enterprise],
      [enterprise, some, all],
    ]) {
      expect(await named(...order)).toEqual({ listed: [{ name: 'A' }, { name: 'B' }, { name: 'C', groupId: 'h' }] });
    }
  });

  it('a search that failed does not hide what another one found', async () => {
    const failed = {
      request: trunks('<groupDepartmentName>Lab</groupDepartmentName>').request,
      response:
        '<command type="Error" echo="" xsi:type="c:ErrorResponse" xmlns:c="C" xmlns=""><summary>[Error 4000] No</summary></command>',
    };

    expect(await named(trunks('', 'A|'), failed)).toEqual({ listed: [{ name: 'A' }] });
  });

  it('schedules of both types are kept, whichever was asked for last', async () => {
    const of = (type: string, name: string) =>
      exchange(
        'GroupScheduleGetList',
        '17sp1',
        `${GROUP}<scheduleType>${type}</scheduleType>`,
        `<scheduleGlobalKey><scheduleKey><scheduleName>${name}</scheduleName><scheduleType>${type}</scheduleType></scheduleKey><scheduleLevel>Group</scheduleLevel></scheduleGlobalKey>`,
      );
    const { rows } = await featuresOf([...WORLD, of('Holiday', 'Days off'), of('Time', 'Open')]);

    expect(JSON.parse(rows.find(({ name }) => name === 'schedules')?.data ?? 'null')).toEqual({
      schedules: [
        { name: 'Days off', type: 'Holiday', level: 'Group' },
        { name: 'Open', type: 'Time', level: 'Group' },
      ],
    });
  });
});

it('providers, groups and people carry what later releases say of resellers, external ids and trunks', async () => {
  const { db } = await featuresOf([
    exchange(
      'ServiceProviderGet',
      '22V4',
      PROVIDER,
      `<isEnterprise>true</isEnterprise><resellerId>r1</resellerId>${PROVIDER}<serviceProviderExternalId>x-1</serviceProviderExternalId>`,
    ),
    exchange('GroupGet', '22V5', GROUP, `${GROUP}<groupExternalId>x-2</groupExternalId>`),
    exchange(
      'UserGet',
      '22',
      USER,
      `${GROUP}${USER}<lastName>A</lastName><trunkAddressing><trunkGroupDeviceEndpoint><name>PBX 1</name><linePort>a@d</linePort><isPilotUser>true</isPilotUser></trunkGroupDeviceEndpoint><enterpriseTrunkName>Main</enterpriseTrunkName></trunkAddressing>`,
    ),
  ]);
  const one = (table: string): unknown =>
    JSON.parse(db.prepare<[], { data: string }>(`SELECT data FROM ${table}`).get()?.data ?? 'null');

  expect(one('bw_provider')).toMatchObject({ resellerId: 'r1', externalId: 'x-1' });
  expect(one('bw_group')).toMatchObject({ externalId: 'x-2' });
  expect(one('bw_user')).toMatchObject({
    trunk: true,
    trunkAddressing: { trunkGroup: 'PBX 1', linePort: 'a@d', isPilotUser: true, enterpriseTrunk: 'Main' },
  });
});
