import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { MigrationError } from '../../src/domain/errors.ts';
import type { Db } from '../../src/store/open.ts';
import { context, extractInto, folderOf, newStore } from './extract-into.ts';
import { zipOf } from './zip-writer.ts';

const answer = (type: string, content: string, echo = ''): string =>
  `<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><command echo="${echo}" xsi:type="${type}" xmlns="">${content}</command></BroadsoftDocument>`;
const table = (name: string, heading: string, ...ids: readonly string[]): string =>
  `<${name}><colHeading>${heading}</colHeading>${ids.map((id) => `<row><col>${id}</col></row>`).join('')}</${name}>`;
const FORWARD = 'UserCallForwardingAlwaysGetResponse';
const forward = answer(FORWARD, '<isActive>true</isActive><forwardToPhoneNumber>100</forwardToPhoneNumber>');
const LISTS = {
  'acme/GroupGetListInServiceProviderResponse.xml': answer(
    'GroupGetListInServiceProviderResponse',
    table('groupTable', 'Group Id', 'north 1'),
  ),
  'acme/north%201/UserGetListInGroupResponse.xml': answer(
    'UserGetListInGroupResponse',
    table('userTable', 'User Id', 'Anna@x.test', 'ben@x.test'),
  ),
};
const TREE = {
  ...LISTS,
  [`acme/north%201/anna@x.test/${FORWARD}.xml`]: forward,
  [`acme/north%201/ben%40x.test/${FORWARD}.xml`]: forward,
};

async function joined(sources: readonly string[], files: Readonly<Record<string, string | Buffer>>, db = newStore()) {
  const summary = await extractInto(db, sources, { cwd: folderOf(files) });
  return { summary, db, owners: ownersIn(db) };
}

function ownersIn(db: Db): string[] {
  const rows = db
    .prepare<[], { base: string; owner: string | null; by: string | null }>(
      `SELECT base, owner_kind || ':' || owner_key AS owner, joined_by AS "by" FROM response ORDER BY id`,
    )
    .all();
  return rows.map(({ base, owner, by }) => `${base} ${owner} ${by}`);
}

async function tarOf(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const tar = pack();
  for (const [name, content] of Object.entries(files)) tar.entry({ name }, content);
  tar.finalize();
  return await buffer(tar);
}
const JOINED = [
  'GroupGetListInServiceProviderResponse serviceProvider:acme path',
  'UserGetListInGroupResponse group:acme/north%201 path',
  `${FORWARD} user:anna@x.test path`,
  `${FORWARD} user:ben@x.test path`,
];

describe('the place of a file', () => {
  it('says whom its answer describes, and equal answers of two users are two', async () => {
    const { owners, summary } = await joined(['.'], TREE);

    expect([...owners].sort()).toEqual([...JOINED].sort());
    expect(summary).toMatchObject({ orphans: 0, conflicts: 0, counts: { groups: 1, users: 2 } });
  });

  it('counts inside archives', async () => {
    const archive = zipOf(Object.entries(TREE).map(([name, text]) => ({ name, content: Buffer.from(text) })));

    expect((await joined(['night.zip'], { 'night.zip': archive })).owners).toEqual(JOINED);
  });

  it('is read once, and settles to the same in any number of runs', async () => {
    const cwd = folderOf(TREE);
    const db = newStore();
    for (const source of [`acme/north%201/ben%40x.test/${FORWARD}.xml`, '.', '.'])
      await extractInto(db, [source], { cwd });
    const again = await extractInto(db, ['.'], { cwd });

    expect(again).toMatchObject({ files: { read: 0, skipped: 4 }, orphans: 0 });
    expect(db.prepare(`SELECT count(*) FROM response WHERE joined_by = 'path'`).pluck().get()).toBe(4);
  });

  it.each<[string, Record<string, string>]>([
    ['a file that is not named after its answer', { ...LISTS, 'acme/north%201/anna@x.test/x.xml': forward }],
    ['a file named after another answer', { ...LISTS, 'acme/north%201/anna@x.test/UserGetResponse.xml': forward }],
    ['a user whom the list does not hold', { ...LISTS, [`acme/north%201/carl@x.test/${FORWARD}.xml`]: forward }],
    ['several answers of one type', { ...LISTS, [`acme/north%201/anna@x.test/${FORWARD}.xml`]: forward + forward }],
    ['folders that are no percent-encoding', { ...LISTS, [`acme/north%201/50%x/${FORWARD}.xml`]: forward }],
    ['a folder that would be a group and a provider', { ...LISTS, [`old/acme/north%201/${FORWARD}.xml`]: forward }],
  ])('does not join %s', async (_, files) => {
    const { owners } = await joined(['.'], files);
    const forwards = owners.filter((it) => it.startsWith(FORWARD));

    expect(new Set(forwards)).toEqual(new Set([`${FORWARD} null null`]));
  });

  it('is weaker than the words of the answer: a disagreement is a conflict, and joins nobody', async () => {
    const files = {
      ...LISTS,
      'acme/north%201/anna@x.test/UserGetResponse22.xml': answer(
        'UserGetResponse22',
        '<serviceProviderId>acme</serviceProviderId><groupId>north 1</groupId><userId>ben@x.test</userId>',
      ),
    };
    const { summary, owners, db } = await joined(['.'], files);

    expect(owners).toContain('UserGetResponse null path');
    expect(summary.conflicts).toBe(1);
    const later = await extractInto(db, ['.'], {
      cwd: folderOf({ 'a.xml': answer('SystemSoftwareVersionGetResponse', '<version>22</version>') }),
    });
    expect(later.conflicts).toBe(1);
  });
});

