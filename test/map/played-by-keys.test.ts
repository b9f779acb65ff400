import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/drafts.ts';
import type { AutoAttendantKey, AutoAttendantMenu } from '../../src/domain/source.ts';
import type { SourceAudio } from '../../src/domain/source-audio.ts';
import { sourceFeature, sourceInstance, sourceUser } from '../builders/source-builders.ts';
import { answered, mapParts } from './map-inputs.ts';

const MAIN = 'menu@acme.example.test';
const OFFICE = { type: 'Group', name: 'Every Day All Day' };
const HOURS: SourceAudio = {
  path: 'captures/acme/north/hours.wav',
  inside: 'acme/north/hours.wav',
  digest: 'hours',
  bytes: 800,
  format: { container: 'WAV', coding: 'PCM', channels: 1, sampleRate: 8000, bits: 16 },
  groupKey: 'acme/north',
};
const ID = 'announcement:acme/north/hours';
const PLAYS: AutoAttendantKey = {
  key: '7',
  action: 'Play Announcement',
  description: 'Hours',
  audioFile: { name: 'hours' },
};

const menu = (...keys: readonly AutoAttendantKey[]): AutoAttendantMenu => ({ announcementSelection: 'Default', keys });

function parts(businessHoursMenu: AutoAttendantMenu, submenus: Readonly<Record<string, AutoAttendantMenu>> = {}) {
  return {
    users: [sourceUser()],
    instances: [sourceInstance({ userId: MAIN, type: 'Auto Attendant', name: 'Main', extension: '0100' })],
    audio: [HOURS],
    features: [
      sourceFeature(MAIN, 'autoAttendant', { businessHours: OFFICE, businessHoursMenu, afterHoursMenu: menu() }),
      sourceFeature(MAIN, 'submenuMenus', {
        parts: Object.entries(submenus).map(([name, content]) => ({ name, state: 'read', content })),
      }),
    ],
  };
}

const published = (assign: Readonly<Record<string, Readonly<Record<string, string>>>> = {}) => ({
  announcements: { baseUri: 'https://audio.example.test', assign },
});

function attendant(drafts: readonly Draft[]) {
  const found = drafts.find(({ id }) => id === `autoAttendant:${MAIN}`);
  if (found?.kind !== 'autoAttendant') throw new Error('no attendant');
  return found;
}

describe('a key that plays an announcement', () => {
  it('plays the file that lies beside the captures, which is published with the greetings', () => {
    const { drafts, losses } = mapParts(parts(menu(PLAYS)), published());

    expect(attendant(drafts).data.businessHoursMenu.keys).toEqual([
      { key: '7', action: 'PLAY_ANNOUNCEMENT', description: 'Hours', announcement: ID },
    ]);
    expect(drafts.find(({ id }) => id === ID)?.data).toMatchObject({ fileName: 'hours.wav' });
    expect(losses.filter(({ service }) => service === 'Auto Attendant')).toEqual([]);
  });

  it('plays what migration.yaml assigns to it, and not what it assigns to its menu', () => {
    const silent = menu({ key: '7', action: 'Play Announcement' });
    const ofKey = published({ [MAIN]: { 'key/businessHoursMenu/7': 'acme/north/hours.wav' } });
    const ofMenu = published({ [MAIN]: { businessHoursMenu: 'acme/north/hours.wav' } });

    expect(attendant(mapParts(parts(silent), ofKey).drafts).data.businessHoursMenu.keys).toHaveLength(1);
    expect(attendant(mapParts(parts(silent), ofMenu).drafts).data.businessHoursMenu.keys).toEqual([]);
  });

  it.each([
    {
      name: 'nothing says which file',
      key: { key: '7', action: 'Play Announcement' },
      notice: 'does not name its file',
    },
    {
      name: 'the file is missing',
      key: { ...PLAYS, audioFile: { name: 'gone' } },
      notice: 'no audio file called "gone"',
    },
  ])('is a loss with its reason where $name', ({ key, notice }) => {
    const { drafts, losses } = mapParts(parts(menu(key)), published());

    expect(attendant(drafts).data.businessHoursMenu.keys).toEqual([]);
    expect(losses.map((each) => each.notice)).toContainEqual(expect.stringContaining(notice));
    expect(drafts.filter(({ kind }) => kind === 'announcement')).toEqual([]);
  });

  it('is not uploaded for a menu that is not made, for nobody would hear it', () => {
    const source = parts(menu({ key: '2', action: 'Transfer To Submenu', submenuId: 'Hours' }), { Hours: menu(PLAYS) });
    const made = mapParts(source, published());
    const refused = mapParts(source, published(), answered(made, 'invented-extension', 'none'));
    const announcements = ({ drafts }: typeof made) => drafts.filter(({ kind }) => kind === 'announcement');

    expect(announcements(made)).toHaveLength(1);
    expect(announcements(refused)).toEqual([]);
  });
});
