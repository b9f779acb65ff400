import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csvChunks, defuse } from '../../src/report/export/csv.ts';
import { writeXlsx } from '../../src/report/export/xlsx.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { renderJson } from '../../src/report/json.ts';
import { collectReport, type ReportData } from '../../src/report/report-data.ts';
import { reportTables } from '../../src/report/tables/report-tables.ts';
import { reportWorkspace, TARGET } from '../builders/report-database.ts';
import { readWorkbook, type Workbook } from './read-workbook.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const HOSTILE = [
  '<script>alert(1)</script>',
  `=cmd|' /C calc'!A0`,
  '\u202Egnitirw',
  '👩‍👩‍👧 Ünïcode',
  '數'.repeat(30),
  '\t=1+1',
  '@SUM(A1)',
];

async function workbookOf(data: ReportData): Promise<Workbook> {
  const stream = new PassThrough();
  const [file] = await Promise.all([buffer(stream), writeXlsx(reportTables(data), stream)]);
  return readWorkbook(file);
}

function csvOf(data: ReportData, id: string): string[][] {
  const table = reportTables(data).find((candidate) => candidate.id === id);
  if (table === undefined) throw new Error(`no table ${id}`);
  return parse([...csvChunks(table)].join(''), { bom: true });
}

describe('the same totals', () => {
  const { db, ports } = reportWorkspace({ users: 300 });
  const data = collectReport(ports, { now: NOW });
  const one = (sql: string, ...values: string[]): number =>
    Number(
      db
        .prepare(sql)
        .pluck()
        .get(...values),
    );
  const drafts = (kind: string) => one('SELECT COUNT(*) FROM draft WHERE kind = ?', kind);
  /** Counted here from the tables of the database, by nothing of the report. */
  const counted: Readonly<Record<string, number>> = {
    'source.users': one('SELECT COUNT(*) FROM bw_user'),
    'source.groups': one('SELECT COUNT(*) FROM bw_group'),
    'mapping.customers': drafts('customer'),
    'mapping.locations': drafts('location'),
    'mapping.people': one('SELECT COUNT(*) FROM bw_user'),
    'mapping.subscribers': drafts('subscriber'),
    'mapping.workspaces': drafts('workspace'),
    'mapping.virtualLines': drafts('virtualLine'),
    'mapping.devices': drafts('device'),
    'mapping.devices.replace': one(
      "SELECT COUNT(*) FROM draft WHERE kind = 'device' AND json_extract(data, '$.fate') = 'replace'",
    ),
    'mapping.numbers.move': one(
      "SELECT COUNT(*) FROM draft WHERE kind = 'number' AND json_extract(data, '$.fate') = 'move'",
    ),
    'mapping.package.webex_calling': one(
      "SELECT COUNT(*) FROM draft WHERE json_extract(data, '$.package') = 'webex_calling'",
    ),
    'mapping.losses': one('SELECT COUNT(*) FROM loss'),
    'mapping.coverage.lost': one("SELECT SUM(settings) FROM coverage WHERE outcome = 'lost'"),
    'precheck.blockers': one("SELECT COUNT(*) FROM finding WHERE severity = 'blocker'"),
    'precheck.warnings': one("SELECT COUNT(*) FROM finding WHERE severity = 'warning'"),
    'outcome.created': one("SELECT COUNT(*) FROM step_state WHERE state = 'created' AND target = ?", TARGET),
    'outcome.failed': one("SELECT COUNT(*) FROM step_state WHERE state = 'failed' AND target = ?", TARGET),
    'verification.matched': one("SELECT COUNT(*) FROM verification WHERE state = 'matched' AND target = ?", TARGET),
    'verification.different': one("SELECT COUNT(*) FROM verification WHERE state = 'different'"),
  };

  it('stand in HTML, XLSX, CSV, JSON and the database', async () => {
    const { sheets } = await workbookOf(data);
    const sheet = new Map((sheets.get('Summary') ?? []).map(([, id = '', value = '']) => [id, value]));
    const csv = new Map(csvOf(data, 'summary').map(([, id = '', value = '']) => [id, value]));
    const page = renderHtml(data);
    const html = new Map(
      [...page.matchAll(/<code>([\w.-]+)<\/code><\/td><td class="number">([\d,]+)<\/td>/g)].map(
        ([, id = '', value = '']) => [id, value.replaceAll(',', '')],
      ),
    );
    const json: ReportData = JSON.parse(renderJson(data));

    for (const [id, value] of Object.entries(counted)) {
      expect([id, sheet.get(id), csv.get(id), html.get(id)]).toEqual([id, ...Array(3).fill(String(value))]);
    }
    expect([...sheet.keys()].slice(1)).toEqual([...csv.keys()].slice(1));
    expect([...html.keys()]).toEqual([...csv.keys()].slice(1));
    if (!json.mapping.done || !json.precheck.done || !json.verification.done) throw new Error('incomplete');
    expect({
      'mapping.people': json.mapping.people.length,
      'mapping.devices': json.mapping.devices.rows.length,
      'mapping.losses': json.mapping.losses.total,
      'mapping.numbers.move': json.mapping.numbers.move,
      'precheck.blockers': json.precheck.blockers,
      'verification.matched': json.verification.matched,
    }).toMatchObject({
      'mapping.people': counted['mapping.people'],
      'mapping.devices': counted['mapping.devices'],
      'mapping.losses': counted['mapping.losses'],
      'mapping.numbers.move': counted['mapping.numbers.move'],
      'precheck.blockers': counted['precheck.blockers'],
      'verification.matched': counted['verification.matched'],
    });
  });

  it('and as many rows in each sheet as in its CSV', async () => {
    const { sheets } = await workbookOf(data);

    for (const table of reportTables(data)) {
      expect([table.id, sheets.get(table.title)?.length]).toEqual([table.id, csvOf(data, table.id).length]);
    }
    expect(csvOf(data, 'users')).toHaveLength(301);
  });
});

describe('hostile names', () => {
  const data = collectReport(reportWorkspace({ users: 24, lastNames: HOSTILE }).ports, { now: NOW });

  it('are text in the workbook: no cell holds a formula', async () => {
    const { sheets, parts } = await workbookOf(data);
    const names = (sheets.get('Users') ?? []).map((row) => row[1]);

    for (const text of [...parts].filter(([name]) => name.includes('worksheets')).map(([, part]) => part)) {
      expect(text).not.toMatch(/<f[ >]|t="str"/);
    }
    expect(names).toContain("Bruno =cmd|' /C calc'!A0");
    expect(names).toContain(`Eva ${'數'.repeat(30)}`);
    expect(names).toContain('Dmitri 👩‍👩‍👧 Ünïcode');
  });

  it.each([
    '=1+1',
    '+1-240',
    '-1',
    '@SUM(A1)',
    '\t=1',
    ' =1',
    '＝1',
    '|calc',
    '%0A=1',
    '\uFEFF=1',
  ])('get an apostrophe in CSV where they could run: %j', (text) => expect(defuse(text)).toBe(`'${text}`));

  it.each(['Anna', '+15035550101', 'a=b', 'x@y.test', '數'])('stay as they are in CSV where they cannot: %s', (text) =>
    expect(defuse(text)).toBe(text));

  it('come back from CSV as they were, apostrophes apart', () => {
    const names = csvOf(data, 'users').map((row) => row[1]);

    expect(names).toContain('Anna <script>alert(1)</script>');
    expect(names).toContain('Chiara \u202Egnitirw');
  });
});
