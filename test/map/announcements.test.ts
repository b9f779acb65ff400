import { describe, expect, it } from 'vitest';
import type { MigrationConfig } from '../../src/domain/config.ts';
import type { SourceResponse } from '../../src/domain/source.ts';
import type { SourceAudio } from '../../src/domain/source-audio.ts';
import { audioFor } from '../../src/map/audio/announcements.ts';
import { createMapContext } from '../../src/map/create-context.ts';
import { mapFeatures } from '../../src/map/features/index.ts';
import { sourceCustomer, sourceInstance } from '../builders/source-builders.ts';
import { CATALOGUES, CONFIG } from './features-context.ts';

const NORTH = 'location:acme/north';
const QUEUE = 'help@acme.example.test';
const PUBLISHED: MigrationConfig['announcements'] = { baseUri: 'https://audio.example.test/acme' };

function audio(path: string, changes: Partial<SourceAudio> = {}): SourceAudio {
  return {
    path: `captures/${path}`,
    inside: path,
    digest: path,
    bytes: 800,
    format: { container: 'WAV', coding: 'PCM', channels: 1, sampleRate: 8000, bits: 16 },
    ...changes,
  };
}
const ofNorth = (path: string, changes: Partial<SourceAudio> = {}) =>
  audio(path, { groupKey: 'acme/north', ...changes });

function contextWith(
  files: readonly SourceAudio[],
  announcements: MigrationConfig['announcements'] = PUBLISHED,
  parts: Parameters<typeof sourceCustomer>[0] = {},
) {
  return createMapContext(sourceCustomer({ ...parts, audio: files }), {
    config: { ...CONFIG, ...(announcements === undefined ? {} : { announcements }) },
    catalogues: CATALOGUES,
    answers: new Map(),
  });
}

/** Address of the file that plays in the business hours menu of somebody in the north, or why there is none. */
function chosen(files: readonly SourceAudio[], name: string | undefined, announcements = PUBLISHED): string {
  const found = audioFor(contextWith(files, announcements), NORTH, {
    owner: { kind: 'serviceInstance', key: 'menu@acme.example.test' },
    place: 'businessHoursMenu',
    groupKey: 'acme/north',
    file: name === undefined ? undefined : { name },
  });
  return 'missing' in found ? found.missing : `${found.why().rule} ${found.draft.data.fileUri}`;
}

describe('which file a recording is', () => {
  const at = (path: string) => `audio-by-name https://audio.example.test/acme/${path}`;

  it.each([
    [
      'its name, whatever extension and case',
      [ofNorth('acme/north/Welcome.WAV')],
      'welcome',
      at('acme/north/Welcome.WAV'),
    ],
    ['the name of a file that was uploaded', [audio('welcome.wav')], 'C:\\Audio\\Welcome.wav', at('welcome.wav')],
    [
      'the folder of its group before any other',
      [ofNorth('acme/north/hi.wav'), audio('hi.wav'), audio('acme/south/hi.wav', { groupKey: 'acme/south' })],
      'hi',
      at('acme/north/hi.wav'),
    ],
    [
      'its own folder before that of its group',
      [ofNorth('acme/north/hi.wav'), ofNorth('acme/north/menu%40acme.example.test/hi.wav')],
      'hi',
      at('acme/north/menu%2540acme.example.test/hi.wav'),
    ],
    [
      'copies with the same bytes as one',
      [audio('a/hi.wav', { digest: 'same' }), audio('b/hi.wav', { digest: 'same' })],
      'hi',
      at('a/hi.wav'),
    ],
  ])('goes by %s', (_, files, name, expected) => {
    expect(chosen(files, name)).toBe(expected);
  });

  it.each([
    ['nothing is called so', [audio('other.wav')], 'hi', /no audio file called "hi"/],
    ['BroadWorks names nothing', [audio('hi.wav')], undefined, /does not name its file/],
    ['two of its group are called so', [ofNorth('acme/north/hi.wav'), ofNorth('acme/north/b/hi.wav')], 'hi', /several/],
    [
      'it lies in the folder of another group',
      [audio('acme/south/hi.wav', { groupKey: 'acme/south' })],
      'hi',
      /only in folders of other groups/,
    ],
    [
      'another group has one of that name that is not the same',
      [audio('hi.wav'), audio('acme/south/hi.wav', { groupKey: 'acme/south' })],
      'hi',
      /several/,
    ],
    ['it is no WAV', [audio('hi.mp3', { format: { container: 'MP3' } })], 'hi', /is MP3/],
    ['it is too large', [audio('hi.wav', { bytes: 8 * 2 ** 20 + 1 })], 'hi', /Webex takes 8 MB/],
    ['its header says nothing', [audio('hi.wav', { format: { container: 'WAV' } })], 'hi', /no WAV header/],
  ])('is never guessed where %s', (_, files, name, reason) => {
    expect(chosen(files, name)).toMatch(reason);
  });

  it('goes by the table of migration.yaml first', () => {
    const files = [ofNorth('acme/north/hi.wav'), audio('spoken/2019.wav')];
    const assign = { 'Menu@acme.example.test': { businessHoursMenu: '2019.wav' } };

    expect(chosen(files, 'hi', { baseUri: 'https://a.test', assign })).toBe(
      'audio-assigned https://a.test/spoken/2019.wav',
    );
    expect(chosen(files.slice(0, 1), 'hi', { baseUri: 'https://a.test', assign })).toMatch(
      /assigns "2019.wav", which was/,
    );
  });
});

