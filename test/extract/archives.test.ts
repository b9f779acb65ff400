import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { MigrationError } from '../../src/domain/errors.ts';
import { createMeter, UNPACK_LIMITS } from '../../src/extract/inputs/meter.ts';
import { unpackStream } from '../../src/extract/inputs/unpack.ts';
import { extractInto, folderOf, newStore, projectedRows, sampleFiles } from './extract-into.ts';
import { zipOf } from './zip-writer.ts';

const provider = Buffer.from(sampleFiles('service-provider')['service-provider.xml'] ?? '', 'latin1');
const enterprise = Object.entries(sampleFiles('enterprise')).map(
  ([name, text]) => [name, Buffer.from(text, 'latin1')] as const,
);

interface TarEntry {
  readonly name: string;
  readonly content?: Buffer;
  readonly linkname?: string;
}

async function tarOf(entries: readonly TarEntry[]): Promise<Buffer> {
  const tar = pack();
  for (const { name, content, linkname } of entries) {
    if (linkname === undefined) tar.entry({ name }, content ?? Buffer.alloc(0));
    else tar.entry({ name, type: 'symlink', linkname });
  }
  tar.finalize();
  const chunks: Uint8Array[] = [];
  for await (const chunk of tar) if (chunk instanceof Uint8Array) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function refusal(run: Promise<unknown>): Promise<MigrationError> {
  const error: unknown = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof MigrationError) return error;
  throw error ?? new Error('was not refused');
}

async function rowsOf(name: string, bytes: Buffer): Promise<ReturnType<typeof projectedRows>> {
  const db = newStore();
  await extractInto(db, [name], { cwd: folderOf({ [name]: bytes }) });
  return projectedRows(db);
}

async function plainRows(): Promise<ReturnType<typeof projectedRows>> {
  const db = newStore();
  await extractInto(db, ['enterprise']);
  return projectedRows(db);
}

