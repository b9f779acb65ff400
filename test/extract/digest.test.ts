import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src/extract/read-file.ts';

const MEGABYTE = 2 ** 20;
const RUNS = new AbortController().signal;

function fileOf(bytes: Buffer): string {
  const path = join(mkdtempSync(join(tmpdir(), 'bw2w-digest-')), 'capture.xml');
  writeFileSync(path, bytes);
  return path;
}

describe('digestOf', () => {
  it.each([0, 1, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 3.5 * MEGABYTE])('is that of all %i bytes', async (size) => {
    const bytes = randomBytes(size);

    expect(await digestOf(fileOf(bytes), RUNS)).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('stops when it is told to, and where there is no file', async () => {
    const path = fileOf(randomBytes(3 * MEGABYTE));

    await expect(digestOf(path, AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
    await expect(digestOf(`${path}.gone`, RUNS)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