describe('where a file is published', () => {
  it.each([
    [undefined, 'https://a.test/audio/x/hi%20there.wav'],
    ['audio', 'https://a.test/x/hi%20there.wav'],
    ['captures/audio', 'https://a.test/x/hi%20there.wav'],
    ['elsewhere', 'captures/audio/x/hi there.wav lies outside announcements.files (elsewhere)'],
  ])('with files: %s', (files, expected) => {
    const announcements = { baseUri: 'https://a.test/', ...(files === undefined ? {} : { files }) };

    expect(chosen([audio('audio/x/hi there.wav')], 'hi there', announcements)).toContain(expected);
  });

  it('is nowhere while migration.yaml does not say so, or the address is too long', () => {
    const request = {
      owner: { kind: 'group', key: 'acme/north' },
      place: 'musicOnHold',
      groupKey: 'acme/north',
      file: { name: 'hi' },
    } as const;
    const source = sourceCustomer({ audio: [audio('hi.wav')] });
    const bare = createMapContext(source, { config: CONFIG, catalogues: CATALOGUES, answers: new Map() });

    expect(audioFor(bare, NORTH, request)).toMatchObject({ missing: expect.stringContaining('announcements.baseUri') });
    expect(chosen([audio(`${'x'.repeat(250)}/hi.wav`)], 'hi')).toMatch(/more than 256 characters/);
  });
});

describe('names of announcements', () => {
  it('tell files of one name apart, and keep inside the limits of the target', () => {
    const context = contextWith(
      [ofNorth('a/hi.wav', { digest: '1'.repeat(64) }), ofNorth('b/hi.wav', { digest: '2'.repeat(64) })],
      {
        ...PUBLISHED,
        assign: { 'a@acme.example.test': { welcome: 'a/hi.wav' }, 'b@acme.example.test': { welcome: 'b/hi.wav' } },
      },
    );
    const named = ['a', 'b'].map((who) => {
      const owner = { kind: 'serviceInstance', key: `${who}@acme.example.test` } as const;
      const found = audioFor(context, NORTH, { owner, place: 'welcome', groupKey: 'acme/north', file: undefined });
      return 'draft' in found ? found.draft.data.name : found.missing;
    });

    expect(named).toEqual(['hi (11111111)', 'hi (22222222)']);
    expect(chosen([audio(`${'y'.repeat(120)}.wav`)], 'y'.repeat(120))).toContain('audio-by-name');
  });
});

const response = (
  owner: SourceResponse['owner'],
  base: string,
  body: ReturnType<SourceResponse['body']>,
): SourceResponse => ({
  owner,
  base,
  settings: 0,
  body: () => body,
});

