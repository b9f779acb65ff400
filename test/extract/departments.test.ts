import { expect, it } from 'vitest';
import { extractInto, folderOf, newStore } from './extract-into.ts';

const answer = (echo: string, type: string, body: string): string =>
  `<command echo="${echo}" xsi:type="${type}" xmlns="">${body}</command>`;
const HEADINGS = ['Is Enterprise Department', 'Department Name', 'Full Path Name', 'Calling Line Id Phone Number'];
const row = (...cells: readonly string[]): string => `<row>${cells.map((cell) => `<col>${cell}</col>`).join('')}</row>`;

it('departments keep the number that their people show, and people the path of theirs', async () => {
  const capture = `<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${[
    answer(
      'acme/north',
      'GroupDepartmentGetListResponse18',
      `<departmentTable>${HEADINGS.map((heading) => `<colHeading>${heading}</colHeading>`).join('')}${row(
        'false',
        'Lab',
        'East \\ Lab',
        '+1-2025550170',
      )}${row('false', 'Lab', 'West \\ Lab', '')}</departmentTable>`,
    ),
    answer(
      '',
      'UserGetResponse22',
      '<serviceProviderId>acme</serviceProviderId><groupId>north</groupId><userId>anna@x.test</userId>' +
        '<department xsi:type="GroupDepartmentKey"><serviceProviderId>acme</serviceProviderId><groupId>north</groupId>' +
        '<name>Lab</name></department><departmentFullPath>East \\ Lab</departmentFullPath>',
    ),
    answer('', 'GroupGetResponse14sp7', '<serviceProviderId>acme</serviceProviderId><groupId>north</groupId>'),
  ].join('')}</BroadsoftDocument>`;
  const db = newStore();
  await extractInto(db, ['a.xml'], { cwd: folderOf({ 'a.xml': capture }) });
  const stored = (table: string): unknown[] =>
    db
      .prepare<[], string>(`SELECT data FROM ${table} ORDER BY key`)
      .pluck()
      .all()
      .map((data) => JSON.parse(data));

  expect(stored('bw_department')).toMatchObject([
    { name: 'Lab', fullPath: 'East \\ Lab', callingLineIdPhoneNumber: '+1-2025550170' },
    { name: 'Lab', fullPath: 'West \\ Lab' },
  ]);
  expect(stored('bw_user')).toMatchObject([{ department: 'Lab', departmentPath: 'East \\ Lab' }]);
});
