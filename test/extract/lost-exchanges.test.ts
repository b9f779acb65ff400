import { describe, expect, it } from 'vitest';
import { documentOf } from './exchanges.ts';
import { extractInto, folderOf, newStore } from './extract-into.ts';

const GROUP = '<serviceProviderId>p</serviceProviderId><groupId>g</groupId>';
const request = (user: string, odd = ''): string =>
  `<command echo="" xsi:type="UserDoNotDisturbGetRequest" xmlns=""><userId>${user}</userId>${odd}</command>`;
const response = (active: boolean, odd = ''): string =>
  `<command echo="" xsi:type="UserDoNotDisturbGetResponse" xmlns=""><isActive>${active}</isActive>${odd}</command>`;
const ODD = '<__proto__/>';
const LIST = [
  documentOf([
    `<command echo="" xsi:type="UserGetListInGroupRequest" xmlns="">${GROUP.replace('groupId>g</groupId', 'GroupId>g</GroupId')}</command>`,
  ]),
  documentOf([
    `<command echo="" xsi:type="UserGetListInGroupResponse" xmlns=""><userTable><colHeading>User Id</colHeading>${['anna', 'ben', 'cleo', 'dora'].map((user) => `<row><col>${user}@x</col></row>`).join('')}</userTable></command>`,
  ]),
];

async function read(documents: readonly string[]) {
  const db = newStore();
  const summary = await extractInto(db, ['a.xml'], { cwd: folderOf({ 'a.xml': [...LIST, ...documents].join('') }) });
  const rows = db
    .prepare<[], { key: string | null; body: string }>(
      `SELECT owner_key AS key, body FROM response WHERE base = 'UserDoNotDisturbGetResponse' ORDER BY offset`,
    )
    .all();
  const owners = rows.map(({ key, body }) => `${key ?? 'nobody'} ${JSON.parse(body).isActive[0]}`);
  return { owners, messages: summary.issues.map(({ code, message }) => `${code}: ${message}`) };
}

describe('a command that cannot be read, in a session without echoes', () => {
  it.each([
    ['an answer', [documentOf([request('ben@x')]), documentOf([response(true, ODD)])], []],
    ['a request', [documentOf([request('ben@x', ODD)]), documentOf([response(true)])], ['nobody true']],
    [
      'one of two answers',
      [documentOf([request('ben@x'), request('dora@x')]), documentOf([response(true, ODD), response(false)])],
      ['nobody false'],
    ],
  ])('leaves the other exchanges alone where it is %s', async (_, lost, orphans) => {
    const { owners, messages } = await read([
      documentOf([request('anna@x')]),
      documentOf([response(false)]),
      ...lost,
      documentOf([request('cleo@x')]),
      documentOf([response(true)]),
    ]);

    expect(owners).toEqual(['anna@x false', ...orphans, 'cleo@x true']);
    expect(messages[0]).toMatch(/^command-quarantined: .*__proto__.*answers of its exchange without echo/);
  });

  it.each([
    [
      'its type is unknown too',
      [documentOf([request('ben@x')]), documentOf([response(true).replace('Response"', '"')])],
    ],
    [
      'requests were sent in one go',
      [documentOf([request('ben@x')]), documentOf([request('dora@x')]), documentOf([response(true, ODD)])],
    ],
  ])('puts the rest of the session in doubt where %s', async (_, lost) => {
    const { owners } = await read([...lost, documentOf([request('cleo@x')]), documentOf([response(true)])]);

    expect(owners).toEqual(['nobody true']);
  });

  it('puts all that has no session in doubt, for it may come from anybody', async () => {
    const documents = [[request('ben@x')], [response(true, ODD)], [request('cleo@x')], [response(true)]];
    const { owners } = await read(documents.map((it) => documentOf(it).replace(/<sessionId.*/, '')));

    expect(owners).toEqual(['nobody true']);
  });
});