describe('messages of a queue', () => {
  const mapped = (
    body: ReturnType<SourceResponse['body']>,
    files: readonly SourceAudio[],
    bypass?: ReturnType<SourceResponse['body']>,
  ) => {
    const owner = { kind: 'serviceInstance', key: QUEUE } as const;
    const result = mapFeatures(
      contextWith(files, PUBLISHED, {
        instances: [sourceInstance({ userId: QUEUE, type: 'Call Center', name: 'Help' })],
        responses: [
          response(owner, 'GroupCallCenterGetAnnouncementResponse', body),
          ...(bypass === undefined ? [] : [response(owner, 'GroupCallCenterComfortMessageBypassGetResponse', bypass)]),
        ],
      }),
    );
    const queue = result.drafts.find(({ kind }) => kind === 'callQueue');
    const draft = queue?.kind === 'callQueue' ? queue : undefined;
    const { accounts = [], losses = [] } = result;
    return { messages: draft?.data.messages, waitMessage: draft?.data.waitMessage, why: draft?.why, accounts, losses };
  };
  const entry = (name: string) => ({ name: [name], mediaFileType: ['WAV'], level: ['Group'] });

  it('carry switches, times and up to four files', () => {
    const { messages, losses } = mapped(
      {
        playEntranceMessage: ['true'],
        mandatoryEntranceMessage: ['true'],
        entranceAudioMessageSelection: ['File'],
        entranceMessageAudioFileList: [{ file1: [entry('One')], file2: [entry('Two')] }],
        playPeriodicComfortMessage: ['false'],
        timeBetweenComfortMessagesSeconds: ['45'],
        periodicComfortAudioMessageSelection: ['Default'],
        enableMediaOnHoldForQueuedCalls: ['true'],
        mediaOnHoldSource: [{ audioMessageSelection: ['File'], audioFileList: [{ file1: ['one.wav'] }] }],
        mediaOnHoldUseAlternateSourceForInternalCalls: ['false'],
        playWhisperMessage: ['true'],
        whisperAudioMessageSelection: ['Default'],
      },
      [ofNorth('acme/north/one.wav'), audio('two.wav')],
    );

    expect(messages).toEqual({
      welcome: {
        enabled: true,
        always: true,
        audio: ['announcement:acme/north/acme/north/one.w', 'announcement:acme/north/two.wav'],
      },
      comfort: { enabled: false, seconds: 45, audio: [] },
      music: { enabled: true, audio: ['announcement:acme/north/acme/north/one.w'] },
      whisper: { enabled: true, audio: [] },
    });
    expect(losses).toEqual([]);
  });

  it('are spoken by the target where audio is missing or an address plays it, and that is told', () => {
    const { messages, losses } = mapped(
      {
        playEntranceMessage: ['true'],
        entranceAudioMessageSelection: ['File'],
        entranceMessageAudioFileList: [{ file1: [entry('Gone')] }],
        playPeriodicComfortMessage: ['true'],
        periodicComfortAudioMessageSelection: ['URL'],
        periodicComfortMessageAudioUrlList: [{ url1: ['http://radio.example.test/live'] }],
      },
      [],
    );

    expect(messages).toEqual({
      welcome: { enabled: true, always: false, audio: [], unfound: true },
      comfort: { enabled: true, audio: [], unfound: true },
    });
    expect(losses.map(({ verdict, notice }) => `${verdict}: ${notice}`)).toEqual([
      expect.stringContaining('part: The greeting of Help is the one of Webex: no audio file called "Gone"'),
      expect.stringContaining('part: The comfort message of Help is the one of Webex: it is fetched from an address'),
    ]);
  });

  it('carry what callers hear instead of comfort who are about to be served', () => {
    const { messages, accounts } = mapped({}, [audio('soon.wav')], {
      isActive: ['true'],
      callWaitingAgeThresholdSeconds: ['30'],
      playAnnouncementAfterRinging: ['true'],
      ringTimeBeforePlayingAnnouncementSeconds: ['10'],
      audioMessageSelection: ['File'],
      audioFileList: [{ file1: [entry('Soon')] }],
    });

    expect(messages).toEqual({
      comfortBypass: { enabled: true, seconds: 30, audio: ['announcement:acme/north/soon.wav'] },
    });
    expect(accounts.filter(({ reason }) => reason === 'no-ringing-before-the-message')).toHaveLength(2);
  });

  it('say how long callers wait, by time or position, inside the limits of the target', () => {
    const options = (more: Record<string, string[]>) => ({
      estimatedWaitMessageOptionsRead: [
        {
          enabled: ['true'],
          operatingMode: ['Time'],
          playPositionHighVolume: ['false'],
          playTimeHighVolume: ['true'],
          maximumPositions: ['5'],
          maximumWaitingMinutes: ['60'],
          defaultCallHandlingMinutes: ['5'],
          playUpdatedEWM: ['true'],
          timeBetweenEWMUpdatesSeconds: ['90'],
          ...more,
        },
      ],
    });
    const byTime = mapped(options({}), []);

    expect(byTime.waitMessage).toEqual({
      enabled: true,
      mode: 'TIME',
      mostMinutes: 60,
      callMinutes: 5,
      mostPositions: 10,
      highVolume: true,
      updates: true,
      updateSeconds: 90,
    });
    expect(byTime.why?.['waitMessage.mostPositions']).toMatchObject({ changed: true });
    expect(byTime.accounts.map(({ prefix }) => prefix)).toContainEqual(
      expect.stringContaining('estimatedWaitMessageOptionsRead.playPositionHighVolume'),
    );
    expect(mapped(options({ operatingMode: ['Position'] }), []).waitMessage).toMatchObject({
      mode: 'POSITION',
      highVolume: false,
    });
    expect(mapped(options({ operatingMode: ['Unheard of'] }), []).waitMessage).toBeUndefined();
  });

  it('stay as the target has them where nobody asked', () => {
    expect(mapped({}, []).messages).toBeUndefined();
  });
});

