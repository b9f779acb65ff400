import { describe, expect, it } from 'vitest';
import type { CallRecording } from '../../src/domain/source-features.ts';
import { at, BERT, endsOf, mapAnna, of, settingOf, told } from './settings-context.ts';

const TARGET_DEFAULT = { rule: 'target-default', sources: [] };

describe('call recording', () => {
  const record = (data: CallRecording) => mapAnna([of('callRecording', data)]);

  it('carries the details that were read, each from its own field', () => {
    const { data, why } = settingOf(
      record({
        option: 'Always with Pause/Resume',
        pauseResumeNotification: 'Play Announcement',
        announcement: true,
        repeatWarningTone: true,
        repeatWarningToneSeconds: '1800',
        voicemail: true,
      }),
      'callRecording',
    );

    expect(data).toMatchObject({
      record: 'Always with Pause/Resume',
      recordVoicemail: true,
      pauseNotification: 'Play Announcement',
      repeatInterval: 1800,
      repeatEnabled: true,
      startStopAnnouncement: true,
    });
    expect(why.record).toEqual({ rule: 'carried-over', sources: [at('callRecording', 'recordingOption')] });
    expect(why.repeatInterval?.sources).toEqual([at('callRecording', 'recordCallRepeatWarningToneTimerSeconds')]);
    expect(why.startStopAnnouncement?.sources).toEqual([at('callRecording', 'enableCallRecordingAnnouncement')]);
  });

  it('starts as the target does where a detail is missing or no value of it', () => {
    const { data, why } = settingOf(record({ option: 'Always', repeatWarningToneSeconds: '5' }), 'callRecording');

    expect(data).toMatchObject({ pauseNotification: 'None', repeatInterval: 15, recordVoicemail: false });
    expect(why).toMatchObject({ pauseNotification: TARGET_DEFAULT, recordVoicemail: TARGET_DEFAULT });
  });

  it('says that recording on demand begins when the user says so', () => {
    const { data, why } = settingOf(record({ option: 'On Demand' }), 'callRecording');

    expect(data).toMatchObject({ record: 'On Demand with User Initiated Start' });
    expect(why.record).toMatchObject({ changed: true });
  });

  it.each([{ option: 'On Sundays' }, {}])('writes nothing, and claims nothing, for %o', (data) => {
    expect(record(data)).toMatchObject({ drafts: [], accounts: [], losses: [] });
  });

  it('answers for every detail of a recording that never happens', () => {
    expect(endsOf(record({ option: 'Never' }), 'callRecording').toSorted()).toEqual([
      'enableCallRecordingAnnouncement not used: switched-off',
      'enableRecordCallRepeatWarningTone not used: switched-off',
      'enableVoiceMailRecording not used: switched-off',
      'mediaStream not used: set-by-the-recording-vendor',
      'pauseResumeNotification not used: switched-off',
      'recordCallRepeatWarningToneTimerSeconds not used: switched-off',
      'recordingOption migrated: same-as-target-default',
    ]);
  });
});

describe('a guest of hoteling', () => {
  it('that is off is as the target starts', () => {
    const mapped = mapAnna([of('hotelingGuest', { isActive: false })]);

    expect(mapped.drafts).toEqual([]);
    expect(endsOf(mapped, 'hotelingGuest')).toContain('isActive migrated: same-as-target-default');
  });

  it('that is on signs in, without the limit and the host of the moment', () => {
    const mapped = mapAnna([of('hotelingGuest', { isActive: true, hostUserId: BERT.userId })]);

    expect(settingOf(mapped, 'hotelingGuest')).toMatchObject({
      data: { enabled: true },
      why: { enabled: { rule: 'carried-over', sources: [at('hotelingGuest', 'isActive')] } },
    });
    expect(endsOf(mapped, 'hotelingGuest')).toEqual(
      expect.arrayContaining([
        'enableAssociationLimit not used: limit-is-set-at-the-host',
        'hostUserId not used: association-of-the-moment',
      ]),
    );
  });
});

