import { describe, expect, it } from 'vitest';
import type { Db } from '../../src/store/open.ts';
import { extractInto, featureRows, folderOf, newStore } from './extract-into.ts';

const documentOf = (session: string, ...commands: readonly string[]): string =>
  `<?xml version="1.0"?><BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="x"><sessionId xmlns="">${session}</sessionId>${commands.join('')}</BroadsoftDocument>\n`;
const command = (type: string, echo: string, content: string): string =>
  `<command echo="${echo}" xsi:type="${type}" xmlns="">${content}</command>`;
const ask = (user: string, echo = ''): string =>
  command('UserCallForwardingAlwaysGetRequest', echo, `<userId>${user}</userId>`);
const answer = (to: string, echo = ''): string =>
  command(
    'UserCallForwardingAlwaysGetResponse',
    echo,
    `<isActive>true</isActive><forwardToPhoneNumber>${to}</forwardToPhoneNumber>`,
  );
const waiting = (user: string): string => command('UserCallWaitingGetRequest', '', `<userId>${user}</userId>`);
const table = (name: string, headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<${name}>${headings.map((it) => `<colHeading>${it}</colHeading>`).join('')}${rows.map((row) => `<row>${row.map((it) => `<col>${it}</col>`).join('')}</row>`).join('')}</${name}>`;
/** Provider `p`, groups and users by their own words: `GroupGetResponse22V5` and `UserGetResponse22` name themselves. */
const world = (groups: readonly string[], users: readonly string[]): string =>
  documentOf(
    'world',
    ...groups.map((id) =>
      command('GroupGetResponse22V5', '', `<serviceProviderId>p</serviceProviderId><groupId>${id}</groupId>`),
    ),
    ...users.map((id) =>
      command(
        'UserGetResponse22',
        '',
        `<serviceProviderId>p</serviceProviderId><groupId>${groups[0]}</groupId><userId>${id}</userId>`,
      ),
    ),
  );

const USERS = ['anna@example.test', 'ben@example.test', '3'];

async function read(
  text: string,
): Promise<{ db: Db; orphans: number; conflicts: number; forwarding: Record<string, string> }> {
  const db = newStore();
  const { orphans, conflicts } = await extractInto(db, ['.'], {
    cwd: folderOf({ 'a.xml': world(['g', '1', '2'], USERS), 'b.xml': text }),
  });
  const rows = featureRows(db).map(({ owner_key, data }) => ({
    owner_key,
    target: (JSON.parse(data ?? '{}') as { forwardToPhoneNumber?: string }).forwardToPhoneNumber ?? '',
  }));
  return { db, orphans, conflicts, forwarding: Object.fromEntries(rows.map((row) => [row.owner_key, row.target])) };
}

describe('whom a response describes', () => {
  it('is what its request says, each session for itself', async () => {
    const { forwarding, orphans } = await read(
      documentOf('one', ask('anna@example.test')) +
        documentOf('two', ask('ben@example.test')) +
        documentOf('one', answer('100')) +
        documentOf('two', answer('200')),
    );

    expect(forwarding).toEqual({ 'anna@example.test': '100', 'ben@example.test': '200' });
    expect(orphans).toBe(0);
  });

  it('is the request of the same echo, out of order too', async () => {
    const { forwarding } = await read(
      documentOf('s', ask('anna@example.test', '1')) +
        documentOf('s', ask('ben@example.test', '2')) +
        documentOf('s', answer('200', '2')) +
        documentOf('s', answer('100', '1')),
    );

    expect(forwarding).toEqual({ 'anna@example.test': '100', 'ben@example.test': '200' });
  });

  it('is nobody when several requests fit several answers', async () => {
    const { forwarding, orphans } = await read(
      documentOf('s', ask('anna@example.test')) +
        documentOf('s', ask('ben@example.test')) +
        documentOf('s', answer('100')) +
        documentOf('s', answer('200')),
    );

    expect(forwarding).toEqual({});
    expect(orphans).toBe(2);
  });

  it('is nobody when the answer of one of two requests was lost', async () => {
    const { forwarding, orphans } = await read(
      documentOf('s', ask('anna@example.test')) +
        documentOf('s', ask('ben@example.test')) +
        documentOf('s', answer('200')),
    );

    expect({ forwarding, orphans }).toEqual({ forwarding: {}, orphans: 1 });
  });

  it('is nobody when another question comes between two answers that fit two requests', async () => {
    const { db, forwarding, orphans } = await read(
      documentOf('s', ask('anna@example.test')) +
        documentOf('s', ask('ben@example.test')) +
        documentOf('s', answer('100')) +
        documentOf('s', waiting('anna@example.test')) +
        documentOf('s', answer('200')) +
        documentOf('s', command('UserCallWaitingGetResponse', '', '<isActive>true</isActive>')),
    );

    expect(forwarding).toEqual({ 'anna@example.test': '' });
    expect(orphans).toBe(2);
    expect(db.prepare(`SELECT kind, count(*) AS n FROM extract_issue WHERE code = 'pairing-contested'`).get()).toEqual({
      kind: 'warning',
      n: 2,
    });
  });

  it('is decided in the order of reading, though an answer waits for its rivals', async () => {
    const error =
      '<command type="Error" echo="" xsi:type="c:ErrorResponse" xmlns:c="C" xmlns=""><summary>[Error 4008] x</summary></command>';
    const { db } = await read(
      documentOf('s', ask('anna@example.test')) +
        documentOf('s', waiting('anna@example.test')) +
        documentOf('s', error) +
        documentOf('t', ask('anna@example.test')) +
        documentOf('t', answer('100')) +
        documentOf('s', command('UserCallWaitingGetResponse', '', '<isActive>true</isActive>')),
    );

    expect(
      db.prepare(`SELECT state FROM response WHERE base LIKE 'UserCallForwarding%' AND current = 1`).all(),
    ).toEqual([{ state: 'read' }]);
  });

  it('is not the request without echo when the answer has one', async () => {
    const { forwarding, conflicts } = await read(
      documentOf('s', ask('anna@example.test')) + documentOf('s', answer('200', 'ben@example.test')),
    );

    expect({ forwarding, conflicts }).toEqual({ forwarding: { 'ben@example.test': '200' }, conflicts: 0 });
  });

  it('is never the entity before', async () => {
    const { forwarding, orphans } = await read(
      documentOf('s', ask('anna@example.test')) + documentOf('s', answer('100')) + documentOf('s', answer('200')),
    );

    expect(forwarding).toEqual({ 'anna@example.test': '100' });
    expect(orphans).toBe(1);
  });

  it('is the user that the echo names, encoded or not, in any case', async () => {
    const { forwarding, orphans } = await read(
      documentOf('s', answer('100', 'Anna@example.test'), answer('200', 'ben%40example.test')),
    );

    expect(forwarding).toEqual({ 'anna@example.test': '100', 'ben@example.test': '200' });
    expect(orphans).toBe(0);
  });

  it('is not read from an echo when another echo of the stream names nobody', async () => {
    const { forwarding, orphans } = await read(documentOf('s', answer('100', '3'), answer('200', '4')));

    expect(forwarding).toEqual({});
    expect(orphans).toBe(2);
  });

  it('is not read from a counter that happens to be an id, when the stream counts in its paired echoes', async () => {
    const { forwarding } = await read(
      documentOf('s', ask('anna@example.test', '7')) +
        documentOf('s', answer('100', '7')) +
        documentOf('s', answer('999', '3')),
    );

    expect(forwarding).toEqual({ 'anna@example.test': '100' });
  });

  it('is nobody, and a conflict in every run, when request and echo name different users', async () => {
    const db = newStore();
    const cwd = folderOf({
      'a.xml': world(['g'], USERS),
      'b.xml':
        documentOf('s', ask('anna@example.test', 'ben@example.test')) +
        documentOf('s', answer('100', 'ben@example.test')),
      'c.xml': world(['h'], []),
    });
    const first = await extractInto(db, ['a.xml', 'b.xml'], { cwd });
    const again = await extractInto(db, ['c.xml'], { cwd });

    expect(featureRows(db)).toEqual([]);
    expect([first, again].map(({ conflicts, orphans }) => ({ conflicts, orphans }))).toEqual([
      { conflicts: 1, orphans: 1 },
      { conflicts: 1, orphans: 1 },
    ]);
  });

  it('is nobody when the content contradicts the order, and the rest of the document is not trusted', async () => {
    const self = command(
      'UserGetResponse22',
      '',
      '<serviceProviderId>p</serviceProviderId><groupId>g</groupId><userId>ben@example.test</userId><title>Chef</title>',
    );
    const { db, forwarding, conflicts, orphans } = await read(
      documentOf('s', command('UserGetRequest22', '', '<userId>anna@example.test</userId>'), ask('anna@example.test')) +
        documentOf('s', self, answer('100')),
    );

    expect(forwarding).toEqual({});
    expect({ conflicts, orphans }).toEqual({ conflicts: 1, orphans: 2 });
    expect(db.prepare(`SELECT key FROM bw_user WHERE data LIKE '%Chef%'`).all()).toEqual([]);
  });

  it('is nobody when the content contradicts a request of the same echo, though the echo names a user', async () => {
    const self = command(
      'UserGetResponse22',
      'anna@example.test',
      '<serviceProviderId>p</serviceProviderId><groupId>g</groupId><userId>ben@example.test</userId><title>Chef</title>',
    );
    const { db, conflicts, orphans } = await read(
      documentOf('s', command('UserGetRequest22', 'anna@example.test', '<userId>anna@example.test</userId>')) +
        documentOf('s', self),
    );

    expect({ conflicts, orphans }).toEqual({ conflicts: 1, orphans: 1 });
    expect(db.prepare(`SELECT key FROM bw_user WHERE data LIKE '%Chef%'`).all()).toEqual([]);
  });

  it('is found for a bare group name only where one provider has it', async () => {
    const listOf = (echo: string): string =>
      command(
        'UserGetListInGroupResponse',
        echo,
        table('userTable', ['User Id', 'Last Name'], [['zoe@example.test', 'Z']]),
      );
    const one = await read(documentOf('s', listOf('g')));
    const other = command('GroupGetResponse22V5', '', '<serviceProviderId>q</serviceProviderId><groupId>g</groupId>');
    const two = await read(documentOf('q', other) + documentOf('s', listOf('g')));

    expect(one.orphans).toBe(0);
    expect(one.db.prepare(`SELECT group_key AS g FROM bw_user WHERE key LIKE 'zoe%'`).get()).toEqual({ g: 'p/g' });
    expect(two.orphans).toBe(1);
  });

  it('is resolved later, when the list that names it arrives', async () => {
    const db = newStore();
    const cwd = folderOf({
      'b.xml': documentOf('s', answer('100', 'anna@example.test')),
      'world.xml': world(['g'], USERS),
    });
    const before = await extractInto(db, ['b.xml'], { cwd });
    const after = await extractInto(db, ['world.xml'], { cwd });

    expect([before.orphans, after.orphans]).toEqual([1, 0]);
  });

  it('is a service instance when the lists say so', async () => {
    const list = command(
      'GroupHuntGroupGetInstanceListResponse',
      '',
      table('huntGroupTable', ['Service User Id', 'Name', 'Is Active'], [['hg@example.test', 'Sales', 'true']]),
    );
    const { db } = await read(
      documentOf(
        's',
        command(
          'GroupHuntGroupGetInstanceListRequest',
          '',
          '<serviceProviderId>p</serviceProviderId><groupId>g</groupId>',
        ),
      ) +
        documentOf('s', list) +
        documentOf('s', ask('hg@example.test')) +
        documentOf('s', answer('100')),
    );

    expect(featureRows(db).map(({ owner_kind: kind, owner_key: key }) => ({ kind, key }))).toEqual([
      { kind: 'serviceInstance', key: 'hg@example.test' },
    ]);
  });

  it('of an error is known by its request alone', async () => {
    const error =
      '<command type="Error" echo="" xsi:type="c:ErrorResponse" xmlns:c="C" xmlns=""><summary>[Error 4008] User not found: x</summary></command>';
    const { db } = await read(
      documentOf('s', ask('anna@example.test')) + documentOf('s', error) + documentOf('s', error),
    );

    expect(
      db
        .prepare(
          `SELECT base, state, owner_key AS owner, error_code AS code FROM response WHERE state = 'error' ORDER BY id`,
        )
        .all(),
    ).toEqual([
      { base: 'UserCallForwardingAlwaysGetResponse', state: 'error', owner: 'anna@example.test', code: '4008' },
      { base: 'ErrorResponse', state: 'error', owner: null, code: '4008' },
    ]);
  });
});

it('pairs by echo alone once a command of the session could not be read: its answer may be any that follows', async () => {
  const db = newStore();
  const capture =
    documentOf('s', ask('anna@x')) +
    documentOf('s', answer('111').replace('Response', 'Resp_nse')) +
    documentOf('s', ask('bob@x').replace('Request', 'Req_est')) +
    documentOf('s', answer('222')) +
    documentOf('s', ask('carl@x', '3')) +
    documentOf('s', answer('333', '3')) +
    documentOf('t', ask('dora@x')) +
    documentOf('t', answer('444'));
  await extractInto(db, ['a.xml'], { cwd: folderOf({ 'a.xml': capture }) });

  expect(db.prepare('SELECT owner_key FROM settled_response ORDER BY id').pluck().all()).toEqual([
    null,
    'carl@x',
    'dora@x',
  ]);
});
