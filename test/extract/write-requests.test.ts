import { expect, it } from 'vitest';
import { writeRequests } from '../../src/extract/write-requests.ts';
import type { Db } from '../../src/store/open.ts';
import { readGaps, readReleases } from '../../src/store/snapshot-gaps.ts';
import { randomSource } from '../scripts/generate/random-source.mjs';
import { writeCapture } from '../scripts/generate/write-capture.mjs';
import { captureOf, documentOf, type Exchange, exchangesOf, questionOf } from './exchanges.ts';
import { extractInto, folderOf, newStore, projectedRows } from './extract-into.ts';

function generated(): Exchange[] {
  const parts: Buffer[] = [];
  writeCapture(randomSource({ seed: 11, users: 30, groups: 2 }), (bytes) => parts.push(bytes));
  return exchangesOf(Buffer.concat(parts).toString('latin1'));
}

function requestsOf(db: Db): { text: string; documents: string[] } {
  const documents: string[] = [];
  writeRequests(readGaps(db), readReleases(db), (bytes) => documents.push(bytes.toString('latin1')));
  return { text: documents.join(''), documents };
}

const COMMAND = /<command[\s\S]*?<\/command>/g;

it('the request file asks for exactly what is missing, and its answers close the gaps without orphans', async () => {
  const exchanges = generated();
  const answers = new Map(exchanges.map((each) => [questionOf(each.request), each.response]));
  // Every fourth question was never asked, lists apart: from those the gaps are known.
  const kept = exchanges.filter(({ request }, index) => index % 4 !== 0 || /List(?:InGroup)?Request/.test(request));
  const db = newStore();
  const cwd = folderOf({ 'night.xml': Buffer.from(captureOf(kept), 'latin1') });
  await extractInto(db, ['night.xml'], { cwd });
  const missing = exchanges.filter((each) => !kept.includes(each)).map(({ request }) => questionOf(request));

  let asked = 0;
  let rounds = 0;
  for (; rounds < 4; rounds++) {
    const { documents } = requestsOf(db);
    const known = documents.map((document) =>
      (document.match(COMMAND) ?? []).filter((request) => answers.has(questionOf(request))),
    );
    if (known.flat().length === 0) break;
    asked += known.flat().length;
    // Only the echo goes back to the reader: the requests are not handed over.
    const replies = known.map((requests) =>
      documentOf(
        requests.map((request) => {
          const echo = /echo="([^"]*)"/.exec(request)?.[1] ?? '';
          return (answers.get(questionOf(request)) ?? '').replace(/echo="[^"]*"/, `echo="${echo}"`);
        }),
      ),
    );
    const folder = folderOf({ 'answers.xml': Buffer.from(replies.join(''), 'latin1') });
    const summary = await extractInto(db, ['answers.xml'], { cwd: folder });
    expect(summary).toMatchObject({ orphans: 0, conflicts: 0 });
  }

  const whole = newStore();
  const all = folderOf({ 'all.xml': Buffer.from(captureOf(exchanges), 'latin1') });
  await extractInto(whole, ['all.xml'], { cwd: all });
  expect(rounds).toBeLessThan(4);
  expect(asked).toBeGreaterThan(20);
  expect(asked).toBeLessThanOrEqual(missing.length);
  expect(projectedRows(db).bw_user).toEqual(projectedRows(whole).bw_user);
  expect(projectedRows(db).bw_feature).toEqual(projectedRows(whole).bw_feature);
});

it('a document holds 15 commands at most, in the release that the platform speaks, with encoded keys', async () => {
  const db = newStore();
  const rows = Array.from(
    { length: 20 },
    (_, at) => `<row><col>zoë${at}&amp;co@example.test</col><col>&#x3a9;</col></row>`,
  );
  const list = `<command echo="Ac%20me/No%2Frth" xsi:type="UserGetListInGroupResponse" xmlns=""><userTable><colHeading>User Id</colHeading><colHeading>Last Name</colHeading>${rows.join('')}</userTable></command>`;
  const world = `<command echo="" xsi:type="GroupGetResponse22V5" xmlns=""><serviceProviderId>Ac me</serviceProviderId><groupId>No/rth</groupId></command>`;
  const cwd = folderOf({ 'a.xml': Buffer.from(documentOf([world, list]), 'latin1') });
  await extractInto(db, ['a.xml'], { cwd });
  const { text, documents } = requestsOf(db);

  expect(documents.every((document) => (document.match(COMMAND) ?? []).length <= 15)).toBe(true);
  expect(text).toContain('<command echo="zo%C3%AB0%26co@example.test" xsi:type="UserGetRequest22" xmlns="">');
  expect(text).toContain('<serviceProviderId>Ac me</serviceProviderId><groupId>No/rth</groupId>');
  expect(text).toContain('echo="Ac%20me/No%2Frth" xsi:type="GroupDnGetAssignmentListRequest18"');
  expect(text).not.toContain('"GroupGetRequest');
  expect(text).not.toContain('UserCallForwardingAlwaysGetRequest');
});

