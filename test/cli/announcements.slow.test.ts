import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { wave } from '../builders/wave.ts';
import { type CliResult, emptyFolder, parseJson, ROOT, runCli, UNPACED } from './run-cli.ts';

const GROUP = 'brightwater/portland-hq';
const ATTENDANT = 'aa.main@brightwater.example.test';
const QUEUE = 'cc.service@brightwater.example.test';
const TOM = '5035550110@brightwater.example.test';

/** The sample with greetings of its own: three files lie beside it, the fourth is missing. */
function capture(): string {
  const folder = join(emptyFolder(), 'capture');
  cpSync(join(ROOT, 'samples/enterprise'), folder, { recursive: true });
  const attendant = readFileSync(join(folder, 'portland-hq/instances.xml'), 'latin1')
    .split('\n')
    .find((line) => line.includes('GroupAutoAttendantGetInstanceResponse20') && line.includes(ATTENDANT));
  const own = (attendant ?? '').replace(
    '<businessHoursMenu><announcementSelection>Default</announcementSelection>',
    `<businessHoursMenu><announcementSelection>Personal</announcementSelection>${file('audioFile', 'Welcome')}`,
  );
  const music = (name: string): string =>
    `<source><messageSourceSelection>Custom</messageSourceSelection><customSource>${file('audioFile', name)}</customSource></source>`;
  const queue = `<playEntranceMessage>true</playEntranceMessage><mandatoryEntranceMessage>true</mandatoryEntranceMessage><entranceAudioMessageSelection>File</entranceAudioMessageSelection><entranceMessageAudioFileList>${file('file1', 'Queue')}</entranceMessageAudioFileList><playPeriodicComfortMessage>true</playPeriodicComfortMessage><timeBetweenComfortMessagesSeconds>30</timeBetweenComfortMessagesSeconds><periodicComfortAudioMessageSelection>File</periodicComfortAudioMessageSelection><periodicComfortMessageAudioFileList>${file('file1', 'Patience')}</periodicComfortMessageAudioFileList><enableMediaOnHoldForQueuedCalls>true</enableMediaOnHoldForQueuedCalls><mediaOnHoldSource><audioMessageSelection>Default</audioMessageSelection></mediaOnHoldSource>`;
  const night = `<action>Busy</action><forceNightService>true</forceNightService><allowManualOverrideViaFAC>false</allowManualOverrideViaFAC><playAnnouncementBeforeAction>true</playAnnouncementBeforeAction><audioMessageSelection>File</audioMessageSelection><audioFileList>${file('file1', 'Closed')}</audioFileList><videoMessageSelection>Default</videoMessageSelection><manualAnnouncementMode>Normal Announcement</manualAnnouncementMode><manualAudioMessageSelection>Default</manualAudioMessageSelection><manualVideoMessageSelection>Default</manualVideoMessageSelection>`;
  const overflow = `<action>Ringing</action><overflowAfterTimeout>false</overflowAfterTimeout><timeoutSeconds>30</timeoutSeconds><playAnnouncementBeforeOverflowProcessing>true</playAnnouncementBeforeOverflowProcessing><audioMessageSelection>File</audioMessageSelection><audioFileList>${file('file1', 'Queue')}</audioFileList>`;
  const group = `<serviceUserId>moh@brightwater.example.test</serviceUserId><isActiveDuringCallHold>true</isActiveDuringCallHold><isActiveDuringCallPark>true</isActiveDuringCallPark><isActiveDuringBusyCampOn>false</isActiveDuringBusyCampOn><enableVideo>false</enableVideo>${music('welcome.wav')}<useAlternateSourceForInternalCalls>false</useAlternateSourceForInternalCalls>`;
  const person = `<enableVideo>false</enableVideo>${music('Queue')}<useAlternateSourceForInternalCalls>false</useAlternateSourceForInternalCalls>`;
  const audio = join(folder, 'zz-audio');
  mkdirSync(join(audio, GROUP), { recursive: true });
  writeFileSync(
    join(folder, 'zz-greetings.xml'),
    [
      '<?xml version="1.0" encoding="ISO-8859-1"?>',
      '<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
      own,
      answer(QUEUE, 'GroupCallCenterGetAnnouncementResponse22', queue),
      answer(QUEUE, 'GroupCallCenterNightServiceGetResponse20', night),
      answer(QUEUE, 'GroupCallCenterOverflowGetResponse20', overflow),
      answer(GROUP, 'GroupMusicOnHoldGetInstanceResponse20', group),
      answer(TOM, 'UserMusicOnHoldUserGetResponse20', person),
      '</BroadsoftDocument>',
    ].join('\n'),
    'latin1',
  );
  writeFileSync(join(audio, GROUP, 'welcome.wav'), wave(1));
  writeFileSync(join(audio, 'queue.wav'), wave(2));
  writeFileSync(join(audio, 'closed.wav'), wave(3));
  return folder;
}

