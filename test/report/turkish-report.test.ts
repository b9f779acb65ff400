import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/report/html/page.ts';
import { collectReport } from '../../src/report/report-data.ts';
import { reportView } from '../../src/report/report-view.ts';
import { reportTables } from '../../src/report/tables/report-tables.ts';
import { EN } from '../../src/report/texts/en.ts';
import { type Reached, reportWorkspace } from '../builders/report-database.ts';
import { TURKISH } from './turkish.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const data = collectReport(reportWorkspace().ports, { now: NOW });
/** Words that both languages have. */
const SAME = new Set(['Plan', 'MAC']);

describe('the Turkish workbook and CSV', () => {
  const english = reportTables(data);
  const turkish = reportTables(data, TURKISH);

  it('has the sheets of the English one under its own names, all of them different', () => {
    expect(turkish.map(({ id }) => id)).toEqual(english.map(({ id }) => id));
    const titles = turkish.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.filter((title) => title.length > 31 || /[[\]:*?/\\]/.test(title))).toEqual([]);
    expect(titles.filter((title, index) => title === english[index]?.title && !SAME.has(title))).toEqual([]);
  });

  it('names every column in Turkish, and none twice', () => {
    for (const [index, { columns, id }] of turkish.entries()) {
      const same = columns.filter((column, at) => column === english[index]?.columns[at] && !SAME.has(column));
      expect([id, same]).toEqual([id, []]);
      expect([id, new Set(columns).size]).toEqual([id, columns.length]);
    }
  });

  it('says every total in Turkish, with the ids and numbers of the English one', () => {
    const [here, there] = [[...(turkish[0]?.rows ?? [])], [...(english[0]?.rows ?? [])]];

    expect(here.map(([, ...rest]) => rest)).toEqual(there.map(([, ...rest]) => rest));
    expect(here.flatMap(([label], index) => (label === there[index]?.[0] ? [label] : []))).toEqual([]);
  });

  it('says words of cells in Turkish and leaves names and keys alone', () => {
    // Rows come once.
    const rowsIn = (t: typeof EN | typeof TURKISH) => (id: string) => [
      ...(reportTables(data, t).find((table) => table.id === id)?.rows ?? []),
    ];
    const [rows, plain] = [rowsIn(TURKISH), rowsIn(EN)];

    expect(rows('users').map((row) => row[0])).toEqual(plain('users').map((row) => row[0]));
    expect(new Set(rows('users').map((row) => row[5]))).toContain('abone');
    expect(new Set(rows('numbers').map((row) => row[1]))).toEqual(new Set(['taşınıyor', 'kalıyor']));
    expect(rows('features').every((row) => row[6] === 'evet' || row[6] === 'hayır')).toBe(true);
    expect(rows('findings').every((row) => /^(engel|uyarı|not)$/.test(String(row[0])))).toBe(true);
    expect(rows('completeness').filter((row, index) => row[0] === plain('completeness')[index]?.[0])).toEqual([]);
  });
});

describe('the Turkish page', () => {
  it('marks what stays English for screen readers, and only there', () => {
    const page = renderHtml(data, TURKISH);

    expect(page).toContain('<html lang="tr"');
    expect(page).toMatch(/<span lang="en">[^<]+<\/span>/);
    expect(renderHtml(data)).not.toContain('<span lang="en">');
  });

  it('shows a text of an own table in English, marked so', () => {
    const own = structuredClone(data);
    if (!own.mapping.done) throw new Error('nothing is mapped');
    const [first] = own.mapping.losses.services;
    if (first !== undefined) Object.assign(first, { notice: 'Ours is <other>.' });

    expect(renderHtml(own, TURKISH)).toContain('<dd><span lang="en">Ours is &lt;other&gt;.</span></dd>');
  });
});

describe('what report prints in Turkish', () => {
  it.each<Reached>([
    'nothing',
    'extract',
    'map',
    'precheck',
    'plan',
    'provision',
    'verify',
  ])('says after %s the same as in English', (reached) => {
    const report = collectReport(reportWorkspace({ reached }).ports, { now: NOW });
    const [english, turkish] = [EN, TURKISH].map((t) => reportView(report, { html: 'r.html', csv: 'csv' }, t));
    const numbers = (view: unknown) => (JSON.stringify(view).match(/\d+/g) ?? []).sort();

    expect(turkish?.map(({ kind }) => kind)).toEqual(english?.map(({ kind }) => kind));
    expect(numbers(turkish)).toEqual(numbers(english));
    const list = (view: typeof english) => view?.flatMap((block) => (block.kind === 'list' ? block.items : [])) ?? [];
    expect(list(turkish).filter((item) => list(english).includes(item))).toEqual([]);
  });
});