describe('a host of hoteling', () => {
  const host = {
    isActive: true,
    enforceAssociationLimit: true,
    associationLimitHours: '12',
    accessLevel: 'Enterprise',
  };

  it('that is on lets guests sign in for as long as before', () => {
    const mapped = mapAnna([of('hotelingHost', host)]);

    expect(settingOf(mapped, 'hotelingHost')).toMatchObject({
      data: { enabled: true, hours: 12 },
      why: {
        enabled: { sources: [at('hotelingHost', 'isActive')] },
        hours: {
          sources: [at('hotelingHost', 'enforceAssociationLimit'), at('hotelingHost', 'associationLimitHours')],
        },
      },
    });
    expect(mapped.losses).toEqual([]);
    expect(endsOf(mapped, 'hotelingHost')).toEqual(
      expect.arrayContaining([
        'guestExtension not used: association-of-the-moment',
        'accessLevel migrated: guests-of-the-organisation',
      ]),
    );
  });

  it('without a limit has none there either', () => {
    const mapped = mapAnna([of('hotelingHost', { ...host, enforceAssociationLimit: false })]);

    expect(settingOf(mapped, 'hotelingHost').data).not.toHaveProperty('hours');
    expect(endsOf(mapped, 'hotelingHost')).toContain('associationLimitHours not used: guests-are-not-limited');
  });

  it('for guests of its group tells that others may sign in too', () => {
    const mapped = mapAnna([of('hotelingHost', { ...host, accessLevel: 'Group' })]);

    expect(told(mapped)).toEqual(['part Hoteling Host']);
    expect(endsOf(mapped, 'hotelingHost')).toContain('accessLevel lost: guests-of-the-organisation');
  });

  it('that is off is as the target starts, and ends where there are no people', () => {
    const off = mapAnna([of('hotelingHost', { ...host, isActive: false })]);
    expect(off.drafts).toEqual([]);
    expect(endsOf(off, 'hotelingHost')).toContain('isActive migrated: same-as-target-default');

    const place = mapAnna([of('hotelingHost', host)], { kind: 'workspace' });
    expect(place.drafts).toEqual([]);
    expect(told(place)).toEqual(['lost Hoteling Host']);
  });
});

describe('music on hold', () => {
  it('is as the target starts where it plays, and written where it does not', () => {
    expect(mapAnna([of('userMusicOnHold', { isActive: true })])).toMatchObject({
      drafts: [],
      accounts: [{ prefix: at('userMusicOnHold', 'isActive'), outcome: 'migrated' }],
    });
    expect(settingOf(mapAnna([of('userMusicOnHold', { isActive: false })]), 'musicOnHold').data).toMatchObject({
      enabled: false,
    });
  });

  it('tells whose own music has no audio beside the captures, whether or not the switch was read', () => {
    const own = { selection: 'Custom', audioFile: { name: 'Anna', type: 'WAV', level: 'User' } };
    const mapped = mapAnna([of('userMusicSource', { source: own })]);

    expect(mapped.drafts).toEqual([]);
    expect(told(mapped)).toEqual(['part Music On Hold User']);
    expect(endsOf(mapped, 'userMusicSource').toSorted()).toEqual([
      'not used: switched-off',
      'source.messageSourceSelection manual: music-without-audio',
    ]);
  });

  it('says nothing of who plays the music of the group, but that there is no second source', () => {
    const mapped = mapAnna([
      of('userMusicSource', { source: { selection: 'Group' }, useAlternateSourceForInternalCalls: true }),
    ]);

    expect(mapped).toMatchObject({ drafts: [], losses: [] });
    expect(endsOf(mapped, 'userMusicSource').toSorted()).toEqual([
      'lost: no-second-music',
      'source.messageSourceSelection migrated: same-as-target-default',
    ]);
  });
});

