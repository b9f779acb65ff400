import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { probeSources } from '../../src/extract/probe.ts';
import { shapeOf } from '../../src/extract/probe-shape.ts';
import { folderOf, SAMPLES } from './extract-into.ts';

const { signal } = new AbortController();

const EXPORT = `<?xml version="1.0" encoding="UTF-8"?>
<enterprise id="marlow"><!-- secret-comment --><group id="hq" zip="01234">
  <user id="anna@example.test" active="true"><phone>2405550111</phone><phone>+12405550112</phone><note><![CDATA[a < b]]></note></user>
  <user id="ben@example.test"><phone/><mac>0004f2a1b210</mac><ns:since xmlns:ns="x">2024-02-29</ns:since></user>
  <ext_5551234>x</ext_5551234>
</group></enterprise>`;

function probe(text: string | Buffer, chunk = 1 << 16) {
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, i) =>
    bytes.subarray(i * chunk, (i + 1) * chunk),
  );
  return probeSources({ sources: ['-'], cwd: SAMPLES, stdin: Readable.from(pieces) }, signal);
}

describe('probeSources', () => {
  it('tells paths, counts, depth and shapes', async () => {
    const { probes, failures } = await probe(EXPORT);

    expect(failures).toEqual([]);
    expect(probes[0]).toMatchObject({ depth: 4, more: false });
    expect(probes[0]?.paths.map(({ path, count, shapes }) => [path, count, shapes])).toEqual([
      ['enterprise', 1, {}],
      ['enterprise@id', 1, { 'text(≤10)': 1 }],
      ['enterprise/group', 1, {}],
      ['enterprise/group@id', 1, { 'text(≤10)': 1 }],
      ['enterprise/group@zip', 1, { 'digits(5)': 1 }],
      ['enterprise/group/user', 2, {}],
      ['enterprise/group/user@id', 2, { email: 2 }],
      ['enterprise/group/user@active', 1, { boolean: 1 }],
      ['enterprise/group/user/phone', 3, { 'digits(10)': 1, '+digits(11)': 1, empty: 1 }],
      ['enterprise/group/user/note', 1, { 'text(≤10)': 1 }],
      ['enterprise/group/user/mac', 1, { mac: 1 }],
      ['enterprise/group/user/since', 1, { date: 1 }],
      ['enterprise/group/*', 1, { 'text(≤10)': 1 }],
    ]);
  });

  it('shows no value, not even one that became a name', async () => {
    const shown = JSON.stringify(await probe(EXPORT));

    for (const value of ['marlow', 'anna', 'ben', '2405550', '0004f2', '5551234', '01234', 'secret']) {
      expect(shown).not.toContain(value);
    }
  });

  it('says the same however the bytes arrive, packed or not', async () => {
    const whole = await probe(EXPORT);

    for (const chunk of [1, 7, 64])
      expect((await probe(EXPORT, chunk)).probes[0]?.paths).toEqual(whole.probes[0]?.paths);
    expect((await probe(gzipSync(EXPORT))).probes[0]?.paths).toEqual(whole.probes[0]?.paths);
  });

  it('describes real captures too, and log lines around them', async () => {
    const { probes, failures } = await probeSources({ sources: ['enterprise', 'formats'], cwd: SAMPLES }, signal);

    expect(failures).toEqual([]);
    expect(probes).toHaveLength(17);
  });

  it.each([
    ['SOURCE_DOCTYPE', '<?xml version="1.0"?><!DOCTYPE a><a/>'],
    ['SOURCE_TRUNCATED', '<a><b>1</b>'],
    ['SOURCE_MALFORMED', '<a><b>1</c></a>'],
    ['SOURCE_LIMIT', '<a>'.repeat(300)],
    ['SOURCE_LIMIT', `<a>${'x'.repeat(9 * 2 ** 20)}</a>`],
    ['SOURCE_LIMIT', `<a ${'x'.repeat(70 * 2 ** 10)}`],
    ['SOURCE_NOT_XML', 'user;name\n1;2\n'],
  ])('refuses with %s', async (code, text) => {
    const { probes, failures } = await probeSources({ sources: ['x'], cwd: folderOf({ x: text }) }, signal);

    expect([probes.length, failures.map((failure) => failure.code)]).toEqual([0, [code]]);
  });
});

it.each([
  ['', 'empty'],
  ['2405550111', 'digits(10)'],
  ['+1-240-555-0111', 'digits with separators'],
  ['anna@example.test', 'email'],
  ['sip:anna@example.test', 'sip uri'],
  ['2024-02-29T10:00:00Z', 'date and time'],
  ['10.0.0.1', 'ip address'],
  ['12.50', 'decimal'],
  ['Portland HQ', 'text(≤30)'],
  ['x'.repeat(500), 'text(>200)'],
])('the shape of %j is %s', (value, shape) => {
  expect(shapeOf(value)).toBe(shape);
});
