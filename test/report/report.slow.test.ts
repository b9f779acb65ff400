import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/report/html/page.ts';
import { runPageChunks } from '../../src/report/html/run-page.ts';
import { collectReport } from '../../src/report/report-data.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { EN } from '../../src/report/texts/en.ts';
import type { Texts } from '../../src/report/texts/pattern.ts';
import { reportWorkspace } from '../builders/report-database.ts';
import { TURKISH } from './turkish.ts';

/** `CHROMIUM_PATH`, else the first `chromium` on the PATH. */
function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined) return named;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'chromium')).find((file) => existsSync(file));
}

const executablePath = findChromium();
/** Users of a report with a second page. */
const SMALL = 120;
const HOSTILE = ['<script>document.title = "owned"</script>', '"><img src="https://evil.test/x">', '\u202egnitirw'];

/** A run of so many steps: each third without an answer, each sixth of all still in doubt, one failed. */
function runOf(count: number): RunReport {
  const steps = Array.from({ length: count }, (_, index) => ({
    step: `step-${index}`,
    kind: 'subscriber',
    label: `subscriber person ${index} <b>`,
    requests: 1 + (index % 2),
    outcome: index % 3 === 0 ? 'no-answer' : 'done',
    ...(index % 3 === 0 ? {} : { status: 200, trackingId: `T_${index}` }),
    stateNow: index % 6 === 0 ? 'in-doubt' : 'created',
  }));
  const counts = { created: count - 1, failed: 1 };
  return {
    stage: 'report-run',
    schema: '1.0',
    generatedAt: '2026-11-23T10:00:00.000Z',
    run: {
      id: '01KAEXAMPLE',
      command: 'provision',
      target: 'sandbox#o',
      plan: 'a1b2c3d4e5f60718',
      by: 'maria',
      startedAt: '2026-11-23T09:00:00.000Z',
      endedAt: '2026-11-23T09:05:00.000Z',
      outcome: 'interrupted',
      requests: count,
    },
    summary: {
      counts,
      byKind: [{ kind: 'subscriber', counts }],
      failures: [{ kind: 'subscriber', label: 'subscriber x', state: 'failed', cause: 'the target said no' }],
      retries: 3,
      throttled: 1,
      durationMs: 300_000,
    },
    journal: {
      requests: count,
      steps: count,
      repeated: 2,
      unclear: count / 3,
      inDoubt: count / 6,
      byOutcome: [{ operation: 'create', outcome: 'done', count }],
    },
    steps,
  };
}

