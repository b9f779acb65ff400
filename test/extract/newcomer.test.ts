import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import { MigrationError } from '../../src/domain/errors.ts';
import { loadProfiles } from '../../src/extract/nested/load-profiles.ts';
import { probeSources } from '../../src/extract/probe.ts';
import { runExtract } from '../../src/extract/run-extract.ts';
import type { StageEvent } from '../../src/pipeline/stage.ts';
import { inventoryView } from '../../src/report/inventory-view.ts';
import { snapshotRepository } from '../../src/store/snapshot-repository.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import { context, extractInto, folderOf, newStore, SAMPLES } from './extract-into.ts';

const group = (id: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><command echo="" xsi:type="GroupGetResponse14sp7" xmlns=""><serviceProviderId>acme</serviceProviderId><groupId>${id}</groupId></command></BroadsoftDocument>\n`;

async function refusalOf(run: Promise<unknown>): Promise<MigrationError> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof MigrationError) return error;
  throw error ?? new Error('was not refused');
}
const groupsIn = (db: ReturnType<typeof newStore>): unknown[] =>
  db.prepare('SELECT key FROM bw_group ORDER BY key').pluck().all();
const probe = (sources: readonly string[], cwd: string) => probeSources({ sources, cwd }, context.signal);

describe('a folder with something in it that cannot be read', () => {
  it('names each broken link and reads the other files', async () => {
    const cwd = folderOf({ 'night/a.xml': group('a') });
    symlinkSync('nowhere', join(cwd, 'night/gone.xml'));
    symlinkSync('round', join(cwd, 'night/circle'));
    symlinkSync('circle', join(cwd, 'night/round'));
    const db = newStore();
    const error = await refusalOf(extractInto(db, ['night'], { cwd }));

    expect(error.message).toContain('night/gone.xml: a link that leads nowhere');
    expect(error.message).toContain('night/circle: links that lead in a circle');
    expect(error.hint).toMatch(/Mend the link/);
    expect(groupsIn(db)).toEqual(['acme/a']);
    const { probes, failures } = await probe(['night'], cwd);
    expect([probes.length, failures.length]).toEqual([1, 3]);
  });

  it('follows links to folders, each folder once', async () => {
    const cwd = folderOf({
      'night/b/b.xml': group('b'),
      'elsewhere/c.xml': group('c'),
      'elsewhere/d/d.xml': group('d'),
    });
    symlinkSync('..', join(cwd, 'night/b/up'));
    symlinkSync(join(cwd, 'elsewhere'), join(cwd, 'night/a'));
    symlinkSync(join(cwd, 'elsewhere/d'), join(cwd, 'night/z'));
    const db = newStore();
    const { files } = await extractInto(db, ['night'], { cwd });

    expect(files).toEqual({ read: 3, skipped: 0 });
    expect(groupsIn(db)).toEqual(['acme/b', 'acme/c', 'acme/d']);
    expect(db.prepare('SELECT path FROM source_file ORDER BY id').pluck().all()).toEqual([
      'night/b/b.xml',
      'night/a/c.xml',
      'night/a/d/d.xml',
    ]);
  });

  it('waits for nobody who might write into a pipe or socket among the files', async () => {
    const cwd = folderOf({ 'night/a.xml': group('a') });
    execFileSync('mkfifo', [join(cwd, 'night/pipe')]);
    const server = createServer().listen(join(cwd, 'night/sock'));
    const db = newStore();
    const error = await refusalOf(extractInto(db, ['night'], { cwd })).finally(() => server.close());

    expect(error.message).toMatch(/night\/pipe: a pipe, socket or device/);
    expect(error.message).toMatch(/night\/sock: a pipe, socket or device/);
    expect(groupsIn(db)).toEqual(['acme/a']);
  });

  it.skipIf(process.getuid?.() === 0)('says who may read, not that the path is wrong', async () => {
    const cwd = folderOf({ 'night/a.xml': group('a') });
    mkdirSync(join(cwd, 'night/locked'), { mode: 0o000 });
    const db = newStore();
    const error = await refusalOf(extractInto(db, ['night'], { cwd }));

    expect(error).toMatchObject({ message: 'no permission to read it', place: { where: 'night/locked' } });
    expect(error.hint).toMatch(/Let your user read it/);
    expect(groupsIn(db)).toEqual(['acme/a']);
  });

  it('tells an empty folder from one of hidden files', async () => {
    const cwd = folderOf({ 'hidden/.a.xml': group('a') });
    mkdirSync(join(cwd, 'empty'));

    expect(await refusalOf(extractInto(newStore(), ['empty'], { cwd }))).toMatchObject({
      code: 'SOURCE_EMPTY',
      message: 'the folder holds no files',
      hint: expect.stringMatching(/Name the folder/),
    });
    expect(await refusalOf(extractInto(newStore(), ['hidden'], { cwd }))).toMatchObject({
      message: 'the folder holds nothing but hidden files',
      hint: expect.stringMatching(/begin with a dot/),
    });
  });
});

describe('a pipe that is named', () => {
  const through = (cwd: string, content: Buffer): Promise<number> => {
    writeFileSync(join(cwd, 'content'), content);
    execFileSync('mkfifo', ['-m', '600', join(cwd, 'pipe')]);
    return new Promise((resolve) => {
      spawn('sh', ['-c', 'cat content > pipe'], { cwd }).on('close', (code) => resolve(code ?? 1));
    });
  };

  it.each([
    ['plain', Buffer.from(group('a'))],
    ['gzip', gzipSync(group('a'))],
  ])('is read like standard input (%s)', async (_, content) => {
    const cwd = folderOf({});
    const written = through(cwd, content);
    const db = newStore();
    await extractInto(db, ['pipe'], { cwd });

    expect(await written).toBe(0);
    expect(groupsIn(db)).toEqual(['acme/a']);
  });

  it('is waited for until somebody says stop, also while nobody writes into it', async () => {
    const cwd = folderOf({});
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    const stop = new AbortController();
    const waiting = extractInto(newStore(), ['pipe'], { cwd, context: { ...context, signal: stop.signal } });
    const ended = waiting.then(
      () => 'read',
      (error: unknown) => error,
    );
    setTimeout(() => stop.abort(new Error('enough')), 100);

    expect(await ended).toMatchObject({ message: 'enough' });
  });

  it('can be probed', async () => {
    const cwd = folderOf({});
    const written = through(cwd, Buffer.from(group('a')));
    const { probes, failures } = await probe(['pipe'], cwd);

    expect(await written).toBe(0);
    expect(failures).toEqual([]);
    expect(probes[0]?.paths.map(({ path }) => path)).toContain('BroadsoftDocument/command/groupId');
  });
});

describe('a probe', () => {
  it('says that an empty file is empty, and names what is no file', async () => {
    const cwd = folderOf({ 'zero.xml': '' });
    const server = createServer().listen(join(cwd, 'sock'));
    const { failures } = await probe(['zero.xml', 'sock'], cwd).finally(() => server.close());

    expect(failures.map(({ code, message, place }) => [code, message, place?.where])).toEqual([
      ['SOURCE_EMPTY', 'the file is empty', 'zero.xml'],
      ['SOURCE_NOT_FOUND', 'it is no file: a socket or a device', 'sock'],
    ]);
  });
});

describe('a file whose export is still under way', () => {
  /** Writes more of it as soon as some of it was read. */
  const whileReading = (more: () => void): ((event: StageEvent) => void) => {
    let written = false;
    return (event) => {
      if (written || event.type !== 'progress' || event.unit !== 'bytes') return;
      written = true;
      more();
    };
  };

  it('is stored with a warning where it ends between two documents', async () => {
    const cwd = folderOf({ 'a.xml': group('a') });
    const path = join(cwd, 'a.xml');
    const emit = whileReading(() => {
      // Another file by the same name: what was opened is read to its old end.
      writeFileSync(`${path}.new`, group('a') + group('b'));
      renameSync(`${path}.new`, path);
    });
    const db = newStore();
    const summary = await extractInto(db, ['a.xml'], { cwd, context: { ...context, emit } });

    expect(summary.issues).toEqual([expect.objectContaining({ kind: 'warning', code: 'file-changed', file: 'a.xml' })]);
    const again = await extractInto(db, ['a.xml'], { cwd });
    expect(groupsIn(db)).toEqual(['acme/a', 'acme/b']);
    expect(again.files).toEqual({ read: 1, skipped: 0 });
  });

  it('is refused with the reason where it ends inside one', async () => {
    // Longer than what is read in one go.
    const cwd = folderOf({ 'a.xml': group('a') + '\n'.repeat(2 ** 20) });
    const path = join(cwd, 'a.xml');
    const emit = whileReading(() => appendFileSync(path, group('b').slice(0, -30)));
    const error = await refusalOf(extractInto(newStore(), ['a.xml'], { cwd, context: { ...context, emit } }));

    expect(error.code).toBe('SOURCE_TRUNCATED');
    expect(error.message).toMatch(/written to while it was read/);
    expect(error.hint).toMatch(/Wait until its export has ended/);
  });

  it('is no concern where nothing happens to it', async () => {
    const cwd = folderOf({ 'a.xml': group('a'), 'cut.xml': group('a').slice(0, -30) });
    utimesSync(join(cwd, 'a.xml'), 1, 1);

    expect((await extractInto(newStore(), ['a.xml'], { cwd })).issues).toEqual([]);
    expect((await refusalOf(extractInto(newStore(), ['cut.xml'], { cwd }))).hint).toMatch(/^Run the export again/);
  });
});

describe('a later capture that lacks somebody', () => {
  const document = (...commands: string[]): string =>
    `<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${commands.join('')}</BroadsoftDocument>\n`;
  const answer = (echo: string, type: string, body: string): string =>
    `<command echo="${echo}" xsi:type="${type}" xmlns="">${body}</command>`;
  const table = (name: string, heading: string, ids: readonly string[]): string =>
    `<${name}><colHeading>${heading}</colHeading>${ids.map((id) => `<row><col>${id}</col></row>`).join('')}</${name}>`;
  const lists = (groups: readonly string[], users: readonly string[]): string =>
    document(
      answer('acme', 'GroupGetListInServiceProviderResponse', table('groupTable', 'Group Id', groups)),
      answer('acme/north', 'UserGetListInGroupResponse', table('userTable', 'User Id', users)),
    );
  const details = document(
    ...['north', 'south'].map((id) =>
      answer('', 'GroupGetResponse14sp7', `<serviceProviderId>acme</serviceProviderId><groupId>${id}</groupId>`),
    ),
    ...['anna@x.test', 'ben@x.test'].map((id) =>
      answer(
        '',
        'UserGetResponse22',
        `<serviceProviderId>acme</serviceProviderId><groupId>north</groupId><userId>${id}</userId>`,
      ),
    ),
  );

  it('says which groups and users are only there from before', async () => {
    const cwd = folderOf({
      'monday/lists.xml': lists(['north', 'south'], ['anna@x.test', 'ben@x.test']),
      'monday/details.xml': details,
      'friday/lists.xml': lists(['north'], ['anna@x.test']),
    });
    const db = newStore();
    expect((await extractInto(db, ['monday'], { cwd })).issues).toEqual([]);
    const { issues, counts } = await extractInto(db, ['friday'], { cwd });

    expect(counts).toMatchObject({ groups: 2, users: 2 });
    expect(issues.map(({ kind, code, message }) => `${kind} ${code}: ${message.split(' (')[0]}`)).toEqual([
      'warning group-not-listed: group acme/south: the list of groups that was read last does not name it',
      'warning users-not-listed: group acme/north: the list of users that was read last does not name ben@x.test',
    ]);
    expect(issues[0]?.message).toMatch(/extract --forget FILE/);
  });

  it('counts no search as a list, and asks for none', async () => {
    const search = `<command echo="" xsi:type="UserGetListInGroupRequest" xmlns=""><serviceProviderId>acme</serviceProviderId><GroupId>north</GroupId><searchCriteriaUserLastName><mode>Starts With</mode><value>A</value><isCaseInsensitive>true</isCaseInsensitive></searchCriteriaUserLastName></command>`;
    const cwd = folderOf({
      'details.xml': details,
      'search.xml':
        document(search) +
        document(answer('', 'UserGetListInGroupResponse', table('userTable', 'User Id', ['anna@x.test']))),
    });

    expect((await extractInto(newStore(), ['details.xml', 'search.xml'], { cwd })).issues).toEqual([]);
  });
});

it('UTF-16 is read without its byte order mark, nested exports too', async () => {
  const nested = readFileSync(join(SAMPLES, 'nested/nested-enterprise.xml'), 'utf8');
  const swapped = Buffer.from(group('é'), 'utf16le').swap16();
  const cwd = folderOf({ le: Buffer.from(group('ü'), 'utf16le'), be: swapped, nested: Buffer.from(nested, 'utf16le') });
  const db = newStore();
  const profiles = loadProfiles({ shipped: new URL('../../mappings/exports/', import.meta.url).pathname, own: '' });
  await runExtract(context, { sources: ['le', 'be', 'nested'], cwd, profiles }, { store: snapshotRepository(db) });

  expect(groupsIn(db)).toEqual(['acme/%C3%A9', 'acme/%C3%BC', 'millrace/show%20room', 'millrace/works']);
  expect((await probe(['le', 'nested'], cwd)).failures).toEqual([]);
});

it('an inventory of nothing says what to do first', () => {
  const view = inventoryView(sourceReader(newStore(), FEATURE_SOURCE).inventory());

  expect(JSON.stringify(view)).toContain('nothing was extracted into this workspace folder yet');
  expect(view.at(-1)).toMatchObject({ kind: 'next', command: 'bw2wholesale extract SOURCE' });
});