describe('archives', () => {
  const tar = (): Promise<Buffer> => tarOf(enterprise.map(([name, content]) => ({ name, content })));

  it.each<[string, () => Promise<Buffer> | Buffer]>([
    ['a tar archive', tar],
    ['a compressed tar archive', async () => gzipSync(await tar())],
    ['a zip archive', () => zipOf(enterprise.map(([name, content]) => ({ name, content })))],
    ['a stored zip archive', () => zipOf(enterprise.map(([name, content]) => ({ name, content, stored: true })))],
    [
      'a tar archive of compressed files',
      () => tarOf(enterprise.map(([name, content]) => ({ name: `${name}.gz`, content: gzipSync(content) }))),
    ],
    ['a zip archive with a tar archive inside', async () => zipOf([{ name: 'night', content: await tar() }])],
    [
      'a zip archive with a zip archive inside',
      () => zipOf([{ name: 'in', content: zipOf(enterprise.map(([name, content]) => ({ name, content }))) }]),
    ],
    [
      'a compressed tar archive with zip archives inside',
      async () =>
        gzipSync(
          await tarOf(
            enterprise.map(([name, content], index) => ({
              name: `${index}.zip`,
              content: zipOf([{ name, content, stored: index % 2 === 0 }]),
            })),
          ),
        ),
    ],
    [
      'a compressed tar archive inside another one',
      async () => gzipSync(await tarOf([{ name: 'in.tgz', content: gzipSync(await tar()) }])),
    ],
    ['a gzip file of several members', () => Buffer.concat(enterprise.map(([, content]) => gzipSync(content)))],
  ])('%s is read like the folder, whatever its name', async (_, build) => {
    expect(await rowsOf('night.dat', await build())).toEqual(await plainRows());
  });

  it('shows where in the archive a file stood, and skips the archive the second time', async () => {
    const db = newStore();
    const cwd = folderOf({ 'night.zip': zipOf([{ name: 'a/users.xml', content: provider }]) });
    const first = await extractInto(db, ['night.zip'], { cwd });
    const second = await extractInto(db, ['night.zip'], { cwd });

    expect(db.prepare('SELECT DISTINCT path FROM response JOIN source_file f ON f.id = file_id').pluck().all()).toEqual(
      ['night.zip!a/users.xml'],
    );
    expect(first.files).toEqual({ read: 1, skipped: 0 });
    expect(second).toEqual({ ...first, files: { read: 0, skipped: 1 } });
  });

  it('reads a capture once, packed or not', async () => {
    const db = newStore();
    const summary = await extractInto(db, ['.'], {
      cwd: folderOf({ 'a.xml': provider, 'b.xml.gz': gzipSync(provider) }),
    });

    expect(summary.files).toEqual({ read: 1, skipped: 1 });
  });

  it.each<[string, () => Promise<Buffer> | Buffer]>([
    ['gzip', () => gzipSync(provider)],
    ['tar', () => tarOf([{ name: 'users.xml', content: provider }])],
    ['zip', () => zipOf([{ name: 'users.xml', content: provider }])],
  ])('%s is read from standard input, in small pieces', async (_, build) => {
    const db = newStore();
    const bytes = await build();
    const pieces = Array.from({ length: Math.ceil(bytes.length / 100) }, (__, i) =>
      bytes.subarray(i * 100, i * 100 + 100),
    );
    const summary = await extractInto(db, ['-'], { stdin: Readable.from(pieces) });

    expect(summary.counts).toMatchObject({ groups: 2, users: 7 });
  });

  it('names every entry that is refused, and stores the others', async () => {
    const db = newStore();
    const archive = await tarOf([
      { name: '../../etc/broken.xml', content: provider.subarray(0, 5000) },
      { name: '.hidden.xml', content: Buffer.from('x') },
      { name: 'link.xml', linkname: '/etc/hostname' },
      { name: '/readme.txt', content: Buffer.from('hello') },
      { name: 'inner.zip', content: zipOf([{ name: 'x.xml', content: Buffer.from('hi') }]) },
      { name: 'cut.zip', content: zipOf([{ name: 'x.xml', content: provider }]).subarray(0, 3000) },
      { name: 'good.xml', content: provider },
    ]);
    const error = await refusal(extractInto(db, ['night.tar'], { cwd: folderOf({ 'night.tar': archive }) }));

    expect(error.message).toContain('5 sources were refused');
    expect(error.message).toMatch(/night\.tar!etc\/broken\.xml:\d+: .*\[SOURCE_TRUNCATED\]/);
    expect(error.message).toContain('night.tar!link.xml: not supported: a link inside an archive');
    expect(error.message).toContain('night.tar!readme.txt: no BroadsoftDocument');
    expect(error.message).toContain('night.tar!inner.zip!x.xml: no BroadsoftDocument');
    expect(error.message).toContain('night.tar!cut.zip: the archive is damaged');
    expect(db.prepare('SELECT count(*) FROM bw_user').pluck().get()).toBe(7);
  });

  it.each<[string, Buffer, string, RegExp]>([
    ['an encrypted entry', zipOf([{ name: 'a.xml', content: provider, flags: 1 }]), 'SOURCE_UNSUPPORTED', /encrypted/],
    [
      'a link in a zip archive',
      zipOf([{ name: 'a.xml', content: Buffer.from('/etc/hostname'), mode: 0o120777 }]),
      'SOURCE_UNSUPPORTED',
      /link/,
    ],
    [
      'an unknown compression',
      zipOf([{ name: 'a.xml', content: provider, method: 12 }]),
      'SOURCE_UNSUPPORTED',
      /deflate/,
    ],
    ['a gzip file that was cut', gzipSync(provider).subarray(0, 3000), 'SOURCE_TRUNCATED', /damaged/],
    ['a gzip file with a flipped byte', flipped(gzipSync(provider), 900), 'SOURCE_MALFORMED', /damaged/],
    [
      'a zip archive that was cut',
      zipOf([{ name: 'a.xml', content: provider }]).subarray(0, 3000),
      'SOURCE_TRUNCATED',
      /damaged/,
    ],
    ['an empty gzip file', gzipSync(''), 'SOURCE_EMPTY', /empty/],
  ])('%s is refused with its reason, and nothing of it is stored', async (_, bytes, code, message) => {
    const db = newStore();
    const error = await refusal(extractInto(db, ['x'], { cwd: folderOf({ x: bytes }) }));

    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(
      db.prepare('SELECT (SELECT count(*) FROM source_file) + (SELECT count(*) FROM response)').pluck().get(),
    ).toBe(0);
  });

  it('a tar archive that was cut keeps the captures that were whole', async () => {
    const db = newStore();
    const archive = await tarOf([
      { name: 'a.xml', content: provider },
      { name: 'b.xml', content: enterprise[0]?.[1] ?? Buffer.alloc(0) },
    ]);
    const error = await refusal(
      extractInto(db, ['t'], { cwd: folderOf({ t: archive.subarray(0, provider.length + 2500) }) }),
    );

    expect(error.code).toBe('SOURCE_TRUNCATED');
    expect(db.prepare('SELECT count(*) FROM bw_user').pluck().get()).toBe(7);
  });

  it('refuses a bomb before it has done harm', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20, 0x20));
    const before = process.memoryUsage().rss;
    const error = await refusal(extractInto(newStore(), ['x'], { cwd: folderOf({ x: bomb }) }));

    expect(error).toMatchObject({ code: 'SOURCE_LIMIT', message: 'more than 200 bytes come out of each packed one' });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 2 ** 20);
  });

  it.each<[string, Buffer]>([
    ['reading', zipOf([{ name: 'users.xml', content: provider }])],
    ['an archive that was cut', zipOf([{ name: 'users.xml', content: provider }]).subarray(0, 3000)],
    ['a stream that breaks off', Buffer.alloc(0)],
  ])('leaves no temporary file behind after %s', async (_, bytes) => {
    const before = spools();
    async function* pieces(): AsyncGenerator<Buffer> {
      yield bytes.length > 0 ? bytes : zipOf([{ name: 'users.xml', content: provider }]).subarray(0, 3000);
      if (bytes.length === 0) throw new MigrationError('SOURCE_TRUNCATED', 'gone', { place: { where: '-' } });
    }
    await extractInto(newStore(), ['-'], { stdin: Readable.from(pieces()) }).catch(() => undefined);

    expect(spools()).toEqual(before);
  });

  it('refuses archives that nest without end', async () => {
    let archive = zipOf([{ name: 'users.xml', content: provider }]);
    for (let layer = 0; layer < 6; layer++) archive = zipOf([{ name: 'x.zip', content: archive, stored: true }]);
    const error = await refusal(extractInto(newStore(), ['x'], { cwd: folderOf({ x: archive }) }));

    expect(error).toMatchObject({ code: 'SOURCE_UNSUPPORTED' });
    expect(error.message).toContain('more than 5 archives inside one another');
  });

  it('keeps a zip archive on standard input within the limit for unpacked bytes', async () => {
    const archive = zipOf([{ name: 'users.xml', content: provider, stored: true }]);
    const parts = unpackStream('-', pieces(archive), 'zip', { ratio: 200, totalBytes: 1000 });

    await expect(parts.next()).rejects.toMatchObject({ code: 'SOURCE_LIMIT' });
  });

  it('refuses what unpacks to more than the limit, over all entries', () => {
    const meter = createMeter({ ...UNPACK_LIMITS, totalBytes: 1000 });
    meter.add(600, 'a');

    expect(() => meter.add(600, 'b')).toThrow(expect.objectContaining({ code: 'SOURCE_LIMIT' }));
  });

  it('reads what the system tools write', async () => {
    const cwd = folderOf(Object.fromEntries(enterprise));
    const elsewhere = folderOf({});
    execFileSync('tar', ['-czf', join(elsewhere, 'x'), '-C', cwd, '.']);

    expect(await rowsOf('x', readFileSync(join(elsewhere, 'x')))).toEqual(await plainRows());
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

function spools(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('bw2wholesale-zip-'));
}

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 500) yield bytes.subarray(at, at + 500);
}
