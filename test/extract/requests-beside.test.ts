import { expect, it } from 'vitest';
import type { Db } from '../../src/store/open.ts';
import { documentOf } from './exchanges.ts';
import { extractInto, featureRows, folderOf, newStore } from './extract-into.ts';

const ask = (user: string, echo = ''): string =>
  `<command echo="${echo}" xsi:type="UserCallForwardingAlwaysGetRequest" xmlns=""><userId>${user}</userId></command>`;
const answer = (echo = ''): string =>
  `<command echo="${echo}" xsi:type="UserCallForwardingAlwaysGetResponse" xmlns=""><isActive>false</isActive></command>`;
const WORLD = documentOf(
  ['anna', 'ben'].map(
    (id) =>
      `<command echo="" xsi:type="UserGetResponse22" xmlns=""><serviceProviderId>p</serviceProviderId><groupId>g</groupId><userId>${id}</userId></command>`,
  ),
);
const owners = (db: Db): string[] =>
  featureRows(db)
    .map(({ owner_key: key }) => key)
    .sort();

it('an answer belongs to whom the request file beside it asked about, though two users answer alike', async () => {
  const db = newStore();
  const cwd = folderOf({
    'world.xml': WORLD,
    'a/1.xml': documentOf([ask('anna')], 'mine'),
    'a/1.xml.response.xml': documentOf([answer()], 'theirs'),
    'a/2.xml': documentOf([ask('ben')], 'mine'),
    'a/2.xml.response.xml': documentOf([answer()], 'theirs'),
  });
  const first = await extractInto(db, ['world.xml', 'a'], { cwd });
  const again = await extractInto(db, ['world.xml', 'a'], { cwd });

  expect(owners(db)).toEqual(['anna', 'ben']);
  expect(first).toMatchObject({ orphans: 0, files: { read: 3, skipped: 2 } });
  expect(again.files).toEqual({ read: 0, skipped: 5 });
});

it('nobody is taken when several documents were asked and their answers cannot be told apart', async () => {
  const db = newStore();
  const cwd = folderOf({
    'world.xml': WORLD,
    'a/1.xml': documentOf([ask('anna')]) + documentOf([ask('ben')]),
    'a/1.xml.response.xml': documentOf([answer()]),
  });
  const summary = await extractInto(db, ['world.xml', 'a'], { cwd });

  expect(owners(db)).toEqual([]);
  expect(summary.orphans).toBe(1);
});

it('echoes that differ tell them apart', async () => {
  const db = newStore();
  const cwd = folderOf({
    'world.xml': WORLD,
    'a/1.xml': documentOf([ask('anna', 'x1')]) + documentOf([ask('ben', 'x2')]),
    'a/1.xml.response.xml': documentOf([answer('x2')]),
  });
  await extractInto(db, ['world.xml', 'a'], { cwd });

  expect(owners(db)).toEqual(['ben']);
});

it('a response that names somebody else than the request beside it is a conflict and belongs to nobody', async () => {
  const db = newStore();
  const self = `<command echo="" xsi:type="UserGetResponse22" xmlns=""><serviceProviderId>p</serviceProviderId><groupId>g</groupId><userId>ben</userId></command>`;
  const cwd = folderOf({
    '1.xml': documentOf(['<command echo="" xsi:type="UserGetRequest22" xmlns=""><userId>anna</userId></command>']),
    '1.xml.response.xml': documentOf([self]),
  });
  const summary = await extractInto(db, ['.'], { cwd });

  expect(db.prepare('SELECT key FROM bw_user').all()).toEqual([]);
  expect(summary).toMatchObject({ conflicts: 1, orphans: 1 });
});
