import { expect, it } from 'vitest';
import { runExtract } from '../../src/extract/run-extract.ts';
import { snapshotRepository } from '../../src/store/snapshot-repository.ts';
import { temporaryShelf } from '../../src/store/temporary-shelf.ts';
import { randomSource } from '../scripts/generate/random-source.mjs';
import { writeCapture } from '../scripts/generate/write-capture.mjs';
import { context, extractInto, folderOf, newStore, projectedRows, SAMPLES } from './extract-into.ts';

/** More than are read at a time, and no multiple of it. */
const USERS = 130;

function generated(seed: number): string {
  const parts: Buffer[] = [];
  writeCapture(randomSource({ seed, users: USERS, groups: 4 }), (bytes) => parts.push(bytes), { requests: true });
  return folderOf({ 'a.xml': Buffer.concat(parts) });
}

/** Nobody asked about a single user. */
function listsOnly(): string {
  const table = (group: number): string =>
    Array.from(
      { length: 20 },
      (_, n) => `<row><col>u${n}@g${group}.test</col><col>Last ${n}</col><col>+1-503555${group}1${n + 10}</col></row>`,
    ).join('');
  const list = (group: number): string =>
    `<BroadsoftDocument protocol="OCI" xmlns="C"><sessionId>s</sessionId><command xmlns="" echo="p/g${group}" xsi:type="UserGetListInGroupResponse" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><userTable><colHeading>User Id</colHeading><colHeading>Last Name</colHeading><colHeading>Phone Number</colHeading>${table(group)}</userTable></command></BroadsoftDocument>`;
  const groups =
    '<BroadsoftDocument protocol="OCI" xmlns="C"><sessionId>s</sessionId><command xmlns="" echo="p" xsi:type="GroupGetListInServiceProviderResponse" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><groupTable><colHeading>Group Id</colHeading><row><col>g1</col></row><row><col>g2</col></row></groupTable></command></BroadsoftDocument>';
  const providers =
    '<BroadsoftDocument protocol="OCI" xmlns="C"><sessionId>s</sessionId><command xmlns="" echo="" xsi:type="ServiceProviderGetListResponse" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><serviceProviderTable><colHeading>Service Provider Id</colHeading><row><col>p</col></row></serviceProviderTable></command></BroadsoftDocument>';
  return folderOf({ 'lists.xml': [providers, groups, list(1), list(2)].join('\n') });
}

/** Settles with next to nothing in memory. */
async function withFewInMemory(sources: readonly string[], cwd: string) {
  const db = newStore();
  const store = { ...snapshotRepository(db), shelf: () => temporaryShelf(db, 4) };
  const summary = await runExtract(context, { sources, cwd }, { store });
  return { db, summary };
}

it.each([
  ['a sample', ['enterprise'], SAMPLES],
  ['a service provider', ['service-provider'], SAMPLES],
  ['a generated capture', ['a.xml'], generated(5)],
  ['lists alone', ['lists.xml'], listsOnly()],
])('ends in the same rows when hardly anything fits into memory: %s', async (_, sources, cwd) => {
  const usual = newStore();
  const expected = await extractInto(usual, sources, { cwd });
  const { db, summary } = await withFewInMemory(sources, cwd);

  expect(summary).toEqual(expected);
  const rows = projectedRows(db);
  expect(rows.bw_user?.length).toBeGreaterThan(5);
  expect(rows).toEqual(projectedRows(usual));
});

it('reads every user, however many pages of them there are', async () => {
  const db = newStore();
  await extractInto(db, ['a.xml'], { cwd: generated(9) });

  const states = db.prepare(`SELECT data ->> 'detail' AS state, count(*) AS users FROM bw_user GROUP BY 1`).all();
  expect(states).toEqual([{ state: 'read', users: USERS }]);
});
