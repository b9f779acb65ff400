import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { hasBytes } from '../../src/extract/inputs/byte-source.ts';

/** A stream that tells how much was taken of it. */
function source(chunks: readonly string[]) {
  let taken = 0;
  async function* bytes(): AsyncGenerator<Buffer> {
    for (const chunk of chunks) {
      taken += chunk.length;
      yield Buffer.from(chunk);
    }
  }
  return { bytes: Readable.from(bytes(), { highWaterMark: 1 }), taken: () => taken };
}

async function textOf(bytes: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of bytes) text += chunk.toString();
  return text;
}

describe('hasBytes', () => {
  it.each([
    [['abc', 'def', 'ghi'], 4, true],
    [['abc', 'def', 'ghi'], 9, true],
    [['abc', 'def', 'ghi'], 10, false],
    [[], 1, false],
  ])('of %j: at least %i is %s, and nothing of it is lost', async (chunks, least, enough) => {
    const found = await hasBytes(source(chunks).bytes, least);

    expect(found.enough).toBe(enough);
    expect(await textOf(found.whole)).toBe(chunks.join(''));
  });

  it('reads no further than it has to', async () => {
    const long = source(Array.from({ length: 500 }, () => 'x'.repeat(100)));
    const { whole } = await hasBytes(long.bytes, 250);

    expect(long.taken()).toBeLessThan(1500);
    expect(await textOf(whole)).toHaveLength(50_000);
  });
});