describe.skipIf(executablePath === undefined)(
  `report in a real browser${executablePath === undefined ? ' (skipped: no chromium on the PATH and no CHROMIUM_PATH)' : ''}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'report-'));
    const file = join(folder, 'report.html');
    const smallFile = join(folder, 'small.html');
    const turkishFile = join(folder, 'turkish.html');
    const runFile = join(folder, 'run.html');
    const turkishRunFile = join(folder, 'turkish-run.html');
    let browser: Browser;

    beforeAll(async () => {
      const write = (path: string, users: number, texts: Texts = EN) => {
        const { ports } = reportWorkspace({ users, lastNames: HOSTILE });
        writeFileSync(path, renderHtml(collectReport(ports, { now: new Date('2026-11-23T10:00:00Z') }), texts));
      };
      write(file, 10_000);
      write(smallFile, SMALL);
      write(turkishFile, SMALL, TURKISH);
      writeFileSync(runFile, [...runPageChunks(runOf(120), EN)].join(''));
      writeFileSync(turkishRunFile, [...runPageChunks(runOf(120), TURKISH)].join(''));
      browser = await chromium.launch({
        ...(executablePath === undefined ? {} : { executablePath }),
        args: [
          '--no-sandbox',
          '--headless',
          '--disable-gpu',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--no-first-run',
        ],
      });
    }, 120_000);
    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}, hash = '') {
      const page = await browser.newPage(options);
      const said: string[] = [];
      const requests: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(String(error)));
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(`${pathToFileURL(path).href}${hash}`);
      return { page, said, requests };
    }
    /** Turns each long table to its last page, as its button does. */
    async function lastPage(page: Page) {
      for (const next of await page.locator('.pager button:last-of-type').all()) {
        while ((await next.isVisible()) && (await next.isEnabled())) await next.click();
      }
    }
    const people = (page: Page) => page.locator('#people');
    const names = (page: Page) => people(page).locator('tbody tr th').allInnerTexts();

    it('shows 10,000 users a page at a time, says nothing on the console and asks for nothing but itself', async () => {
      const { page, said, requests } = await open(file);

      expect(await people(page).locator('tbody tr').count()).toBe(100);
      expect(await people(page).locator('output').textContent()).toBe('1–100 of 10,000');
      await people(page).getByRole('button', { name: 'Next' }).click();
      expect(await people(page).locator('output').textContent()).toBe('101–200 of 10,000');
      expect(await page.title()).toBe('Juniper Ridge Clinics – migration report');
      expect(said).toEqual([]);
      expect(requests).toEqual([pathToFileURL(file).href]);
      await page.close();
    });

    it('searches every user, hostile names included, and takes the words in any order', async () => {
      const { page } = await open(file);
      const search = page.getByRole('searchbox', { name: 'Search: Users before and after' });

      await search.fill('<script>');
      expect(await names(page)).toEqual([expect.stringContaining('Anna <script>document.title = "owned"</script>')]);
      await search.fill('1005 lobby5@');
      expect(await names(page)).toEqual([expect.stringContaining('Lobby Phone 5')]);
      await search.fill('nobody has this name');
      expect(await people(page).locator('output').textContent()).toBe('Nothing found');
      await page.close();
    });

    it('sorts by a column both ways, numbers as numbers, and keeps the search', async () => {
      const { page } = await open(file);
      const extensions = async () => (await people(page).locator('tbody td:nth-child(6)').allInnerTexts()).map(Number);
      const head = people(page).getByRole('button', { name: 'Ext.' });

      await head.click();
      expect((await extensions()).slice(0, 3)).toEqual([1000, 1001, 1002]);
      expect(await people(page).locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
      await page.getByRole('searchbox', { name: 'Search: Users before and after' }).fill('virtual line');
      await head.click();
      const found = await extensions();
      expect(found).toEqual([...found].sort((a, b) => b - a));
      expect(found[0]).toBeGreaterThan(9999);
      await page.close();
    });

    it('filters by the values of a column, and keeps the search', async () => {
      const { page } = await open(smallFile);
      const filter = page.getByRole('combobox', { name: 'Package (Users before and after)' });

      await filter.focus();
      await filter.selectOption('Common Area Calling');
      const shown = await people(page).locator('tbody tr').allInnerTexts();
      expect(shown.length).toBeGreaterThan(10);
      expect(shown.every((row) => row.includes('Common Area Calling'))).toBe(true);
      await page.getByRole('searchbox', { name: 'Search: Users before and after' }).fill('lobby5@');
      expect(await people(page).locator('tbody tr').count()).toBe(1);
      await page.close();
    });

    it('opens a deep link with its search, and what it leads to unfolded', async () => {
      const { page, said } = await open(smallFile, {}, '#people?q=lobby5%40');

      expect(await names(page)).toEqual([expect.stringContaining('Lobby Phone 5')]);
      await page.goto(`${pathToFileURL(smallFile).href}#site-2`);
      expect(await page.locator('#site-2').getAttribute('open')).not.toBeNull();
      expect(await page.locator('#site-2 table.calls tbody tr').count()).toBeGreaterThan(3);
      expect(said).toEqual([]);
      await page.close();
    });

    it('is worked by keyboard: the skip link, / for the search, Enter on a head', async () => {
      const { page } = await open(smallFile);

      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.className')).toBe('skip');
      await page.keyboard.press('/');
      expect(await page.evaluate('document.activeElement.type')).toBe('search');
      await people(page).getByRole('button', { name: 'Ext.' }).focus();
      await page.keyboard.press('Enter');
      expect(await people(page).locator('th[aria-sort]').count()).toBe(1);
      await page.close();
    });

    it.each([
      { name: 'light', file: 'small', options: {} },
      { name: 'dark', file: 'small', options: { colorScheme: 'dark' } },
      { name: 'narrow', file: 'small', options: { viewport: { width: 390, height: 844 } } },
      { name: 'Turkish', file: 'turkish', options: {} },
      { name: 'a run', file: 'run', options: {} },
      { name: 'a run, dark', file: 'run', options: { colorScheme: 'dark' } },
      { name: 'a run, narrow', file: 'run', options: { viewport: { width: 390, height: 844 } } },
      { name: 'a run, Turkish', file: 'turkishRun', options: {} },
    ] as const)('passes the accessibility check: $name', async ({ name, file: which, options }) => {
      const files = {
        small: smallFile,
        turkish: turkishFile,
        run: runFile,
        turkishRun: turkishRunFile,
      };
      const { page, said, requests } = await open(files[which], options);
      // The first of each kind is checked with a full page of rows; where the same rows only look different, few will do.
      if (!['light', 'a run'].includes(name)) await lastPage(page);

      await page.evaluate(axe.source);
      const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
        "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })",
      );
      expect(
        found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)} ×${nodes.length}`),
      ).toEqual([]);
      expect(said).toEqual([]);
      expect(requests).toHaveLength(1);
      await page.close();
    });

    it('shows a run: steps to search, and those in doubt apart', async () => {
      const { page, said } = await open(runFile);

      expect(await page.locator('#doubt tbody tr').count()).toBe(40);
      expect(await page.locator('#history output').textContent()).toBe('1–100 of 120');
      await page.locator('#history input[type="search"]').fill('person 119');
      expect(await page.locator('#history tbody tr th').allInnerTexts()).toEqual(['subscriber person 119 <b>']);
      expect(said).toEqual([]);
      await page.close();
    });

    it('speaks Turkish where asked to, and says nothing in English of its own', async () => {
      const { page } = await open(turkishFile);

      expect(await page.locator('html').getAttribute('lang')).toBe('tr');
      expect(await page.locator('nav').innerText()).not.toMatch(/Summary|Users|Findings|Numbers|Readiness/);
      expect(await page.locator('#people thead').innerText()).toContain('Dahili');
      await page.close();
    });

    it('prints every row, and opens what is folded', async () => {
      const { page } = await open(smallFile);

      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      expect(await people(page).locator('tbody tr').count()).toBe(SMALL);
      expect(await page.locator('details:not([open])').count()).toBe(0);
      await page.emulateMedia({ media: 'print' });
      // Heads of tables repeat on each sheet only if they hold no controls.
      expect(await page.locator('thead button:visible, nav:visible, .tools:visible').count()).toBe(0);
      expect((await page.locator('thead:visible').allInnerTexts())[0]).toContain('Question');
      expect(await page.locator('.signature').isVisible()).toBe(true);
      // A total that repeats at the foot of every sheet reads like the sum of the rows above it.
      const feet = await page.evaluate<string[]>(
        "[...document.querySelectorAll('tfoot')].map((foot) => getComputedStyle(foot).display)",
      );
      expect(new Set(feet)).toEqual(new Set(['table-row-group']));
      // The sheet of a site says what it was taken from, and leaves room for what a person writes.
      const sheet = page.locator('details.site').first();
      expect(await sheet.innerText()).toContain('From the report of 23 Nov 2026, 10:00 UTC, plan a1b2c3d4e5f6');
      const widths = await sheet
        .locator('table.calls thead th')
        .evaluateAll((heads) => heads.map((head) => head.getBoundingClientRect().width));
      expect(widths[0]).toBeLessThan((widths[3] ?? 0) / 2);
      await page.emulateMedia({ media: 'screen' });
      await page.evaluate("dispatchEvent(new Event('afterprint'))");
      expect(await people(page).locator('tbody tr').count()).toBe(100);
      await page.close();
    });

    it('shows every row without its script too', async () => {
      const { page } = await open(smallFile, { javaScriptEnabled: false });

      expect(await people(page).locator('tbody tr').count()).toBe(SMALL);
      await page.close();
    });

    it.each([
      { name: 'wide', options: { viewport: { width: 1400, height: 900 } } },
      { name: 'dark', options: { viewport: { width: 1400, height: 900 }, colorScheme: 'dark' } },
      { name: 'narrow', options: { viewport: { width: 390, height: 844 } } },
    ] as const)('fits a $name window without sideways scrolling of the page', async ({ name, options }) => {
      const { page } = await open(smallFile, options);
      const picture = join(folder, `${name}.png`);

      await page.screenshot({ path: picture });
      expect(readFileSync(picture).byteLength).toBeGreaterThan(20_000);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      await page.close();
    });
  },
);