describe('who watches whom', () => {
  it('answers for the notification of a busy lamp field that watches nobody', () => {
    const mapped = mapAnna([of('busyLampField', { members: [], enableCallParkNotification: true })]);

    expect(mapped.drafts).toEqual([]);
    expect(endsOf(mapped, 'busyLampField')).toEqual([
      'listURI not used: sip-identity-is-new',
      'enableCallParkNotification not used: nobody-is-monitored',
    ]);
  });

  it('shows the contacts of a receptionist who move, and tells of the others', () => {
    const carl = 'carl@acme.example.test';
    const mapped = mapAnna([
      of('receptionist', {
        members: [
          { userKey: BERT.key, userId: BERT.userId },
          { userKey: carl, userId: carl },
        ],
      }),
    ]);

    expect(settingOf(mapped, 'receptionist')).toMatchObject({
      data: { enabled: true, members: [`subscriber:${BERT.key}`] },
      why: {
        enabled: { rule: 'receptionist-in-use' },
        members: { sources: [at('receptionist', `monitoredUserTable[${BERT.key}]`)] },
      },
    });
    expect(endsOf(mapped, 'receptionist')).toEqual([`monitoredUserTable[${carl}] lost: member-does-not-move`]);
    expect(told(mapped)).toEqual(['part BroadWorks Receptionist - Office']);
  });
});

describe('the receptionist client', () => {
  const members = [{ userKey: BERT.key, userId: BERT.userId }];

  it.each([
    'receptionist',
    'receptionistOffice',
    'receptionistSmallBusiness',
  ] as const)('watches whom %s names', (edition) => {
    const mapped = mapAnna([of(edition, { members })]);

    expect(settingOf(mapped, 'receptionist')).toMatchObject({
      data: { enabled: true, members: [`subscriber:${BERT.key}`] },
      why: { members: { sources: [at(edition, `monitoredUserTable[${BERT.key}]`)] } },
    });
  });

  it('watches whom the edition names that watches somebody', () => {
    const mapped = mapAnna([of('receptionistOffice', { members: [] }), of('receptionistSmallBusiness', { members })]);

    expect(settingOf(mapped, 'receptionist').data).toMatchObject({ members: [`subscriber:${BERT.key}`] });
  });
});

describe('calling plans', () => {
  it.each([
    { local: 'Allow', toll: 'Allow', end: 'migrated' },
    { local: 'Disallow', toll: 'Allow', end: 'manual' },
  ])('end local calls as $end where national ones are allowed', ({ end, ...permissions }) => {
    const mapped = mapAnna([of('callingPlan', { useCustomSettings: true, permissions })]);

    expect(endsOf(mapped, 'callingPlan')).toContain(`userPermissions.local ${end}: local-calls-are-national`);
  });

  const incoming = (useCustomSettings: boolean, permissions: Record<string, string>) =>
    mapAnna([of('incomingCallingPlan', { useCustomSettings, permissions })]);

  it('follow the group for incoming calls unless the user has own ones', () => {
    const mapped = incoming(false, { allowFromOutsideGroup: 'Disallow' });

    expect(mapped.drafts).toEqual([]);
    expect(endsOf(mapped, 'incomingCallingPlan')).toEqual(['not used: follows-department-or-group']);
  });

  it.each([
    ['Allow', 'ALLOW_ALL_EXTERNAL'],
    ['Allow Only If Redirected From Another User', 'ALLOW_ONLY_TRANSFERRED_EXTERNAL'],
    ['Disallow', 'BLOCK_ALL_EXTERNAL'],
  ])('carry "%s" for calls from outside', (allowFromOutsideGroup, externalTransfer) => {
    const mapped = incoming(true, { allowFromOutsideGroup, allowFromWithinGroup: 'false', allowCollectCalls: 'false' });

    expect(settingOf(mapped, 'incomingPermission')).toMatchObject({
      data: { externalTransfer, internalCalls: false, collectCalls: false },
      why: {
        externalTransfer: {
          sources: [
            at('incomingCallingPlan', 'useCustomSettings'),
            at('incomingCallingPlan', 'userPermissions.allowFromOutsideGroup'),
          ],
        },
      },
    });
  });

  it('start as the target does where nothing is said, and stay out where a word is unknown', () => {
    expect(settingOf(incoming(true, {}), 'incomingPermission')).toMatchObject({
      data: { externalTransfer: 'ALLOW_ALL_EXTERNAL', internalCalls: true, collectCalls: true },
      why: { externalTransfer: TARGET_DEFAULT, internalCalls: TARGET_DEFAULT, collectCalls: TARGET_DEFAULT },
    });
    expect(incoming(true, { allowFromOutsideGroup: 'On Sundays' })).toMatchObject({ drafts: [], accounts: [] });
  });
});
