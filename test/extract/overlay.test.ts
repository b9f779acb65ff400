import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import { looksLikeOverlay } from '../../src/extract/overlay.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import { extractInto, folderOf, newStore, projectedRows, sampleFiles } from './extract-into.ts';

const ENTERPRISE = Object.fromEntries(
  Object.entries(sampleFiles('enterprise')).map(([name, text]) => [name, Buffer.from(text, 'latin1')]),
);
const RUTH = '5035550117@brightwater.example.test';

async function withOverlay(csv: string | Buffer, first = false) {
  const db = newStore();
  const cwd = folderOf({ ...ENTERPRISE, 'overlay.dat': csv });
  if (first) await extractInto(db, ['overlay.dat'], { cwd });
  const summary = await extractInto(db, ['.'], { cwd });
  const customer = sourceReader(db, FEATURE_SOURCE).load({ providerKey: 'brightwater', name: '' });
  const user = (key: string) => customer.users.find((it) => it.key === key);
  return { db, summary, customer, user };
}

describe('overlays', () => {
  it('set what BroadWorks lacks, by user id and by number, and say where it came from', async () => {
    const { user, summary } = await withOverlay(
      `User ID,E-mail,First Name\n${RUTH.toUpperCase()},ruth@corp.example.test,Ruthie\n`,
    );

    expect(summary).toMatchObject({ warnings: 0, conflicts: 0, orphans: 0 });
    expect(user(RUTH)).toMatchObject({
      emailAddress: 'ruth@corp.example.test',
      firstName: 'Ruthie',
      overlay: { emailAddress: `user:${RUTH} CsvOverlay.emailAddress` },
    });
    const byNumber = await withOverlay('DN;Email\n+1-5035550101;priya@corp.example.test\n');
    expect(byNumber.customer.users.find(({ dn }) => dn === '+15035550101')).toMatchObject({
      emailAddress: 'priya@corp.example.test',
      overlay: { emailAddress: 'dn:+15035550101 CsvOverlay.emailAddress' },
    });
  });

  it('reach a person whom nothing but a list names', async () => {
    const list =
      '<BroadsoftDocument protocol="OCI" xmlns="C"><sessionId>s</sessionId><command xmlns="" echo="" xsi:type="UserGetListInSystemResponse" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><userTable><colHeading>User Id</colHeading><colHeading>Group Id</colHeading><colHeading>Service Provider Id</colHeading><colHeading>Last Name</colHeading><colHeading>Phone Number</colHeading><row><col>lone@x.test</col><col>g</col><col>p</col><col>Lone</col><col>+1-5035559999</col></row></userTable></command></BroadsoftDocument>';
    const db = newStore();
    const cwd = folderOf({ 'list.xml': list, 'o.csv': 'DN;Email\n+1-5035559999;lone@corp.example.test\n' });
    const summary = await extractInto(db, ['.'], { cwd });

    expect(summary).toMatchObject({ warnings: 0 });
    expect(db.prepare(`SELECT data ->> 'emailAddress' AS email FROM bw_user`).all()).toEqual([
      { email: 'lone@corp.example.test' },
    ]);
  });

  it('set the address of a group, part by part', async () => {
    const { customer } = await withOverlay(
      'Group,Street,Zip\nbrightwater/boston lab,"9 Long Wharf, 2nd floor",02110\n',
    );

    expect(customer.groups.find(({ id }) => id === 'boston lab')).toMatchObject({
      address: { addressLine1: '9 Long Wharf, 2nd floor', zipOrPostalCode: '02110', city: 'Boston' },
      overlay: { 'address.zipOrPostalCode': 'group:brightwater/boston%20lab CsvOverlay.address.zipOrPostalCode' },
    });
  });

  it('count whenever they are read, and are gone when they are not there', async () => {
    const csv = `user_id,mail\n${RUTH},ruth@corp.example.test\n`;
    const [last, first, without] = [await withOverlay(csv), await withOverlay(csv, true), newStore()];
    await extractInto(without, ['enterprise']);

    expect(projectedRows(first.db)).toEqual(projectedRows(last.db));
    expect(projectedRows(without)).not.toEqual(projectedRows(last.db));
    expect(first.summary.warnings).toBe(0);
  });

  it('list every bad cell with row and column, and use the others', async () => {
    const { summary, user } = await withOverlay(
      `User Id,Email,First Name,Shoe Size\n${RUTH},nobody,Ruthie,42\n,lost@example.test,,\nghost@example.test,ghost@example.test,,\n`,
    );

    expect(summary.issues.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'overlay-cell: row 2, column "Email" is no e-mail address: not used',
      'overlay-cell: row 3, column "User Id" is empty: not used',
      'overlay-column: column "Shoe Size" is not known: nothing of it is used',
      'overlay-unmatched: an overlay names user ghost@example.test, which no capture holds',
    ]);
    expect(user(RUTH)).toMatchObject({ firstName: 'Ruthie' });
  });

  it.each<[string, Buffer]>([
    ['UTF-8 with a mark', Buffer.from(`\ufeffUser Id,First Name\r\n${RUTH},Zoë\r\n`)],
    [
      'UTF-16',
      Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(`User Id\tFirst Name\r\n${RUTH}\tZoë\r\n`, 'utf-16le')]),
    ],
    [
      'UTF-16, big end first',
      Buffer.concat([Buffer.from([0xfe, 0xff]), iconv.encode(`User Id;First Name\n${RUTH};Zoë\n`, 'utf-16be')]),
    ],
    ['windows-1252', iconv.encode(`User Id\tFirst Name\r\n${RUTH}\tZoë\r\n`, 'windows-1252')],
  ])('are read as %s', async (_, csv) => {
    expect((await withOverlay(csv)).user(RUTH)).toMatchObject({ firstName: 'Zoë' });
  });

  it.each<[string, (text: string) => Buffer]>([
    ['UTF-8 with a mark', (text) => Buffer.from(`\ufeff${text}`)],
    ['windows-1252', (text) => iconv.encode(text, 'windows-1252')],
    ['UTF-16', (text) => Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(text, 'utf-16le')])],
  ])('tell places in bytes of the file: %s', async (_, encoded) => {
    const [before, bad] = [`User Id,First Name,Email\n${RUTH},Zoë,ruth@corp.example.test\n`, `${RUTH},Zoé,nobody\n`];
    const { summary } = await withOverlay(encoded(before + bad));

    expect(summary.issues.map(({ code, offset }) => [code, offset])).toEqual([
      ['overlay-cell', encoded(before).length],
      ['overlay-row', encoded(before).length],
    ]);
  });

  it('tell of two rows about one person that differ, and of a column that was meant', async () => {
    const { summary, user } = await withOverlay(
      `User Id,Email,Fist Name\n${RUTH},one@corp.example.test,R\n${RUTH},two@corp.example.test,R\n${RUTH},two@corp.example.test,R\n`,
    );

    expect(summary.issues.map(({ message }) => message)).toEqual([
      'column "Fist Name" is not known: nothing of it is used; did you mean "firstname"?',
      `row 3 replaces row 2, which says something else of user:${RUTH}`,
    ]);
    expect(user(RUTH)).toMatchObject({ emailAddress: 'two@corp.example.test' });
  });

  it.each([
    [
      'userId,emial\nx,y\n',
      'a table: it names somebody, but no column that is known; did you mean "email" for "emial"?',
    ],
    ['user,mail\nx,y\n', 'a table: no column of it says whom a row is about; did you mean "userid" for "user"?'],
    ['colour;size\nx;y\n', 'a table: no column of it says whom a row is about'],
  ])('say what a table lacks: %j', async (text, message) => {
    const cwd = folderOf({ 'o.csv': text });

    await expect(extractInto(newStore(), ['o.csv'], { cwd })).rejects.toMatchObject({
      code: 'SOURCE_NOT_XML',
      message,
      hint: expect.stringContaining('user id or dn or group'),
    });
  });

  it('leave a text that is no table to the other reasons', async () => {
    const cwd = folderOf({ 'p.txt': '10:15, started\n' });

    await expect(extractInto(newStore(), ['p.txt'], { cwd })).rejects.toMatchObject({ code: 'SOURCE_NOT_XML' });
  });

  it('are refused with the line where the table is broken', async () => {
    const cwd = folderOf({ 'o.csv': 'User Id,Email\na@example.test,"a@example.test\n' });

    await expect(extractInto(newStore(), ['o.csv'], { cwd })).rejects.toMatchObject({ code: 'SOURCE_MALFORMED' });
  });

  it.each([
    ['User Id,Email', true],
    ['dn;first name', true],
    ['group\tcity\tcountry', true],
    ['user id;shoe size', false],
    ['Email,First Name', false],
    ['<?xml version="1.0"?>', false],
    ['10:15 log line, nothing else', false],
    ['', false],
  ])('the heading %j: %s', (line, expected) => {
    expect(looksLikeOverlay(Buffer.from(`${line}\nx,y\n`))).toBe(expected);
  });
});
