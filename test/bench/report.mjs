/**
 * `npm run bench -- --only report [--users N] [--runs N] [--folder FOLDER]`: the report of 10,000 users against a plain
 * writer that puts the same rows into static tables, in the same run; then both pages opened in Chromium, ours until its
 * first search is answered. FOLDER is a workspace folder in which `precheck` has run; without one a capture is invented
 * and taken that far, which takes some minutes. Needs a built program.
 *
 * The writers are measured in processes of their own; what both share (opening the database, collecting the data) is
 * left out by handing both the collected JSON.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { benchOptions, giveUp, makeCapture } from './benches.mjs';

const values = benchOptions('report');
const root = fileURLToPath(new URL('../../', import.meta.url));
const bin = join(root, 'bin/bw2wholesale.js');
const folder = mkdtempSync(join(tmpdir(), 'bw2w-report-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const json = join(folder, 'report.json');
const dist = (file) => JSON.stringify(new URL(`../../dist/${file}`, import.meta.url).href);
const say = (what, value) => process.stdout.write(`${what.padEnd(44)} ${value}\n`);

const workspace = values.folder ?? prepared();
command(['report', '--html', join(folder, 'first.html'), '--json', json]);

const head = `import { readFileSync } from 'node:fs';
import { reportTables } from ${dist('report/tables/report-tables.js')};
import { writeChunks, writeStreamed } from ${dist('cli/write-file.js')};
const data = JSON.parse(readFileSync(${JSON.stringify(json)}, 'utf8'));
const out = process.argv[2];
`;
const begin = 'const started = process.hrtime.bigint();\n';
const tail =
  '\nprocess.stdout.write(JSON.stringify({ ms: Number(process.hrtime.bigint() - started) / 1e6, kB: process.resourceUsage().maxRSS }));\n';
const writers = {
  // Its rows are ready before the clock starts: it does nothing but escape and write.
  plain: `${head}
const tables = reportTables(data).map((table) => ({ ...table, rows: [...table.rows] }));
${begin}
const escaped = (text) => String(text ?? '').replace(/[&<>"']/g, (sign) => '&#' + sign.charCodeAt(0) + ';');
function* chunks() {
  yield '<!doctype html><meta charset="utf-8"><title>plain</title>';
  for (const { title, columns, rows } of tables) {
    yield '<h2>' + escaped(title) + '</h2><table><tr>' + columns.map((column) => '<th>' + escaped(column) + '</th>').join('') + '</tr>';
    for (const row of rows) yield '<tr>' + row.map((cell) => '<td>' + escaped(cell) + '</td>').join('') + '</tr>\\n';
    yield '</table>';
  }
}
writeChunks(out, chunks());${tail}`,
  html: `import { htmlChunks } from ${dist('report/html/page.js')};
import { EN } from ${dist('report/texts/en.js')};
${head}${begin}writeChunks(out, htmlChunks(data, EN));${tail}`,
  xlsx: `import { writeXlsx } from ${dist('report/export/xlsx.js')};
${head}${begin}await writeStreamed(out, (to) => writeXlsx(reportTables(data), to));${tail}`,
};
const times = { plain: [], html: [], xlsx: [] };
const peaks = {};
for (const [name, text] of Object.entries(writers)) writeFileSync(join(folder, `${name}.mjs`), text);
for (let run = 0; run < values.runs; run++) {
  for (const name of Object.keys(writers)) {
    const made = spawnSync(process.execPath, [join(folder, `${name}.mjs`), join(folder, `${name}.html`)], {
      encoding: 'utf8',
    });
    if (made.status !== 0) throw new Error(made.stderr);
    const { ms, kB } = JSON.parse(made.stdout);
    times[name].push(ms);
    peaks[name] = Math.max(peaks[name] ?? 0, kB / 1024);
  }
}
const plain = median(times.plain);
say(`plain table writer (${values.runs} runs, medians)`, `${plain.toFixed(0)} ms`);
say('HTML ÷ plain', `${(median(times.html) / plain).toFixed(2)} (aim: at most 2)`);
say('XLSX ÷ plain', `${(median(times.xlsx) / plain).toFixed(2)} (aim: at most 5)`);
say('HTML, size', `${(statSync(join(folder, 'html.html')).size / 1e6).toFixed(1)} MB`);
for (const name of ['html', 'xlsx']) {
  say(`${name.toUpperCase()}, peak memory while writing`, `${peaks[name].toFixed(0)} MB (aim: at most 400)`);
  const whole = command(['report', `--${name}`, join(folder, `whole.${name}`)]);
  say(`report --${name}, collecting included`, `${whole.toFixed(0)} MB`);
}
await openInChromium();

function prepared() {
  const made = join(folder, 'workspace');
  const capture = join(folder, 'capture.xml');
  makeCapture('--users', values.users, '--seed', 7, '--out', capture);
  ran([bin, '-C', made, '-q', 'init']);
  for (const words of [['extract', capture], ['map'], ['precheck']]) ran([bin, '-C', made, '-q', ...words], [0, 3]);
  return made;
}

function ran(words, codes = [0]) {
  const made = spawnSync(process.execPath, words, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (!codes.includes(made.status)) giveUp('report', words, { code: made.status, said: made.stderr });
}

/** @returns peak memory of a whole command, in MB */
function command(words) {
  const arguments_ = [process.execPath, bin, '-C', workspace, '-q', ...words];
  const script = `process.on('exit', () => process.stderr.write('RSS ' + process.resourceUsage().maxRSS));
process.argv = ${JSON.stringify(arguments_)};
import(${JSON.stringify(pathToFileURL(bin).href)});`;
  const made = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const peak = /RSS (\d+)$/.exec(made.stderr)?.[1];
  if (made.status !== 0 || peak === undefined) throw new Error(made.stderr);
  return Number(peak) / 1024;
}

