import { expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import { extractInto, folderOf, newStore } from './extract-into.ts';

const users = (db: ReturnType<typeof newStore>) =>
  sourceReader(db, FEATURE_SOURCE)
    .load({ providerKey: 'lantern', name: '' })
    .users.map(({ userId, firstName, extension, detail }) => [userId.split('@')[0], firstName, extension, detail]);

it('reads SOAP logs, client consoles, audit logs and rewritten captures', async () => {
  const db = newStore();
  const summary = await extractInto(db, ['formats']);

  expect(summary).toMatchObject({
    orphans: 0,
    conflicts: 0,
    warnings: 0,
    counts: { documents: 5, commands: 5, groups: 1, users: 3 },
  });
  expect(users(db)).toEqual([
    ['mary', 'Máire', '0101', 'read'],
    ['tom', 'Tom', '0102', 'read'],
    ['una', 'Una', '0103', 'read'],
  ]);
  expect(sourceReader(db, FEATURE_SOURCE).customers()).toEqual([{ providerKey: 'lantern', name: 'Lantern & Sons' }]);
});

const envelope = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="e"><e:Body><r>${content}</r></e:Body></e:Envelope>`;
const answer = (name: string, type = 'xsi:type'): string =>
  `<?xml version="1.0" encoding="ISO-8859-1"?><BroadsoftDocument protocol="OCI" xmlns="C" xmlns:${type.split(':')[0]}="x"><command echo="" ${type}="UserGetResponse22" xmlns=""><serviceProviderId>p</serviceProviderId><groupId>g</groupId><userId>a@example.test</userId><firstName>${name}</firstName></command></BroadsoftDocument>`;
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

async function firstName(bytes: string | Buffer): Promise<{ name: string | undefined; warnings: readonly string[] }> {
  const db = newStore();
  const summary = await extractInto(db, ['.'], { cwd: folderOf({ 'a.xml': bytes }) });
  return {
    name: sourceReader(db, FEATURE_SOURCE).load({ providerKey: 'p', name: '' }).users[0]?.firstName,
    warnings: summary.issues.map(({ code }) => code),
  };
}

it.each<[string, string | Buffer, string, readonly string[]]>([
  ['UTF-8 in an escaped document that says Latin-1', envelope(escaped(answer('Zoë'))), 'Zoë', []],
  ['UTF-8 in CDATA that says Latin-1', envelope(`<![CDATA[${answer('Zoë')}]]>`), 'Zoë', []],
  ['a reference inside an escaped document', envelope(escaped(answer('Zo&#xEB; &amp; Co'))), 'Zoë & Co', []],
  ['a reference of the envelope itself', envelope(escaped(answer('Zo~'))).replace('~', '&#235;'), 'Zoë', []],
  ['Latin-1', Buffer.from(answer('Zoë'), 'latin1'), 'Zoë', []],
  [
    'windows-1252 under a Latin-1 label',
    Buffer.from(answer('O\u0092Hara'), 'latin1'),
    'O’Hara',
    ['encoding-windows-1252'],
  ],
  ['UTF-8 under a Latin-1 label', Buffer.from(answer('Zoé')), 'ZoÃ©', ['encoding-suspect']],
  ['a byte order mark', Buffer.from(`\ufeff${answer('Zoë')}`), 'Zoë', []],
  ['UTF-16', Buffer.from(`\ufeff${answer('Zoë')}`, 'utf16le'), 'Zoë', []],
  ['a type under another prefix', answer('Zoe', 'foo:type'), 'Zoe', []],
])('reads %s', async (_, bytes, name, warnings) => {
  expect(await firstName(bytes)).toEqual({ name, warnings });
});

it('takes nil, empty and absent for no value', async () => {
  for (const element of ['<title i:nil="true"/>', '<title/>', '<title></title>', '']) {
    const db = newStore();
    const bytes = answer('Ann', 'i:type').replace('<firstName>', `${element}<firstName>`);
    await extractInto(db, ['.'], { cwd: folderOf({ 'a.xml': bytes }) });

    expect(sourceReader(db, FEATURE_SOURCE).load({ providerKey: 'p', name: '' }).users[0]).not.toHaveProperty('title');
  }
});

it('reads elements nested 200 deep, and refuses 300', async () => {
  const nested = (depth: number): string => answer(`${'<a>'.repeat(depth)}x${'</a>'.repeat(depth)}`);

  expect(await firstName(nested(200))).toMatchObject({ warnings: [] });
  await expect(firstName(nested(300))).rejects.toMatchObject({ code: 'SOURCE_LIMIT' });
});
