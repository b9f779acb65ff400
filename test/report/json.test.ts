import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { renderHtml } from '../../src/report/html/page.ts';
import { renderJson } from '../../src/report/json.ts';
import { collectReport, ReportDataSchema } from '../../src/report/report-data.ts';
import { reportView } from '../../src/report/report-view.ts';
import { reportWorkspace } from '../builders/report-database.ts';

const NOW = new Date('2026-11-23T10:00:00Z');
const STAGES = ['nothing', 'extract', 'map', 'precheck', 'plan', 'provision', 'verify'] as const;
/** As published, with room for fields to come; and as this version writes it, to the field. */
const published = z.toJSONSchema(ReportDataSchema, { io: 'input' });
const exact = z.toJSONSchema(ReportDataSchema);
const validate = new Ajv2020({ strict: false }).compile(exact);

describe('renderJson', () => {
  it('has the published schema', async () => {
    const text = `${JSON.stringify({ ...published, title: 'bw2wholesale report' }, null, 2)}\n`;

    await expect(text).toMatchFileSnapshot('../../docs/report.schema.json');
  });

  it.each(STAGES)('fits the schema after %s', (reached) => {
    const data: unknown = JSON.parse(renderJson(collectReport(reportWorkspace({ reached }).ports, { now: NOW })));

    validate(data);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('says the same numbers as the page and the terminal', () => {
    const data = collectReport(reportWorkspace({ users: 1234 }).ports, { now: NOW });
    const page = renderHtml(data);
    const cells = JSON.stringify(reportView(data, { html: 'report.html' }));
    const { mapping, precheck, plan, outcome, verification, source } = data;
    if (!mapping.done || !precheck.done || !plan.done || !outcome.done || !verification.done || !source.done) {
      throw new Error('incomplete');
    }
    const written = (count: number) => new Intl.NumberFormat('en').format(count);

    expect(source.entities.users).toBe(1234);
    for (const text of [page, cells]) {
      expect(text).toContain(written(1234));
      expect(text).toContain(`${written(plan.steps)} steps`);
      expect(text).toContain(`${written(precheck.warnings)} warnings`);
      expect(text).toContain(`${written(verification.matched)} matched`);
    }
    const people = page.slice(page.indexOf('<section id="people"'), page.indexOf('<section id="features"'));
    expect(people.match(/<tr><th scope="row">[^<]*<small>[^<]*@example\.test<\/small>/g)).toHaveLength(1234);
    expect(page).toContain(`<b>${written(mapping.numbers.move)}</b> move`);
    expect(page).toContain(`<b>${written(precheck.readiness.owners.notReady)}</b> not ready`);
    for (const { settings } of mapping.coverage.outcomes) expect(page).toContain(`<b>${written(settings)}</b>`);
    for (const count of Object.values(outcome.counts))
      expect(page).toContain(`<td class="number">${written(count)}</td>`);
  });
});

describe('reportView', () => {
  it('stays in the sandbox with the next command of a rehearsal', () => {
    const view = reportView(collectReport(reportWorkspace({ reached: 'plan' }).ports, { now: NOW }), {});

    expect(view.at(-1)).toMatchObject({ command: 'bw2wholesale provision --sandbox' });
  });

  it.each(STAGES)('after %s, ends by naming the next command', (reached) => {
    const view = reportView(collectReport(reportWorkspace({ reached }).ports, { now: NOW }), {
      html: 'reports/r.html',
    });

    expect(view.at(-1)).toMatchObject({ kind: 'next', command: expect.stringMatching(/^bw2wholesale \w/) });
    expect(JSON.stringify(view)).toContain('reports/r.html');
  });
});