describe('announcements before what a queue does', () => {
  const mapped = (name: string, body: ReturnType<SourceResponse['body']>, files: readonly SourceAudio[]) => {
    const owner = { kind: 'serviceInstance', key: QUEUE } as const;
    const result = mapFeatures(
      contextWith(files, PUBLISHED, {
        instances: [sourceInstance({ userId: QUEUE, type: 'Call Center', name: 'Help' })],
        responses: [response(owner, `GroupCallCenter${name}GetResponse`, body)],
      }),
    );
    const setting = result.drafts.find(({ kind }) => kind === 'featureSetting');
    const queue = result.drafts.find(({ kind }) => kind === 'callQueue');
    return {
      setting: setting?.kind === 'featureSetting' ? setting : undefined,
      queue: queue?.kind === 'callQueue' ? queue : undefined,
      announcements: result.drafts.flatMap(({ kind, id }) => (kind === 'announcement' ? [id] : [])),
      losses: (result.losses ?? []).map(({ verdict, notice }) => `${verdict}: ${notice}`),
      accounts: result.accounts ?? [],
    };
  };
  const list = (...names: string[]) => [
    Object.fromEntries(names.map((name, index) => [`file${index + 1}`, [{ name: [name], mediaFileType: ['WAV'] }]])),
  ];
  const CLOSED = 'announcement:acme/north/closed.wav';

  it.each([
    ['HolidayService', { action: ['Busy'] }, 'playAnnouncementBeforeAction', 'holidayService'],
    ['NightService', { action: ['Busy'], forceNightService: ['true'] }, 'playAnnouncementBeforeAction', 'nightService'],
    [
      'ForcedForwarding',
      { isActive: ['true'], forwardToPhoneNumber: ['0101'] },
      'playAnnouncementBeforeForwarding',
      'forcedForward',
    ],
  ])('come along with the files of %s', (name, body, plays, setting) => {
    const found = mapped(
      name,
      { ...body, [plays]: ['true'], audioMessageSelection: ['File'], audioFileList: list('Closed', 'Closed') },
      [audio('closed.wav')],
    );

    expect(found.setting?.data).toMatchObject({ setting, announcement: true, audio: [CLOSED] });
    expect(found.setting?.why.audio).toMatchObject({
      rule: 'audio-by-name',
      sources: [expect.stringContaining('.audioMessageSelection'), expect.stringContaining('.audioFileList')],
    });
    expect(found.announcements).toEqual([CLOSED]);
  });

  it('are what stranded calls hear, a single file up to release 16', () => {
    const found = mapped(
      'StrandedCall',
      { action: ['Announcement'], audioMessageSelection: ['File'], audioFileDescription: ['closed.wav'] },
      [audio('closed.wav')],
    );

    expect(found.setting?.data).toMatchObject({ action: 'ANNOUNCEMENT', audio: [CLOSED] });
    expect(found.losses).toEqual([]);
  });

  it('of nights that somebody switches to by hand have a list of their own', () => {
    const body = { action: ['Busy'], forceNightService: ['true'], playAnnouncementBeforeAction: ['true'] };
    const byHand = { manualAudioMessageSelection: ['File'], manualAudioFileList: list('Strike') };
    const files = [audio('strike.wav')];
    const normal = { manualAnnouncementMode: ['Normal Announcement'] };
    const manual = { manualAnnouncementMode: ['Manual Announcement'] };

    expect(mapped('NightService', { ...body, ...byHand, ...manual }, files).setting?.data).toMatchObject({
      byHand: { active: true, audio: ['announcement:acme/north/strike.wav'] },
    });
    expect(mapped('NightService', { ...body, ...byHand, ...normal }, files).setting?.data).toMatchObject({
      byHand: { active: false, audio: ['announcement:acme/north/strike.wav'] },
    });
    expect(mapped('NightService', { ...body, ...normal }, files).setting?.data).not.toHaveProperty('byHand');
    // Nobody hears it now, so that nobody is told.
    expect(mapped('NightService', { ...body, ...byHand, ...normal }, []).losses).toEqual([]);
    expect(mapped('NightService', { ...body, ...byHand, ...manual }, []).losses).toEqual([
      expect.stringContaining('part: The night service of Help: callers hear the announcement of Webex: no audio file'),
    ]);
  });

  it('come before the overflow, and are spoken by the target where their audio is missing', () => {
    const body = {
      action: ['Busy'],
      playAnnouncementBeforeOverflowProcessing: ['true'],
      audioMessageSelection: ['File'],
      audioFileList: list('Closed'),
    };
    const found = mapped('Overflow', body, [audio('closed.wav')]);
    const missing = mapped('Overflow', body, []);

    expect(found.queue?.data.overflow).toMatchObject({ announcement: true, audio: [CLOSED] });
    expect(found.announcements).toEqual([CLOSED]);
    expect(found.losses).toEqual([]);
    expect(missing.queue?.data.overflow).toEqual({
      action: 'PERFORM_BUSY_TREATMENT',
      sendToVoicemail: false,
      announcement: true,
      unfound: true,
    });
    expect(missing.losses).toEqual([
      expect.stringContaining('part: The announcement before the overflow of Help is the one of Webex: no audio file'),
    ]);
    expect(missing.accounts).toContainEqual(expect.objectContaining({ reason: 'message-without-audio' }));
    expect(mapped('Overflow', { action: ['Busy'] }, []).queue?.data.overflow).not.toHaveProperty('announcement');
  });
});

