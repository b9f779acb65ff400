import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { anonymiseReport } from '../../src/report/anonymise/anonymise-report.ts';
import { createPseudonyms } from '../../src/report/anonymise/pseudonyms.ts';
import { createScrubber } from '../../src/report/anonymise/scrubber.ts';
import { csvChunks } from '../../src/report/export/csv.ts';
import { writeXlsx } from '../../src/report/export/xlsx.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { renderJson } from '../../src/report/json.ts';
import { collectReport, ReportDataSchema } from '../../src/report/report-data.ts';
import { reportTables } from '../../src/report/tables/report-tables.ts';
import { reportTotals } from '../../src/report/totals.ts';
import { reportWorkspace } from '../builders/report-database.ts';
import { readWorkbook } from './read-workbook.ts';
import { TURKISH } from './turkish.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const { db, ports } = reportWorkspace({ users: 60 });
const data = collectReport(ports, { now: NOW });
const anonymous = anonymiseReport(data, 'key');

/** Everything that identifies somebody, straight from the tables of the source and the drafts. */
function identifying(): string[] {
  const texts = (sql: string): string[] => db.prepare<[], string>(sql).pluck().all();
  return [
    ...texts('SELECT key FROM bw_user'),
    ...texts("SELECT json_extract(data, '$.lastName') FROM bw_user"),
    ...texts("SELECT json_extract(data, '$.dn') FROM bw_user WHERE json_extract(data, '$.dn') IS NOT NULL"),
    ...texts("SELECT json_extract(data, '$.number') FROM draft WHERE kind = 'number'"),
    ...texts("SELECT json_extract(data, '$.mac') FROM draft WHERE json_extract(data, '$.mac') IS NOT NULL"),
    ...texts("SELECT json_extract(data, '$.name') FROM draft WHERE kind IN ('customer', 'location')"),
    ...texts("SELECT json_extract(data, '$.address.addressLine1') FROM draft WHERE kind = 'location'"),
    'juniper',
    'Juniper',
    'maria',
    'Quay Street',
    'example.test',
  ].filter((text) => text !== null && text !== '' && !/^Phone \d+$/.test(text));
}

describe('anonymiseReport', () => {
  it('leaves no name, id, number, e-mail, address or MAC in any format', async () => {
    const stream = new PassThrough();
    const [file] = await Promise.all([buffer(stream), writeXlsx(reportTables(anonymous), stream)]);
    const formats = {
      html: renderHtml(anonymous),
      turkish: renderHtml(anonymous, TURKISH),
      json: renderJson(anonymous),
      csv: reportTables(anonymous)
        .flatMap((table) => [...csvChunks(table)])
        .join('\n'),
      xlsx: [...(await readWorkbook(file)).parts.values()].join('\n'),
    };
    const terms = identifying();

    expect(terms.length).toBeGreaterThan(150);
    for (const [format, text] of Object.entries(formats)) {
      expect([format, terms.filter((term) => text.includes(term))]).toEqual([format, []]);
    }
  });

  it('keeps every total, the schema, and who is who', () => {
    const validate = new Ajv2020({ strict: false }).compile(z.toJSONSchema(ReportDataSchema));
    if (!anonymous.mapping.done || !anonymous.precheck.done || !data.mapping.done) throw new Error('incomplete');
    const { people } = anonymous.mapping;
    const { objects } = anonymous.precheck.readiness;

    expect(reportTotals(anonymous)).toEqual(reportTotals(data));
    validate(JSON.parse(renderJson(anonymous)));
    expect(validate.errors ?? []).toEqual([]);
    expect(new Set(people.map(({ userId }) => userId)).size).toBe(60);
    // A person's row still leads to what was judged about that person.
    expect(people.filter(({ draft, becomes }) => becomes !== 'notMigrated' && !(draft && objects[draft]))).toEqual([]);
  });

  it('replaces what people wrote on their keys, and leaves the names of services and packages readable', () => {
    if (!data.precheck.done || !data.mapping.done) throw new Error('incomplete');
    const [group] = data.precheck.groups;
    const [person] = data.mapping.people;
    if (group === undefined || person === undefined) throw new Error('incomplete');
    const said = '2 keys for speed dials: Ferry taxi, Lobby';
    const why = 'Voice Messaging User needs more than webex_voice';
    const labelled = {
      ...data,
      precheck: {
        ...data.precheck,
        groups: [{ ...group, items: [{ kind: 'device', id: 'device:x', customer: 'c', message: said }] }],
      },
      mapping: {
        ...data.mapping,
        people: [{ ...person, name: 'Portland Voice', services: ['Voice Messaging User'], why }],
      },
    };

    const text = JSON.stringify(anonymiseReport(labelled, 'key', ['Ferry taxi', 'Lobby', 'Voice Messaging User']));

    expect(text).toMatch(/2 keys for speed dials: Label \w{8}, Lobby/);
    expect(text).toContain(why);
    expect(text).not.toMatch(/Portland/);
  });

  it('replaces a number that a difference is named after, as in the activation of numbers', () => {
    const difference = { field: '+15035550102', expected: 'ACTIVE', actual: 'INACTIVE' };
    const own = { field: 'firstName', expected: 'Ben', actual: 'Benjamin' };
    const changes = [{ kind: 'activation', label: 'activation of 1 number', differences: [difference, own] }];
    if (!data.plan.done) throw new Error('no plan');

    const { plan } = anonymiseReport({ ...data, plan: { ...data.plan, changes } }, 'key');
    if (!plan.done) throw new Error('no plan');

    expect(plan.changes[0]?.differences.map(({ field }) => field)).toEqual([
      expect.stringMatching(/^\+999\d{11}$/),
      'firstName',
    ]);
  });

  it('gives the same pseudonyms again with the same key, and others with another', () => {
    expect(anonymiseReport(data, 'key')).toEqual(anonymous);
    expect(JSON.stringify(anonymiseReport(data, 'other'))).not.toBe(JSON.stringify(anonymous));
  });
});

