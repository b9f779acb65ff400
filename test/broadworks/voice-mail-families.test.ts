import { expect, it } from 'vitest';
import { exchange, type FeatureCase, featuresOf, GROUP, readsFeatures, table, USER, WORLD } from './feature-cases.ts';

const CASES: readonly FeatureCase[] = [
  {
    base: 'UserVoiceMessagingUserGetDistributionList',
    release: '',
    asked: `${USER}<listId>3</listId>`,
    answered: '<description>Team</description><phoneNumber>0101</phoneNumber><phoneNumber>sip:b@d.test</phoneNumber>',
    owner: 'user anna@example.test',
    feature: 'voicemailDistributionLists',
    data: {
      parts: [{ name: '3', state: 'read', content: { description: 'Team', phoneNumbers: ['0101', 'sip:b@d.test'] } }],
    },
  },
  {
    base: 'UserThirdPartyVoiceMailSupportGet',
    release: '17',
    asked: USER,
    answered:
      '<isActive>true</isActive><busyRedirectToVoiceMail>true</busyRedirectToVoiceMail><noAnswerRedirectToVoiceMail>false</noAnswerRedirectToVoiceMail><serverSelection>User Specific Mail Server</serverSelection><userServer>vm@d.example.test</userServer><mailboxIdType>URL</mailboxIdType><mailboxURL>sip:4@d.example.test</mailboxURL><noAnswerNumberOfRings>03</noAnswerNumberOfRings><alwaysRedirectToVoiceMail>false</alwaysRedirectToVoiceMail><outOfPrimaryZoneRedirectToVoiceMail>false</outOfPrimaryZoneRedirectToVoiceMail>',
    owner: 'user anna@example.test',
    feature: 'thirdPartyVoicemail',
    data: {
      isActive: true,
      alwaysRedirect: false,
      busyRedirect: true,
      noAnswerRedirect: false,
      outOfZoneRedirect: false,
      noAnswerNumberOfRings: '03',
      serverSelection: 'User Specific Mail Server',
      userServer: 'vm@d.example.test',
      mailboxIdType: 'URL',
      mailboxUrl: 'sip:4@d.example.test',
    },
  },
  {
    base: 'UserFaxMessagingGet',
    release: '17sp1',
    asked: USER,
    answered:
      '<isActive>true</isActive><phoneNumber>2025550177</phoneNumber><extension>0177</extension><alias>f@d.test</alias>',
    owner: 'user anna@example.test',
    feature: 'faxMessaging',
    data: { isActive: true, phoneNumber: '2025550177', extension: '0177' },
  },
  {
    base: 'UserVoiceMessagingUserGetGreeting',
    release: '18',
    asked: USER,
    answered:
      '<busyAnnouncementSelection>Personal</busyAnnouncementSelection><busyPersonalAudioFile>busy.wav</busyPersonalAudioFile><busyPersonalAudioMediaType>WAV</busyPersonalAudioMediaType><noAnswerAnnouncementSelection>Alternate02</noAnswerAnnouncementSelection><noAnswerAlternateGreeting02><name>Away</name><audioFile>away.wav</audioFile><audioMediaType>WAV</audioMediaType></noAnswerAlternateGreeting02><noAnswerNumberOfRings>5</noAnswerNumberOfRings><disableMessageDeposit>false</disableMessageDeposit>',
    owner: 'user anna@example.test',
    feature: 'voicemailGreetings',
    data: {
      busy: 'Personal',
      noAnswer: 'Alternate02',
      noAnswerNumberOfRings: '5',
      disableMessageDeposit: false,
      files: { busyPersonalAudioFile: { name: 'busy.wav', type: 'WAV' } },
      alternates: [{ position: '02', name: 'Away', audioFile: { name: 'away.wav', type: 'WAV' } }],
    },
  },
  {
    base: 'UserVoiceMessagingUserGetGreeting',
    release: '20',
    asked: USER,
    answered:
      '<busyAnnouncementSelection>Default</busyAnnouncementSelection><noAnswerPersonalAudioFile><name>Hello</name><mediaFileType>WAV</mediaFileType><level>User</level></noAnswerPersonalAudioFile><extendedAwayEnabled>true</extendedAwayEnabled>',
    owner: 'user anna@example.test',
    feature: 'voicemailGreetings',
    data: {
      busy: 'Default',
      extendedAway: true,
      files: { noAnswerPersonalAudioFile: { name: 'Hello', type: 'WAV', level: 'User' } },
      alternates: [],
    },
  },
  {
    base: 'UserVoiceMessagingUserGetAdvancedVoiceManagement',
    release: '',
    asked: USER,
    answered:
      '<mailServerSelection>Personal Mail Server</mailServerSelection><groupMailServerPassword>s3cret</groupMailServerPassword><personalMailServerNetAddress>mail.example.test</personalMailServerNetAddress><personalMailServerProtocol>IMAP</personalMailServerProtocol><personalMailServerUserId>anna</personalMailServerUserId><personalMailServerPassword>s3cret</personalMailServerPassword>',
    owner: 'user anna@example.test',
    feature: 'voicemailServer',
    data: {
      selection: 'Personal Mail Server',
      personalNetAddress: 'mail.example.test',
      personalProtocol: 'IMAP',
      personalUserId: 'anna',
    },
  },
  {
    base: 'UserVoiceMessagingUserGetAliasList',
    release: '',
    asked: USER,
    answered: '<phoneNumber>0100</phoneNumber><phoneNumber>0200</phoneNumber>',
    owner: 'user anna@example.test',
    feature: 'voicemailAliases',
    data: { phoneNumbers: ['0100', '0200'] },
  },
  {
    base: 'UserVoiceMessagingUserGetVoicePortal',
    release: '16',
    asked: USER,
    answered:
      '<usePersonalizedName>true</usePersonalizedName><voicePortalAutoLogin>false</voicePortalAutoLogin><personalizedNameAudioFileDescription>anna.wav</personalizedNameAudioFileDescription><personalizedNameMediaType>WAV</personalizedNameMediaType>',
    owner: 'user anna@example.test',
    feature: 'userVoicePortal',
    data: {
      usePersonalizedName: true,
      autoLogin: false,
      personalizedName: { name: 'anna.wav', type: 'WAV', described: true },
    },
  },
  {
    base: 'GroupVoiceMessagingGroupGet',
    release: '',
    asked: GROUP,
    answered:
      '<useMailServerSetting>Group Mail Server</useMailServerSetting><mailServerNetAddress>10.0.0.1</mailServerNetAddress><maxMailboxLengthMinutes>30</maxMailboxLengthMinutes><doesMessageAge>true</doesMessageAge><holdPeriodDays>7</holdPeriodDays>',
    owner: 'group p/g',
    feature: 'voicemailGroup',
    data: {
      mailServer: 'Group Mail Server',
      netAddress: '10.0.0.1',
      maxMailboxLengthMinutes: '30',
      doesMessageAge: true,
      holdPeriodDays: '7',
    },
  },
  {
    base: 'GroupVoiceMessagingGroupGetVoicePortal',
    release: '19sp1',
    asked: GROUP,
    answered:
      '<serviceUserId>vp@example.test</serviceUserId><serviceInstanceProfile><name>Portal</name><callingLineIdLastName>Mail</callingLineIdLastName><callingLineIdFirstName>Voice</callingLineIdFirstName><phoneNumber>2025550199</phoneNumber><extension>0099</extension><language>English</language><countryCode>1</countryCode></serviceInstanceProfile><isActive>true</isActive><enableExtendedScope>false</enableExtendedScope><voicePortalExternalRoutingScope>Group</voicePortalExternalRoutingScope><useExternalRouting>true</useExternalRouting><externalRoutingAddress>vp2@example.test</externalRoutingAddress>',
    owner: 'group p/g',
    feature: 'voicePortal',
    data: {
      serviceUserId: 'vp@example.test',
      name: 'Portal',
      phoneNumber: '2025550199',
      dn: '+12025550199',
      extension: '0099',
      language: 'English',
      callerIdFirstName: 'Voice',
      callerIdLastName: 'Mail',
      isActive: true,
      enableExtendedScope: false,
      externalRoutingScope: 'Group',
      useExternalRouting: true,
      externalRoutingAddress: 'vp2@example.test',
    },
  },
  {
    base: 'GroupVoiceMessagingGroupGetVoicePortalBranding',
    release: '20',
    asked: GROUP,
    answered:
      '<voicePortalGreetingSelection>Branded</voicePortalGreetingSelection><voicePortalGreetingFile><name>Welcome</name><mediaFileType>WAV</mediaFileType></voicePortalGreetingFile><voiceMessagingGreetingSelection>Default</voiceMessagingGreetingSelection>',
    owner: 'group p/g',
    feature: 'voicePortalBranding',
    data: {
      voicePortalGreeting: 'Branded',
      voicePortalFile: { name: 'Welcome', type: 'WAV' },
      voiceMessagingGreeting: 'Default',
    },
  },
  {
    base: 'GroupMusicOnHoldGetInstance',
    release: '20',
    asked: GROUP,
    answered:
      '<serviceUserId>moh@example.test</serviceUserId><isActiveDuringCallHold>true</isActiveDuringCallHold><enableVideo>false</enableVideo><source><audioFilePreferredCodec>None</audioFilePreferredCodec><messageSourceSelection>Custom</messageSourceSelection><customSource><audioFile><name>Tune</name><mediaFileType>WAV</mediaFileType><level>Group</level></audioFile></customSource></source><useAlternateSourceForInternalCalls>true</useAlternateSourceForInternalCalls><internalSource><messageSourceSelection>System</messageSourceSelection></internalSource>',
    owner: 'group p/g',
    feature: 'musicOnHold',
    data: {
      serviceUserId: 'moh@example.test',
      isActiveDuringCallHold: true,
      useAlternateSourceForInternalCalls: true,
      enableVideo: false,
      source: { selection: 'Custom', audioFile: { name: 'Tune', type: 'WAV', level: 'Group' } },
      internalSource: { selection: 'System' },
    },
  },
  {
    base: 'GroupMusicOnHoldGetInstance',
    release: '14sp4',
    asked: GROUP,
    answered:
      '<serviceUserId>moh@example.test</serviceUserId><messageSelection>Custom</messageSelection><audioFileDescription>tune.wav</audioFileDescription>',
    owner: 'group p/g',
    feature: 'musicOnHold',
    data: {
      serviceUserId: 'moh@example.test',
      source: { selection: 'Custom', audioFile: { name: 'tune.wav', described: true } },
    },
  },
  {
    base: 'UserMusicOnHoldUserGet',
    release: '20',
    asked: USER,
    answered:
      '<enableVideo>false</enableVideo><source><messageSourceSelection>Custom</messageSourceSelection><customSource><audioFile><name>Anna</name><mediaFileType>WAV</mediaFileType><level>User</level></audioFile></customSource></source><useAlternateSourceForInternalCalls>false</useAlternateSourceForInternalCalls>',
    owner: 'user anna@example.test',
    feature: 'userMusicSource',
    data: {
      source: { selection: 'Custom', audioFile: { name: 'Anna', type: 'WAV', level: 'User' } },
      useAlternateSourceForInternalCalls: false,
      enableVideo: false,
    },
  },
  {
    base: 'UserCallCenterGet',
    release: '19',
    asked: USER,
    answered: `<agentACDState>Unavailable</agentACDState><agentUnavailableCode>07</agentUnavailableCode><useDefaultGuardTimer>false</useDefaultGuardTimer><enableGuardTimer>true</enableGuardTimer><guardTimerSeconds>5</guardTimerSeconds><forceAgentUnavailableOnDNDActivation>true</forceAgentUnavailableOnDNDActivation><forceAgentUnavailableOnNotReachable>false</forceAgentUnavailableOnNotReachable><outgoingCallDNIS><serviceUserId>cc@example.test</serviceUserId><name>Hot</name></outgoingCallDNIS>${table('callCenterTable', 'Service User Id|Phone Number|Available|Logoff Allowed|Type|Priority|Skill Level', 'CC@example.test||true|false|Premium||3')}`,
    owner: 'user anna@example.test',
    feature: 'agentState',
    data: {
      acdState: 'Unavailable',
      unavailableCode: '07',
      useDefaultGuardTimer: false,
      enableGuardTimer: true,
      guardTimerSeconds: '5',
      outgoingCallDnis: { callCenter: 'cc@example.test', name: 'Hot' },
      unavailableOn: ['forceAgentUnavailableOnDNDActivation'],
      table: 'callCenterTable',
      queues: [
        {
          userKey: 'cc@example.test',
          userId: 'CC@example.test',
          available: true,
          logoffAllowed: false,
          type: 'Premium',
          skillLevel: '3',
        },
      ],
    },
  },
  {
    base: 'UserCallCenterGet',
    release: '',
    asked: USER,
    answered: table('userTable', 'Service User Id|Available', 'cc@example.test|false'),
    owner: 'user anna@example.test',
    feature: 'agentState',
    data: {
      unavailableOn: [],
      table: 'userTable',
      queues: [{ userKey: 'cc@example.test', userId: 'cc@example.test', available: false }],
    },
  },
  {
    base: 'UserCommunicationBarringGet',
    release: '',
    asked: USER,
    answered: '<useGroupSetting>false</useGroupSetting><profileName>No abroad</profileName>',
    owner: 'user anna@example.test',
    feature: 'communicationBarring',
    data: { useGroupSetting: false, profile: 'No abroad' },
  },
  {
    base: 'GroupCommunicationBarringGet',
    release: '',
    asked: GROUP,
    answered: '<useDefaultServiceProviderProfile>true</useDefaultServiceProviderProfile>',
    owner: 'group p/g',
    feature: 'groupCommunicationBarring',
    data: { useDefaultProfile: true },
  },
  {
    base: 'UserCommunicationBarringUserControlGet',
    release: '',
    asked: USER,
    answered: `<lockoutStatus>false</lockoutStatus>${table('profileTable', 'Name|Code|Activated|Primary', 'No abroad|12|true|false')}`,
    owner: 'user anna@example.test',
    feature: 'communicationBarringControl',
    data: { lockedOut: false, profiles: [{ name: 'No abroad', active: true, primary: false }] },
  },
  {
    base: 'UserAuthenticationGet',
    release: '',
    asked: USER,
    answered: '<userName>anna-sip</userName><password>s3cret</password>',
    owner: 'user anna@example.test',
    feature: 'sipAuthentication',
    data: { userName: 'anna-sip' },
  },
];

readsFeatures('mailboxes, agents and barring are read from their responses', CASES);

it('a mailbox elsewhere without its switch is kept as not understood, never as off', async () => {
  const { rows } = await featuresOf([
    ...WORLD,
    exchange('UserThirdPartyVoiceMailSupportGet', '17', USER, '<mailboxIdType>URL</mailboxIdType>'),
  ]);

  expect(rows).toMatchObject([{ name: 'thirdPartyVoicemail', state: 'error', data: null }]);
});
