import { describe, expect, it } from 'vitest';
import { EXPECTED_RESPONSES, QUESTIONS } from '../../src/domain/expected-responses.ts';
import { collectReport } from '../../src/report/report-data.ts';
import type { Db } from '../../src/store/open.ts';
import { reportPorts } from '../builders/report-database.ts';
import { extractInto, folderOf, newStore } from '../extract/extract-into.ts';

const NOW = new Date('2026-11-23T10:00:00Z');

function questionsOf(db: Db) {
  const { source } = collectReport(reportPorts(db), { now: NOW });
  if (!source.done) throw new Error('nothing extracted');
  return source.completeness;
}

describe('completeness in the report', () => {
  it.each([
    [['enterprise']],
    [['service-provider']],
    [['enterprise', 'service-provider', 'formats']],
  ])('has the numbers of inventory: %j', async (samples) => {
    const db = newStore();
    const { completeness } = await extractInto(db, samples);
    const questions = questionsOf(db);
    const inventory = new Map(completeness.responses.map((row) => [row.response, row]));
    const single = questions.filter(({ responses }) => responses.length === 1);

    expect(single.length).toBeGreaterThan(10);
    for (const { responses, read, error, neverAsked } of single)
      expect({ response: responses[0], read, error, neverAsked }).toEqual(inventory.get(responses[0] ?? ''));
    // Whatever inventory counts is part of a question that the report shows.
    const shown = new Set(questions.flatMap(({ responses }) => responses));
    const left = completeness.responses.filter(({ response }) => !shown.has(response));
    expect(left.filter(({ read, error, neverAsked }) => read + error + neverAsked > 0)).toEqual([]);
  });

  it('counts a question as answered where any of its responses was read', async () => {
    const list =
      '<userServicesAssignmentTable><colHeading>Service Name</colHeading><colHeading>Assigned</colHeading></userServicesAssignmentTable>';
    const command = (type: string, echo: string, content: string): string =>
      `<command echo="${echo}" xsi:type="${type}" xmlns="">${content}</command>`;
    const users = ['a@x', 'b@x', 'c@x', 'd@x'].map((id) => `<row><col>${id}</col><col>A</col></row>`).join('');
    const capture = `<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${[
      command(
        'ServiceProviderGetListResponse',
        '',
        '<serviceProviderTable><colHeading>Service Provider Id</colHeading><row><col>acme</col></row></serviceProviderTable>',
      ),
      command(
        'GroupGetListInServiceProviderResponse',
        'acme',
        '<groupTable><colHeading>Group Id</colHeading><row><col>north</col></row></groupTable>',
      ),
      command(
        'UserGetListInGroupResponse',
        'acme/north',
        `<userTable><colHeading>User Id</colHeading><colHeading>Last Name</colHeading>${users}</userTable>`,
      ),
      command('UserServiceGetAssignmentListResponse', 'a@x', list),
      command('UserAssignedServicesGetListResponse', 'b@x', '<groupServiceEntry/>'),
      command('UserServiceGetAssignmentListResponse', 'b@x', list),
    ].join('')}</BroadsoftDocument>`;
    // One who answered one question with an error and the other readably, and one with an error alone.
    const asked = `<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${[
      'c@x',
      'd@x',
    ]
      .flatMap((id) => [
        command('UserServiceGetAssignmentListRequest', id, `<userId>${id}</userId>`),
        command('UserAssignedServicesGetListRequest', `${id} 2`, `<userId>${id}</userId>`),
      ])
      .join('')}</BroadsoftDocument>`;
    const answers = `<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${[
      command('UserServiceGetAssignmentListResponse', 'c@x', list),
      command('ErrorResponse', 'c@x 2', '<summary>[Error 5] no</summary>'),
      command('ErrorResponse', 'd@x', '<summary>[Error 5] no</summary>'),
    ].join('')}</BroadsoftDocument>`;
    const db = newStore();
    await extractInto(db, [folderOf({ 'list.xml': capture, 'session.xml': `${asked}\n${answers}` })]);

    expect(questionsOf(db).find(({ id }) => id === 'assigned-services')).toMatchObject({
      question: 'Assigned services',
      of: 'user',
      total: 4,
      read: 3,
      error: 1,
      neverAsked: 0,
    });
  });

  it('leaves out what there is nobody to ask about', async () => {
    const db = newStore();
    await extractInto(db, ['service-provider']);
    const ids = questionsOf(db).map(({ id }) => id);

    expect(ids).toContain('hunt-group-settings');
    expect(ids).not.toContain('route-point-settings');
  });

  it('counts an error about a part of somebody whose other parts were read, as inventory does', async () => {
    const db = newStore();
    const { completeness } = await extractInto(db, ['enterprise']);
    const details = () => questionsOf(db).find(({ id }) => id === 'user-details');
    const before = details();
    db.exec(
      `INSERT INTO response (file_id, offset, type, base, state, known, stream, owner_kind, owner_key, joined_by, part, settings, body, current)
       SELECT file_id, offset, type, base, 'error', known, stream, owner_kind, owner_key, joined_by, 'part=1', 0, '{}', 1
       FROM response WHERE base = 'UserGetResponse' AND current = 1 LIMIT 1`,
    );

    expect(before?.read).toBe(completeness.responses.find(({ response }) => response === 'UserGetResponse')?.read);
    expect(before?.error).toBe(0);
    expect(details()).toEqual({ ...before, error: 1 });
  });

  it('answers every question with something, and asks for nothing of the capture without one', () => {
    const answering = EXPECTED_RESPONSES.filter(({ welcome }) => welcome !== true);

    expect(new Set(answering.map(({ question }) => question))).toEqual(new Set(QUESTIONS));
    // What stands for each other is asked about the same objects.
    for (const question of QUESTIONS)
      expect(new Set(answering.filter((it) => it.question === question).map(({ kind }) => kind)).size).toBe(1);
  });
});
