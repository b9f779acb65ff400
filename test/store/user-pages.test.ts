import { describe, expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import { pagedByUser } from '../../src/store/user-pages.ts';
import { extractInto, folderOf, newStore } from '../extract/extract-into.ts';
import { randomSource } from '../scripts/generate/random-source.mjs';
import { writeCapture } from '../scripts/generate/write-capture.mjs';

const keys = Array.from({ length: 1100 }, (_, index) => `u${index}`);

function paged() {
  const loads: number[] = [];
  const of = pagedByUser(keys, (some) => {
    loads.push(some.length);
    return new Map(some.filter((key) => key !== 'u7').map((key) => [key, `${key}!`]));
  });
  return { of, loads };
}

describe('pages of users', () => {
  it('hold everybody once, the last of a page and the first of the next too', () => {
    const { of, loads } = paged();

    expect(keys.map(of)).toEqual(keys.map((key) => (key === 'u7' ? undefined : `${key}!`)));
    expect(loads.reduce((sum, some) => sum + some, 0)).toBe(keys.length);
    expect(loads.length).toBeLessThan(10);
  });

  it('are dropped once several others were read, and read again when somebody asks', () => {
    const { of, loads } = paged();
    keys.forEach(of);
    const before = loads.length;

    expect(of('u0')).toBe('u0!');
    expect(loads).toHaveLength(before + 1);
    expect(of('u1')).toBe('u1!');
    expect(loads).toHaveLength(before + 1);
  });

  it('are read for nobody who is no user', () => {
    const { of, loads } = paged();

    expect(of('somebody')).toBeUndefined();
    expect(loads).toEqual([]);
  });
});

describe('a customer of several pages', () => {
  it('says of each user what it says of that user alone', async () => {
    const parts: Buffer[] = [];
    writeCapture(randomSource({ seed: 11, users: 520, groups: 2 }), (bytes) => parts.push(bytes), { requests: true });
    const db = newStore();
    await extractInto(db, ['a.xml'], { cwd: folderOf({ 'a.xml': Buffer.concat(parts) }) });
    const reader = sourceReader(db, FEATURE_SOURCE);
    const [handle] = reader.customers();
    if (handle === undefined) throw new Error('no customer');
    const whole = reader.load(handle);
    const names = ['callForwardingAlways', 'voicemail', 'doNotDisturb', 'callWaiting'] as const;
    const bases = [
      'UserGetResponse',
      'UserServiceGetAssignmentListResponse',
      'UserVoiceMessagingUserGetGreetingResponse',
    ];

    expect(whole.users).toHaveLength(520);
    expect(whole.users.filter(({ services }) => services.length > 0).length).toBeGreaterThan(400);
    for (const user of whole.users) {
      const alone = reader.user(user.key);
      const ref = { kind: 'user', key: user.key } as const;
      const [own] = alone?.users ?? [];
      expect([user.services, user.packs]).toEqual([own?.services, own?.packs]);
      expect(names.map((name) => whole.feature(user.key, name))).toEqual(
        names.map((name) => alone?.feature(user.key, name)),
      );
      expect(bases.map((base) => whole.readState(ref, base))).toEqual(bases.map((base) => alone?.readState(ref, base)));
    }
  }, 60_000);
});
