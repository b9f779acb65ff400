import { describe, expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import { parseFragment } from '../../src/broadworks/fragment.ts';
import { cellPath, entryPath, settingsOf } from '../../src/domain/settings.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import { extractInto, newStore } from './extract-into.ts';

const settings = (base: string, content: string): Record<string, string> =>
  Object.fromEntries(
    [...settingsOf(base, parseFragment(`<command>${content}</command>`).body)].map(({ path, value }) => [path, value]),
  );

describe('settingsOf', () => {
  it('counts values, not keys and not what is empty', () => {
    const content =
      '<serviceProviderId>p</serviceProviderId><groupId>g</groupId><userId>u</userId><lastName>Ng</lastName><title/><address><city>Oslo</city></address><alias>a</alias><alias>b</alias>';

    expect(settings('UserGetResponse', content)).toEqual({
      lastName: 'Ng',
      'address.city': 'Oslo',
      alias: 'a',
      'alias[2]': 'b',
    });
  });

  it('names table rows by their key and twins by number', () => {
    const head = '<colHeading>User Id</colHeading><colHeading>Group Id</colHeading><colHeading>Extension</colHeading>';
    const row = (id: string, extension: string): string =>
      `<row><col>${id}</col><col>g</col><col>${extension}</col></row>`;

    expect(
      settings(
        'X',
        `<userTable>${head}${row('Anna@Example.test', '0012')}${row('ben', '')}${row('ben', '13')}</userTable>`,
      ),
    ).toEqual({
      [cellPath('userTable', 'User Id', 'anna@example.TEST', 'Extension')]: '0012',
      'userTable[ben#2].Extension': '13',
    });
  });

  it('names entries by their name', () => {
    const entry =
      '<userServiceEntry><serviceName>Call Waiting</serviceName><isActive>true</isActive></userServiceEntry>';
    const menu = '<menu><keyConfiguration><key>1</key><entry><action>Exit</action></entry></keyConfiguration></menu>';

    expect(settings('X', entry + menu)).toEqual({
      [entryPath('userServiceEntry', 'Call Waiting', 'serviceName')]: 'Call Waiting',
      [entryPath('userServiceEntry', 'Call Waiting', 'isActive')]: 'true',
      'menu.keyConfiguration[1].entry.action': 'Exit',
    });
  });

  it('counts nothing of errors and session traffic', () => {
    expect(settings('ErrorResponse', '<summary>x</summary>')).toEqual({});
    expect(settings('LoginResponse', '<locale>en_US</locale>')).toEqual({});
  });

  it('gives the same number that extract stored, with a path of its own for each', async () => {
    const db = newStore();
    await extractInto(db, ['enterprise']);
    const customer = sourceReader(db, FEATURE_SOURCE).load({ providerKey: 'brightwater', name: '' });
    let total = 0;
    const ofUsers = customer.responsesOfUsers(customer.users.map(({ key }) => key));
    for (const response of [...ofUsers, ...customer.otherResponses()]) {
      const paths = [...settingsOf(response.base, response.body())].map(({ path }) => path);
      expect(paths, response.base).toHaveLength(response.settings);
      expect(new Set(paths).size, response.base).toBe(paths.length);
      total += paths.length;
    }
    expect(total).toBeGreaterThan(3000);
  });
});
