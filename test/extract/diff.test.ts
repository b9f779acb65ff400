import { expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import { diffSnapshots } from '../../src/extract/diff.ts';
import { listCoverage, readComparedEntities } from '../../src/store/compared-entities.ts';
import type { Db } from '../../src/store/open.ts';
import { captureOf } from './exchanges.ts';
import { extractInto, folderOf, newStore } from './extract-into.ts';

const exchange = (base: string, asked: string, answered: string) => ({
  request: `<command echo="" xsi:type="${base}Request" xmlns="">${asked}</command>`,
  response: `<command echo="" xsi:type="${base}Response" xmlns="">${answered}</command>`,
});
const list = (group: string, ...users: readonly string[]) =>
  exchange(
    'UserGetListInGroup',
    `<serviceProviderId>p</serviceProviderId><GroupId>${group}</GroupId>`,
    `<userTable><colHeading>User Id</colHeading><colHeading>Last Name</colHeading>${users.map((user) => `<row><col>${user}</col><col>${user}</col></row>`).join('')}</userTable>`,
  );
const forwarding = (user: string, to: string) =>
  exchange(
    'UserCallForwardingAlwaysGet',
    `<userId>${user}</userId>`,
    `<isActive>true</isActive><forwardToPhoneNumber>${to}</forwardToPhoneNumber>`,
  );

async function stored(...exchanges: Parameters<typeof captureOf>[0]): Promise<Db> {
  const db = newStore();
  await extractInto(db, ['a.xml'], { cwd: folderOf({ 'a.xml': captureOf(exchanges) }) });
  return db;
}

function diff(before: Db, after: Db): ReturnType<typeof diffSnapshots> {
  return diffSnapshots(
    readComparedEntities(before, FEATURE_SOURCE),
    readComparedEntities(after, FEATURE_SOURCE),
    listCoverage(after),
  );
}

it('says who came, who went and what became different since the last capture', async () => {
  const before = await stored(list('g', 'anna', 'ben', 'cleo'), list('h', 'dan'), forwarding('anna', '100'));
  const after = await stored(list('g', 'anna', 'cleo', 'zoe'), forwarding('anna', '200'));

  expect(diff(before, after)).toEqual({
    added: [{ kind: 'user', key: 'zoe' }],
    removed: [{ kind: 'user', key: 'ben' }],
    changed: [
      {
        kind: 'user',
        key: 'anna',
        fields: [
          {
            field: 'feature callForwardingAlways',
            before: { isActive: true, forwardToPhoneNumber: '100' },
            after: { isActive: true, forwardToPhoneNumber: '200' },
          },
        ],
      },
    ],
    // Group h and Dan: the new capture does not look there.
    notCovered: 2,
  });
});

it('finds nothing between a capture and itself', async () => {
  const db = await stored(list('g', 'anna', 'ben'), forwarding('ben', '1'));

  expect(diff(db, db)).toEqual({ added: [], removed: [], changed: [], notCovered: 0 });
});

it('does not take for a change what the new capture did not ask', async () => {
  const before = await stored(list('g', 'anna'), forwarding('anna', '100'));

  expect(diff(before, await stored(list('g', 'anna')))).toMatchObject({ added: [], removed: [], changed: [] });
});