it('settings of a service are asked of those who have it and of nobody else', async () => {
  const db = newStore();
  const services = (user: string, service: string): string =>
    `<command echo="${user}" xsi:type="UserAssignedServicesGetListResponse" xmlns=""><userServiceEntry><serviceName>${service}</serviceName></userServiceEntry></command>`;
  const user = (id: string): string =>
    `<command echo="" xsi:type="UserGetResponse22" xmlns=""><serviceProviderId>p</serviceProviderId><groupId>g</groupId><userId>${id}</userId></command>`;
  const capture = documentOf([
    user('anna'),
    user('ben'),
    services('anna', 'Busy Lamp Field'),
    services('ben', 'Call Waiting'),
  ]);
  await extractInto(db, ['a.xml'], { cwd: folderOf({ 'a.xml': capture }) });
  const { text } = requestsOf(db);

  expect(text).toContain('<command echo="anna" xsi:type="UserBusyLampFieldGetRequest16sp2"');
  expect(text).not.toContain('<command echo="ben" xsi:type="UserBusyLampFieldGetRequest16sp2"');
  expect(text).toContain('<command echo="ben" xsi:type="UserCallWaitingGetRequest17sp4"');
  expect(text).toContain('<command echo="p/g" xsi:type="GroupCallPickupGetInstanceListRequest"');
});

it('messages of a queue are asked of each, its further services of those beyond basic', async () => {
  const db = newStore();
  const list = (table: string, ...ids: readonly string[]): string =>
    `<${table}><colHeading>Service User Id</colHeading><colHeading>Name</colHeading>${ids.map((id) => `<row><col>${id}</col><col>${id}</col></row>`).join('')}</${table}>`;
  const answer = (echo: string, type: string, body: string): string =>
    `<command echo="${echo}" xsi:type="${type}" xmlns="">${body}</command>`;
  const capture = documentOf([
    answer('', 'GroupGetResponse22V5', '<serviceProviderId>p</serviceProviderId><groupId>g</groupId>'),
    answer('p/g', 'GroupCallCenterGetInstanceListResponse', list('callCenterTable', 'basic@x.test', 'premium@x.test')),
    ...(['basic', 'premium'] as const).map((type) =>
      answer(
        `${type}@x.test`,
        'GroupCallCenterGetInstanceResponse19',
        `<serviceInstanceProfile><name>${type}</name></serviceInstanceProfile><type>${type === 'basic' ? 'Basic' : 'Premium'}</type>`,
      ),
    ),
  ]);
  await extractInto(db, ['a.xml'], { cwd: folderOf({ 'a.xml': capture }) });
  const { text } = requestsOf(db);
  const asked = (name: string): string[] =>
    [...text.matchAll(new RegExp(`echo="([^"]*)" xsi:type="GroupCallCenter${name}Request20"`, 'g'))].map(
      ([, echo = '']) => echo,
    );

  expect(asked('GetAnnouncement')).toEqual(['basic@x.test', 'premium@x.test']);
  for (const further of ['ComfortMessageBypassGet', 'ForcedForwardingGet', 'StrandedCallUnavailableGet']) {
    expect(asked(further)).toEqual(['premium@x.test']);
  }
  // What a queue shares with people is asked for as theirs.
  expect(text).toMatch(/UserCallForwardingAlwaysGetRequest" xmlns=""><userId>basic@x.test<\/userId>/);
  expect(text).toMatch(/GroupCallCenterGetAgentListRequest" xmlns=""><serviceUserId>basic@x.test<\/serviceUserId>/);
});