describe('createPseudonyms', () => {
  it('keeps different digits different: a permutation, not a hash', () => {
    const { digits } = createPseudonyms('key');
    const all = new Set(Array.from({ length: 10_000 }, (_, index) => digits(String(index).padStart(4, '0'))));

    expect(all.size).toBe(10_000);
    expect([...all].every((text) => /^\d{4}$/.test(text))).toBe(true);
    expect(digits('+15035550101')).toMatch(/^\+999\d{11}$/);
  });
});

describe('createScrubber', () => {
  it('finds terms inside sentences, and addresses and numbers that nobody told it', () => {
    const { learn, scrub } = createScrubber(createPseudonyms('key'));
    learn('person', 'Adams');
    learn('digits', '1005');
    learn('id', 'acme/north desk');

    expect(scrub('400: extension 1005 of ADAMS; call 24051005')).not.toMatch(/1005|adams/i);
    expect(scrub('write to eve@other.example, or +442079460000.')).toMatch(
      /^write to u-\w+@anonymous\.invalid, or \+999\d+\.$/,
    );
    expect(scrub('device 0004F2B1C202')).toMatch(/^device 02[0-9A-F]{10}$/);
    expect(scrub('acme%2Fnorth%20desk')).toMatch(/^id-\w{8}$/);
    expect(scrub('Adamson waits 300 s')).toBe('Adamson waits 300 s');
  });

  it('leaves the words of sentences alone, where somebody is called like one of them', () => {
    const { learn, scrub } = createScrubber(createPseudonyms('key'), new Set(['will', 'sales', 'calls', 'adams']));
    learn('person', 'Will');
    learn('person', 'Will Adams');
    learn('feature', 'Sales');
    learn('id', 'calls');

    expect(scrub('calls of sales will come back')).toBe('calls of sales will come back');
    expect(scrub('hunt group Sales: subscriber Will Adams, SALES')).toMatch(
      /^hunt group Feature \w{8}: subscriber Person \w{8}, Feature \w{8}$/,
    );
    expect(scrub('calls')).toMatch(/^id-/);
    expect(scrub('group acme/calls and "calls", group:calls')).toMatch(
      /^group acme\/id-\w{8} and "id-\w{8}", group:id-\w{8}$/,
    );
  });
});