/** Each page in a fresh tab, in turn: the plain one until it is laid out, ours until its first search is answered. */
async function openInChromium() {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    say('opening in Chromium', 'not measured: no Chromium (CHROMIUM_PATH, else /usr/bin/chromium)');
    return;
  }
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--headless', '--disable-gpu'] });
  const { people } = JSON.parse(readFileSync(json, 'utf8')).mapping;
  const person = people[Math.floor(people.length / 2)].userId;
  const opened = { plain: [], html: [] };
  try {
    for (let run = 0; run < values.runs; run++) {
      opened.plain.push(await timed(browser, 'plain.html'));
      opened.html.push(
        await timed(browser, 'html.html', async (page) => {
          const shown = await page.evaluate(searchOne, person);
          if (shown !== 1) throw new Error(`the search for one person shows ${shown} rows`);
        }),
      );
    }
  } finally {
    await browser.close();
  }
  say('plain page, open', `${median(opened.plain).toFixed(0)} ms`);
  say(
    'our page, open and first search ÷ plain',
    `${(median(opened.html) / median(opened.plain)).toFixed(2)} (aim: at most 1.5)`,
  );
}

/** Runs in the page: looks for one person and counts the rows that show once they are drawn. */
async function searchOne(person) {
  const table = document.querySelector('#people table');
  const search = document.querySelector('#people input[type="search"]');
  search.value = person;
  search.dispatchEvent(new Event('input'));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return [...table.querySelectorAll('tbody tr')].filter((row) => row.offsetParent !== null).length;
}

async function timed(browser, file, more = async () => {}) {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const started = process.hrtime.bigint();
  await page.goto(pathToFileURL(join(folder, file)).href, { waitUntil: 'load', timeout: 300_000 });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  await more(page);
  const ms = Number(process.hrtime.bigint() - started) / 1e6;
  await page.close();
  return ms;
}

function median(list) {
  return [...list].sort((x, y) => x - y)[Math.floor(list.length / 2)];
}
