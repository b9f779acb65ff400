/**
 * `node test/scripts/screenshot.mjs REPORT.html OUT.png [--width N] [--height N] [--dark] [--full] [--at ID] [--print]`
 *
 * Takes a picture of a report with Debian's Chromium; `--print` writes the PDF that paper would get instead.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    width: { type: 'string', default: '1400' },
    height: { type: 'string', default: '900' },
    at: { type: 'string' },
    dark: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    print: { type: 'boolean', default: false },
  },
});
const [report, out] = positionals;
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
if (report === undefined || out === undefined || !existsSync(executablePath)) {
  process.stderr.write('needs a report, an output file, and Chromium (CHROMIUM_PATH, else /usr/bin/chromium)\n');
  process.exit(2);
}

const browser = await chromium.launch({
  executablePath,
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
try {
  const page = await browser.newPage({
    viewport: { width: Number(values.width), height: Number(values.height) },
    colorScheme: values.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  await page.goto(pathToFileURL(resolve(report)).href);
  if (values.at !== undefined) await page.locator(`#${values.at}`).evaluate((element) => element.scrollIntoView());
  if (values.print) await page.pdf({ path: out, preferCSSPageSize: true, printBackground: true });
  else await page.screenshot({ path: out, fullPage: values.full });
} finally {
  await browser.close();
}