describe('a manifest beside captures', () => {
  const files = { ...LISTS, 'raw/1.xml': forward, 'raw/2.xml': forward };
  const forms: [string, string][] = [
    [
      'manifest.yaml',
      `captures:\n  - { file: raw/1.xml, entity: anna@x.test }\n  - { file: raw/2.xml, type: ${FORWARD}, entity: ben%40x.test }\n`,
    ],
    [
      'manifest.json',
      JSON.stringify({
        captures: [
          { file: 'raw/1.xml', entity: 'anna@x.test' },
          { file: 'raw/2.xml', entity: 'ben@x.test' },
        ],
      }),
    ],
    ['manifest.csv', `file,type,entity\nraw/1.xml,,anna@x.test\nraw/2.xml,${FORWARD},ben@x.test\n`],
  ];
  it.each(forms)('%s says whom files describe', async (name, text) => {
    const { owners, summary } = await joined(['.'], { ...files, [name]: text });

    expect(owners.filter((it) => it.startsWith(FORWARD)).sort()).toEqual([
      `${FORWARD} user:anna@x.test manifest`,
      `${FORWARD} user:ben@x.test manifest`,
    ]);
    expect(summary).toMatchObject({ orphans: 0, conflicts: 0 });
  });

  it('counts inside an archive that it comes first in', async () => {
    const archive = zipOf(
      [forms[0] ?? ['', ''], ...Object.entries(files)].map(([name, text]) => ({ name, content: Buffer.from(text) })),
    );
    const { summary } = await joined(['a.zip'], { 'a.zip': archive });

    expect(summary.orphans).toBe(0);
  });

  it('that is mended leaves nothing of its mistake behind', async () => {
    const db = newStore();
    const wrong = `captures:\n  - { file: raw/1.xml, entity: anna@x.test }\n`;
    await joined(['.'], { ...LISTS, 'raw/1.xml': forward, 'manifest.yaml': wrong }, db);
    const { owners } = await joined(
      ['.'],
      { ...LISTS, 'raw/1.xml': forward, 'manifest.yaml': wrong.replace('anna', 'ben') },
      db,
    );

    expect(owners.filter((it) => it.startsWith(FORWARD))).toEqual([`${FORWARD} user:ben@x.test manifest`]);
  });

  describe('behind its files in an archive', () => {
    const manifest = `captures:\n  - { file: raw/1.xml, entity: anna@x.test }\n  - { file: raw/2.xml, entity: ben@x.test }\n`;
    const packed = { ...LISTS, 'raw/1.xml': forward, 'raw/2.xml': forward, 'manifest.yaml': manifest };
    const archive = zipOf(Object.entries(packed).map(([name, text]) => ({ name, content: Buffer.from(text) })));
    const told = [`${FORWARD} user:anna@x.test manifest`, `${FORWARD} user:ben@x.test manifest`];

    it('counts all the same, once', async () => {
      const { owners, summary, db } = await joined(['night.zip'], { 'night.zip': archive });

      expect(owners.filter((it) => it.startsWith(FORWARD))).toEqual(told);
      expect(summary).toMatchObject({ orphans: 0, conflicts: 0, files: { read: 4, skipped: 0 } });
      expect((await joined(['night.zip'], { 'night.zip': archive }, db)).summary.files).toEqual({
        read: 0,
        skipped: 1,
      });
    });

    const arriving: [string, () => Promise<Buffer>][] = [
      ['zip', async () => archive],
      ['tar', () => tarOf(packed)],
      ['tar.gz', async () => gzipSync(await tarOf(packed))],
      ['zip in a tar', () => tarOf({ 'inner.zip': archive })],
    ];
    it.each(arriving)('counts on standard input too, which comes only once (%s)', async (_, bytes) => {
      const db = newStore();
      const stdin = (content: Buffer) => extractInto(db, ['-'], { cwd: folderOf({}), stdin: Readable.from([content]) });
      const summary = await stdin(await bytes());

      expect(ownersIn(db).filter((it) => it.startsWith(FORWARD))).toEqual(told);
      expect(summary).toMatchObject({ orphans: 0, conflicts: 0, files: { read: 4, skipped: 0 } });
      expect((await stdin(await bytes())).files).toEqual({ read: 0, skipped: 4 });
    });

    it('is of no use to what stood before damage on standard input: those files are stored without it', async () => {
      const tar = await tarOf(packed);
      const cut = tar.subarray(0, tar.indexOf('manifest.yaml') + 520);
      const db = newStore();
      const error: unknown = await extractInto(db, ['-'], { cwd: '/', stdin: Readable.from([cut]) }).catch(
        (reason: unknown) => reason,
      );

      expect(error).toMatchObject({ code: 'SOURCE_TRUNCATED' });
      // Two equal answers of nobody are one.
      expect(ownersIn(db).filter((it) => it.startsWith(FORWARD))).toEqual([`${FORWARD} null null`]);
      expect(db.prepare('SELECT count(*) FROM source_file WHERE digest IS NULL').pluck().get()).toBe(0);
    });

    it('counts nothing of standard input that was interrupted before it', async () => {
      const controller = new AbortController();
      const tar = await tarOf(packed);
      const db = newStore();
      async function* half(): AsyncGenerator<Buffer> {
        yield tar.subarray(0, tar.indexOf('manifest.yaml'));
        controller.abort(new Error('interrupted'));
        yield tar.subarray(tar.indexOf('manifest.yaml'));
      }
      const run = extractInto(db, ['-'], {
        cwd: '/',
        stdin: Readable.from(half()),
        context: { ...context, signal: controller.signal },
      });

      await expect(run).rejects.toThrow('interrupted');
      expect(db.prepare('SELECT count(*) FROM current_response').pluck().get()).toBe(0);
    });
  });

  it.each([
    'file',
    '-',
  ])('in an archive (%s) that names files which are not there is refused with their names', async (way) => {
    const manifest =
      'captures:\n  - { file: raw/1.xml, entity: anna@x.test }\n  - { file: raw/9.xml, entity: b@x.test }\n';
    const archive = zipOf(
      Object.entries({ ...LISTS, 'raw/1.xml': forward, 'manifest.yaml': manifest }).map(([name, text]) => ({
        name,
        content: Buffer.from(text),
      })),
    );
    const db = newStore();
    const run =
      way === '-'
        ? extractInto(db, ['-'], { cwd: '/', stdin: Readable.from([archive]) })
        : joined(['a.zip'], { 'a.zip': archive }, db);
    const error: unknown = await run.catch((reason: unknown) => reason);

    expect(error).toMatchObject({
      code: 'SOURCE_MALFORMED',
      message: `names files that are not there: ${way === '-' ? '-' : 'a.zip'}!raw/9.xml`,
    });
    expect(ownersIn(db)).toContain(`${FORWARD} user:anna@x.test manifest`);
  });

  it('that disagrees with a place is a conflict', async () => {
    const name = `acme/north%201/anna@x.test/${FORWARD}.xml`;
    const { summary, owners } = await joined(['.'], {
      ...LISTS,
      [name]: forward,
      'manifest.yaml': `captures:\n  - { file: "${name}", entity: ben@x.test }\n`,
    });

    expect(summary.conflicts).toBe(1);
    expect(owners).toContain(`${FORWARD} null manifest`);
  });

  it.each<[string, string, RegExp]>([
    [
      'manifest.yaml',
      'captures:\n  - { file: raw/1.xml, entty: a }\n',
      /line 2: .*"captures\.0\.entty"; did you mean "entity"/,
    ],
    ['manifest.yaml', 'captures:\n  - { file: ../x.xml, entity: a }\n', /beside the manifest or below it/],
    ['manifest.yaml', 'captures:\n  - { file: raw/9.xml, entity: a }\n', /names files that are not there: raw\/9\.xml/],
    [
      'manifest.csv',
      'file,type,entity\nraw/1.xml,Nonsense,a\n,,b\n',
      /line 2: type is no name of a response\nline 3: file/,
    ],
  ])('%s that is broken is refused with each line', async (name, text, message) => {
    const error: unknown = await joined(['.'], { ...files, [name]: text }).catch((reason: unknown) => reason);

    if (!(error instanceof MigrationError)) throw error;
    expect(error.code).toBe('SOURCE_MALFORMED');
    expect(error.message).toMatch(message);
  });
});
