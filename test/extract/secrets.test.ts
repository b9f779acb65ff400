import { expect, it } from 'vitest';
import { extractInto, folderOf, newStore } from './extract-into.ts';

const documentOf = (command: string): string =>
  `<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="x"><sessionId xmlns="">s</sessionId>${command}</BroadsoftDocument>\n`;
const tags = (type: string, content: string): string =>
  documentOf(
    `<command echo="" xsi:type="${type}" xmlns=""><serviceProviderId>p</serviceProviderId><groupId>g</groupId><deviceName>d</deviceName>${content}</command>`,
  );
const ERROR = documentOf(
  '<command type="Error" echo="" xsi:type="c:ErrorResponse" xmlns:c="C" xmlns=""><summary>[Error 4962] Invalid password</summary><detail><![CDATA[<password>HIDDEN</password>]]></detail></command>',
);

it('stores no credential of a response, of an error, or of the request before it', async () => {
  const db = newStore();
  const cwd = folderOf({
    'a.xml':
      tags('GroupAccessDeviceCustomTagGetListRequest', '') +
      tags(
        'GroupAccessDeviceCustomTagGetListResponse',
        '<t><colHeading>Tag Name</colHeading><colHeading>Tag Value</colHeading><row><col>%ADMIN_PASSWORD%</col><col>HIDDEN</col></row><row><col>%LANGUAGE%</col><col>shown</col></row></t><credential><id>HIDDEN</id></credential>',
      ) +
      tags(
        'GroupAccessDeviceCustomTagModifyRequest',
        '<tagName>%ADMIN_PASSWORD%</tagName><tagValue>HIDDEN</tagValue>',
      ) +
      ERROR,
  });
  await extractInto(db, ['a.xml'], { cwd });

  const stored = JSON.stringify([
    db.prepare('SELECT * FROM response').all(),
    db.prepare('SELECT * FROM extract_issue').all(),
  ]);
  expect(stored).not.toContain('HIDDEN');
  expect(stored).toContain('shown');
  expect(stored).toContain('4962');
});
