import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runExtract } from '../../src/extract/run-extract.ts';
import { openStore } from '../../src/store/open.ts';
import { snapshotRepository } from '../../src/store/snapshot-repository.ts';
import { context, folderOf } from './extract-into.ts';

const documentOf = (command: string): string =>
  `<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="x"><sessionId xmlns="">HIDDEN-session</sessionId>${command}</BroadsoftDocument>\n`;
const tags = (type: string, content: string): string =>
  documentOf(
    `<command echo="" xsi:type="${type}" xmlns=""><serviceProviderId>p</serviceProviderId><groupId>g</groupId><deviceName>d</deviceName>${content}</command>`,
  );
const answer = (type: string, content: string): string =>
  documentOf(`<command echo="" xsi:type="${type}" xmlns="">${content}</command>`);
const ERROR = documentOf(
  '<command type="Error" echo="" xsi:type="c:ErrorResponse" xmlns:c="C" xmlns=""><summary>[Error 4962] Invalid password</summary><detail><![CDATA[<password>HIDDEN</password>]]></detail></command>',
);
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Where captures hold secrets; `shown` must be there, so that the test sees what is stored at all. */
const PLACES: Readonly<Record<string, string>> = {
  'device tags, by request and answer':
    tags('GroupAccessDeviceCustomTagGetListRequest', '') +
    tags(
      'GroupAccessDeviceCustomTagGetListResponse',
      '<t><colHeading>Tag Name</colHeading><colHeading>Tag Value</colHeading><row><col>%ADMIN_PASSWORD%</col><col>HIDDEN</col></row><row><col>%LANGUAGE%</col><col>shown</col></row></t><credential><id>HIDDEN</id></credential>',
    ),
  'a request that sets a tag':
    tags('GroupAccessDeviceCustomTagModifyRequest', '<tagName>%ADMIN_PASSWORD%</tagName><tagValue>HIDDEN</tagValue>') +
    answer('UserGetResponse22', '<lastName>shown</lastName>'),
  'an error that repeats the request': ERROR + answer('UserGetResponse22', '<lastName>shown</lastName>'),
  'elements, nested and in CDATA': answer(
    'GroupAccessDeviceGetResponse18sp1',
    '<description>shown</description><accessDeviceCredentials><userName>u</userName><password><![CDATA[HIDDEN]]></password></accessDeviceCredentials><a><b><sipPassword>HIDDEN</sipPassword><newPassword>HIDDEN</newPassword></b></a>',
  ),
  'SIP authentication': answer(
    'UserAuthenticationGetResponse',
    '<userName>shown</userName><password>HIDDEN</password>',
  ),
  'a column of a table': answer(
    'UserGetListInGroupResponse',
    '<userTable><colHeading>User Id</colHeading><colHeading>Password</colHeading><row><col>shown@example.test</col><col>HIDDEN</col></row></userTable>',
  ),
  'a log-in': answer(
    'LoginResponse14sp4',
    '<loginType>shown</loginType><sessionId>HIDDEN</sessionId><password>HIDDEN</password>',
  ),
  'SOAP, escaped': `<soapenv:Envelope><r>${escaped(answer('UserAuthenticationGetResponse', '<userName>shown</userName><password>HIDDEN</password>'))}</r></soapenv:Envelope>`,
  'SOAP, CDATA': `<soapenv:Envelope><r><![CDATA[${answer('UserAuthenticationGetResponse', '<userName>shown</userName><password>HIDDEN</password>')}]]></r></soapenv:Envelope>`,
  'a log line between': `2026-01-05 INFO sent password=HIDDEN\n${answer('UserGetResponse22', '<lastName>shown</lastName>')}`,
};

it.each(Object.entries(PLACES))('the database file holds no secret of %s', async (_place, capture) => {
  const cwd = folderOf({ 'a.xml': capture });
  const path = join(cwd, 'migration.db');
  const db = openStore(path);
  await runExtract(context, { sources: ['a.xml'], cwd }, { store: snapshotRepository(db) });

  // Before closing, while the write-ahead log is there, and after it.
  const bytes = (): Buffer => Buffer.concat([path, `${path}-wal`].filter(existsSync).map((file) => readFileSync(file)));
  const open = bytes();
  db.close();
  for (const stored of [open, bytes()]) {
    expect(stored.includes('HIDDEN')).toBe(false);
    expect(stored.includes('shown')).toBe(true);
  }
});