describe('music on hold of a group', () => {
  const mapped = (body: ReturnType<SourceResponse['body']>, files: readonly SourceAudio[] = [], key = 'acme/north') => {
    const kind = key.split('/').length === 2 ? 'group' : 'department';
    const result = mapFeatures(
      contextWith(files, PUBLISHED, {
        responses: [response({ kind, key }, 'GroupMusicOnHoldGetInstanceResponse', body)],
      }),
    );
    const draft = result.drafts.find((one) => one.kind === 'locationMusic');
    return { music: draft?.data, losses: (result.losses ?? []).map(({ notice }) => notice) };
  };
  const custom = (holder: ReturnType<SourceResponse['body']>) => [
    { messageSourceSelection: ['Custom'], customSource: [holder] },
  ];

  it.each([
    ['from release 20 on', { source: custom({ audioFile: [{ name: ['Tune'] }] }) }],
    ['up to release 18', { source: custom({ audioFileDescription: ['tune.wav'], audioMediaType: ['WAV'] }) }],
    ['up to release 14sp4', { messageSelection: ['Custom'], audioFileDescription: ['tune.wav'] }],
  ])('plays its own file, %s', (_, body) => {
    expect(mapped(body, [audio('tune.wav')])).toEqual({
      music: { location: NORTH, enabled: true, announcement: 'announcement:acme/north/tune.wav' },
      losses: [],
    });
  });

  it('is written where it is off, and not where it is as the target begins', () => {
    const off = { isActiveDuringCallHold: ['false'], isActiveDuringCallPark: ['false'] };
    const on = { isActiveDuringCallHold: ['true'], source: [{ messageSourceSelection: ['System'] }] };

    expect(mapped(off).music).toEqual({ location: NORTH, enabled: false });
    expect(mapped(on)).toEqual({ music: undefined, losses: [] });
  });

  it.each([
    [{ isActiveDuringCallHold: ['true'], isActiveDuringCallPark: ['false'] }, /are parked hear music too/],
    [{ useAlternateSourceForInternalCalls: ['true'] }, /no second source/],
    [{ source: [{ messageSourceSelection: ['External'] }] }, /a device that plays music/],
    [{ source: custom({ audioFile: [{ name: ['Tune'] }] }) }, /no audio file called "Tune"/],
  ])('tells what does not come along: %j', (body, notice) => {
    expect(mapped(body).losses).toEqual([expect.stringMatching(notice)]);
  });

  it('is told of a department, which has none of its own in Webex', () => {
    expect(mapped({}, [], 'acme/north/Sales').losses).toEqual([expect.stringContaining('this department')]);
  });
});