function file(element: string, name: string): string {
  return `<${element}><name>${name}</name><mediaFileType>WAV</mediaFileType><level>Group</level></${element}>`;
}

function answer(echo: string, type: string, body: string): string {
  return `<command echo="${echo}" xsi:type="${type}" xmlns="">${body}</command>`;
}

interface Planned {
  readonly kind: string;
  readonly label: string;
  readonly action: string;
  readonly request?: { readonly body?: unknown };
}

describe('announcements, from the captures to Webex and back', () => {
  let folder: string;
  let ran: CliResult;
  const inFolder = (words: readonly string[]) => runCli(['-C', folder, ...words]);

  beforeAll(async () => {
    folder = emptyFolder();
    writeFileSync(
      join(folder, 'migration.yaml'),
      `partner:\n  provisioningId: template\nannouncements:\n  baseUri: https://audio.example.test/brightwater/\n  files: zz-audio\n${UNPACED}`,
    );
    ran = await inFolder(['run', capture(), '--sandbox', '--yes', '--allow-blocked']);
  }, 240_000);

  it('records the audio, plays it where it was played, and tells what is missing', async () => {
    expect(ran.stderr + ran.stdout).toMatch(/3 audio files/);
    expect(ran.code).toBe(0);
    const told = (await inFolder(['explain', QUEUE, '--format', 'json'])).stdout;
    expect(told).toContain('no audio file called \\"Patience\\" lies beside the captures');
    const attendant = (await inFolder(['explain', ATTENDANT, '--format', 'json'])).stdout;
    expect(attendant).toContain('audio-by-name');
  });

  it('made one announcement for each file of a location, whoever plays it', async () => {
    const made = parseJson((await inFolder(['plan', '--sandbox', '--requests', '--format', 'json'])).stdout);
    const steps = made.items as readonly Planned[];
    const audio = steps.filter(({ kind }) => kind === 'announcement');

    expect(audio.map(({ label, action }) => `${label}: ${action}`).sort()).toEqual([
      'announcement closed: unchanged',
      'announcement queue: unchanged',
      'announcement welcome: unchanged',
    ]);
    expect(steps.filter(({ kind }) => kind === 'locationMusic').map(({ action }) => action)).toEqual(['unchanged']);
  });

  it('says before the night and the overflow of a queue what was said there', async () => {
    const made = parseJson((await inFolder(['plan', '--sandbox', '--format', 'json'])).stdout);
    const steps = made.items as readonly Planned[];
    const night = steps.find(({ label }) => label === 'night service of call queue Service Desk');
    const queue = steps.find(({ label }) => label === 'call queue Service Desk');
    expect([night?.action, queue?.action]).toEqual(['unchanged', 'unchanged']);

    const nightStory = (await inFolder(['logs', night?.label ?? '', '--sandbox', '--format', 'json'])).stdout;
    const queueStory = (await inFolder(['logs', queue?.label ?? '', '--sandbox', '--format', 'json'])).stdout;
    expect(nightStory).toMatch(/"audioMessageSelection": "CUSTOM"[\s\S]*"fileName": "closed\.wav"/);
    expect(queueStory).toMatch(
      /"overflow": \{[^}]*"greeting": "CUSTOM"[^}]*"name": "queue"[\s\S]*"playOverflowGreetingEnabled": true/,
    );
  });

  it('plans what plays a file that was found later, though its announcement is not there yet', async () => {
    const captured = capture();
    writeFileSync(join(captured, 'zz-audio', 'patience.wav'), wave(4));
    for (const words of [['extract', captured], ['map'], ['precheck']]) {
      expect((await inFolder(words)).stderr).not.toContain('Error');
    }
    const { stdout } = await inFolder(['plan', '--sandbox', '--requests']);

    expect(stdout).toContain('+ announcement patience');
    expect(stdout).toMatch(/~ call queue Service Desk.*\n?.*audio/);
    expect(stdout).toContain('<announcementId of ');

    const carried = (await inFolder(['provision', '--sandbox', '--yes', '--format', 'json'])).stdout;
    const { announcement, callQueue } = parseJson(carried.trim().split('\n').at(-1) ?? '').byKind as Record<
      string,
      Record<string, number>
    >;
    expect(announcement).toMatchObject({ created: 1, unchanged: 3 });
    expect(callQueue).toMatchObject({ changed: 1 });
  });

  it('verifies that everything arrived, and takes it back', async () => {
    const verified = await inFolder(['verify', '--sandbox']);
    expect(verified.stdout).not.toContain('announcement');
    expect(verified.code).toBe(0);

    const back = await inFolder(['rollback', '--sandbox', '--yes']);
    expect(back.stdout).toMatch(/Would be removed[\s\S]*announcement welcome/);
    expect(back.stdout).toContain('music on hold of Brightwater Portland HQ');
    expect(back.stdout).not.toContain('needed by announcement');
  });
});
