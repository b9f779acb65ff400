import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/report/html/page.ts';
import { collectReport } from '../../src/report/report-data.ts';
import { reportWorkspace } from '../builders/report-database.ts';

/** `CHROMIUM_PATH`, else the first `chromium` on the PATH. */
function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined) return named;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, 'chromium')).find((file) => existsSync(file));
}

const executablePath = findChromium();
const HOSTILE = ['<script>document.title = "owned"</script>', '"><img src="https://evil.test/x">', '\u202egnitirw'];

describe.skipIf(executablePath === undefined)(
  `report in a real browser${executablePath === undefined ? ' (skipped: no chromium on the PATH and no CHROMIUM_PATH)' : ''}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'report-'));
    const file = join(folder, 'report.html');
    const smallFile = join(folder, 'small.html');
    let browser: Browser;

    beforeAll(async () => {
      const write = (path: string, users: number) => {
        const { ports } = reportWorkspace({ users, lastNames: HOSTILE });
        writeFileSync(path, renderHtml(collectReport(ports, { now: new Date('2026-11-23T10:00:00Z') })));
      };
      write(file, 10_000);
      write(smallFile, 300);
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

    async function open(path: string, options: Parameters<Browser['newPage']>[0] = {}) {
      const page = await browser.newPage(options);
      const said: string[] = [];
      const requests: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(String(error)));
      page.on('request', (request) => requests.push(request.url()));
      await page.goto(pathToFileURL(path).href);
      return { page, said, requests };
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

    it('prints every row, and opens what is folded', async () => {
      const { page } = await open(smallFile);

      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      expect(await people(page).locator('tbody tr').count()).toBe(300);
      expect(await page.locator('details:not([open])').count()).toBe(0);
      await page.emulateMedia({ media: 'print' });
      // Heads of tables repeat on each sheet only if they hold no controls.
      expect(await page.locator('thead button:visible, nav:visible, .tools:visible').count()).toBe(0);
      expect((await page.locator('thead:visible').allInnerTexts())[0]).toContain('Question');
      expect(await page.locator('.signature').isVisible()).toBe(true);
      await page.emulateMedia({ media: 'screen' });
      await page.evaluate("dispatchEvent(new Event('afterprint'))");
      expect(await people(page).locator('tbody tr').count()).toBe(100);
      await page.close();
    });

    it('shows every row without its script too', async () => {
      const { page } = await open(smallFile, { javaScriptEnabled: false });

      expect(await people(page).locator('tbody tr').count()).toBe(300);
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
