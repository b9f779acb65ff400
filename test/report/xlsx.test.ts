import { createHash } from 'node:crypto';
import { PassThrough, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { writeXlsx } from '../../src/report/export/xlsx.ts';
import type { ReportTable } from '../../src/report/tables/table.ts';
import { readWorkbook } from './read-workbook.ts';

async function written(tables: readonly ReportTable[]): Promise<Buffer> {
  const stream = new PassThrough();
  const [file] = await Promise.all([buffer(stream), writeXlsx(tables, stream)]);
  return file;
}

const table = (rows: ReportTable['rows'], title = 'A & B'): ReportTable => ({
  id: 'a',
  title,
  columns: Array.from({ length: 30 }, (_, index) => `Column ${index + 1}`),
  rows,
});

describe('writeXlsx', () => {
  it('keeps every cell where it belongs, whatever its type', async () => {
    const row = ['<b>&"', 12.5, true, undefined, '', '  blanks ', ...Array(24).fill('same')];
    const { sheets, parts } = await readWorkbook(await written([table([row, row]), table([], 'Empty')]));

    expect(sheets.get('A &amp; B') ?? sheets.get('A & B')).toHaveLength(3);
    expect((sheets.get('A &amp; B') ?? sheets.get('A & B'))?.[2]).toEqual([
      '<b>&"',
      '12.5',
      'yes',
      '',
      '',
      '  blanks ',
      ...Array(24).fill('same'),
    ]);
    expect(sheets.get('Empty')).toHaveLength(1);
    expect(parts.get('xl/worksheets/sheet1.xml')).toContain('<c r="AD3" t="s">');
    expect(parts.get('xl/sharedStrings.xml')?.match(/>same</g)).toHaveLength(1);
  });

  it('writes control characters and escapes of Excel as what they are, and cuts what no cell holds', async () => {
    const { parts } = await readWorkbook(await written([table([['a\u0000b', '_x0041_', 'x'.repeat(40_000)]])]));
    const texts = [...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<t [^>]*>([^<]*)</g)].map(([, text]) => text);

    expect(texts).toContain('a\uFFFDb');
    expect(texts).toContain('_x005F_x0041_');
    expect(Math.max(...texts.map((text) => text?.length ?? 0))).toBe(32_767);
  });

  it('gives the same file for the same rows', async () => {
    const digest = async () =>
      createHash('sha256')
        .update(await written([table([['a', 1]])]))
        .digest('hex');

    expect(await digest()).toBe(await digest());
  });

  it('takes rows only as fast as the file takes them', async () => {
    let drawn = 0;
    function* rows() {
      for (; drawn < 200_000; drawn++) yield [`row ${drawn} ${createHash('md5').update(String(drawn)).digest('hex')}`];
    }
    const ahead: number[] = [];
    const slow = new Writable({
      highWaterMark: 1024,
      write(_chunk, _encoding, done) {
        ahead.push(drawn);
        setTimeout(done, 1);
      },
    });
    await writeXlsx([{ ...table(rows()), columns: ['one'] }], slow);

    expect(ahead.length, 'pieces, not one').toBeGreaterThan(20);
    expect(ahead[10]).toBeLessThan(100_000);
    expect(drawn).toBe(200_000);
  });

  it('ends with the failure of its rows', async () => {
    function* rows(): Generator<string[]> {
      yield ['one'];
      throw new Error('no more');
    }
    await expect(written([table(rows())])).rejects.toThrow('no more');
  });
});
