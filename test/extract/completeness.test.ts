import { describe, expect, it } from 'vitest';
import { writeRequests } from '../../src/extract/write-requests.ts';
import { extractView } from '../../src/report/extract-view.ts';
import { doubtGaps } from '../../src/store/snapshot-doubts.ts';
import { readGaps } from '../../src/store/snapshot-gaps.ts';
import { extractInto, folderOf, newStore } from './extract-into.ts';

const command = (type: string, echo: string, content: string): string =>
  `<command echo="${echo}" xsi:type="${type}" xmlns="">${content}</command>`;
const table = (name: string, headings: readonly string[], ...rows: readonly (readonly string[])[]): string =>
  `<${name}>${headings.map((it) => `<colHeading>${it}</colHeading>`).join('')}${rows
    .map((row) => `<row>${row.map((cell) => `<col>${cell}</col>`).join('')}</row>`)
    .join('')}</${name}>`;
const packs = (name: string): string =>
  table('servicePacksAssignmentTable', ['Service Pack Name', 'Assigned'], [name, 'true']);

const CAPTURE = `<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${[
  command(
    'ServiceProviderGetListResponse',
    '',
    table('serviceProviderTable', ['Service Provider Id', 'Is Enterprise'], ['acme', 'true']),
  ),
  command('GroupGetListInServiceProviderResponse', 'acme', table('groupTable', ['Group Id'], ['north'])),
  command('GroupGetResponse14sp7', 'acme/north', '<userLimit>9</userLimit><userCount>3</userCount>'),
  command(
    'UserGetListInGroupResponse',
    'acme/north',
    table('userTable', ['User Id', 'Last Name'], ['a@x', 'A'], ['b@x', 'B']),
  ),
  command('UserServiceGetAssignmentListResponse', 'a@x', packs('Gold')),
  command('UserServiceGetAssignmentListResponse', 'b@x', packs('Gold')),
  command(
    'ServiceProviderServicePackGetDetailListResponse',
    'acme',
    `<servicePackName>Gold</servicePackName><assignedQuantity><quantity>1</quantity></assignedQuantity>${table('userServiceTable', ['Service'], ['Call Waiting'])}`,
  ),
  command(
    'GroupServiceGetAuthorizationListResponse',
    'acme/north',
    table('servicePacksAuthorizationTable', ['Service Pack Name', 'Authorized', 'Usage'], ['Gold', 'true', '5']),
  ),
  command(
    'GroupHuntGroupGetInstanceListResponse',
    'acme/north',
    table('huntGroupTable', ['Service User Id', 'Name'], ['hg@x', 'HG']),
  ),
  command(
    'UserGetServiceInstanceListInServiceProviderResponse',
    'acme',
    table(
      'serviceInstanceTable',
      ['User Id', 'Group Id', 'Service Type', 'Name'],
      ['hg@x', 'north', 'Hunt Group', 'HG'],
      ['hg2@x', 'north', 'Hunt Group', 'HG2'],
    ),
  ),
  command(
    'GroupDnGetAssignmentListResponse18',
    'acme/north',
    table(
      'dnTable',
      ['Phone Numbers', 'User Id', 'User Type'],
      ['+1-6175550101', 'a@x', 'Normal'],
      ['+1-6175550102', 'gone@x', 'Normal'],
      ['+1-6175550103', 'lost-hg@x', 'Hunt Group'],
    ),
  ),
].join('\n')}</BroadsoftDocument>`;

describe('completeness', () => {
  const read = async (text: string) => {
    const db = newStore();
    return { db, summary: await extractInto(db, ['x.xml'], { cwd: folderOf({ 'x.xml': text }) }) };
  };

  it('tells of counts that disagree, each with who says what', async () => {
    const { summary } = await read(CAPTURE);

    expect(summary.orphanList).toEqual([]);
    expect(
      summary.completeness.countsThatDisagree.map(({ object, what, said, found }) => [object, what, said, found]),
    ).toEqual([
      ['group:acme/north', 'users', 3, 2],
      ['group:acme/north', 'instances of Hunt Group', 1, 2],
      ['group:acme/north', 'users with pack Gold', 5, 2],
      ['servicePack:acme/Gold', 'users with the pack', 1, 2],
    ]);
  });

  it('tells of numbers that belong to somebody whom nobody lists', async () => {
    const { summary } = await read(CAPTURE);

    expect(summary.completeness.numbersOfUnknown).toEqual([
      { dn: '+16175550102', ownerKey: 'gone@x' },
      { dn: '+16175550103', ownerKey: 'lost-hg@x' },
    ]);
  });

  it('counts a pack that users have although no list names it', async () => {
    const { db, summary } = await read(
      CAPTURE.replaceAll('>Gold</servicePackName>', '>Silver</servicePackName>').replace(
        /<col>Gold<\/col><col>true<\/col><col>5/,
        '<col>Silver</col><col>true</col><col>0',
      ),
    );

    expect(summary.completeness.packsWithoutDetail).toEqual(['acme/Gold']);
    expect([...readGaps(db)]).toContainEqual(
      expect.objectContaining({ base: 'ServiceProviderServicePackGetDetailListResponse', key: 'acme/Gold' }),
    );
  });

  it('shows them in text and asks again where a request can tell more', async () => {
    const { db, summary } = await read(CAPTURE);
    const shown = JSON.stringify(extractView(summary));
    const requests: string[] = [];
    writeRequests(doubtGaps(db), new Map(), (document) => requests.push(document.toString('latin1')));

    expect(shown).toContain('Counts that disagree');
    expect(shown).toContain('Numbers of somebody whom nobody lists');
    expect(requests.join('').match(/xsi:type="\w+"/g)).toEqual(
      [
        'UserGetListInGroupRequest',
        'GroupHuntGroupGetInstanceListRequest',
        'ServiceProviderServicePackGetDetailListRequest',
        'UserGetRequest22',
        'GroupHuntGroupGetInstanceRequest19',
      ].map((type) => `xsi:type="${type}"`),
    );
    expect(requests.join('')).toContain('<userId>gone@x</userId>');
  });

  it('says nothing where counts agree', async () => {
    const { summary } = await read(
      CAPTURE.replace('<userCount>3', '<userCount>2')
        .replace('<col>5</col>', '<col>2</col>')
        .replace('<quantity>1<', '<quantity>2<')
        .replace(/<row><col>hg2@x.*?<\/row>/, ''),
    );

    expect(summary.completeness.countsThatDisagree).toEqual([]);
  });

  it('says nothing of the samples but what is made up to be wrong', async () => {
    const summary = await extractInto(newStore(), ['enterprise', 'service-provider']);

    expect(summary.completeness.numbersOfUnknown).toEqual([]);
    expect(summary.completeness.countsThatDisagree).toEqual([]);
  });
});
