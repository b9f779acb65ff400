/**
 * `node test/bench/report.mjs FOLDER [--runs N]`: writing the report of a workspace folder that is mapped (any size),
 * against a plain static-table writer of the same users in the same run. Needs a built program.
 *
 * The writers are measured in processes of their own; what both share (opening the database, collecting the data) is
 * left out by handing both the collected JSON.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '3' } },
});
const [workspace] = positionals;
if (workspace === undefined) {
  process.stderr.write('needs a workspace folder in which `map` has run\n');
  process.exit(2);
}
const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'bw2w-report-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const json = join(folder, 'report.json');
const dist = (file) => JSON.stringify(new URL(`../../dist/${file}`, import.meta.url).href);

const command = spawnSync(
  '/usr/bin/env',
  [
    'node',
    '-e',
    `process.on('exit',()=>process.stderr.write('RSS '+process.resourceUsage().maxRSS));process.argv=[process.argv[0],'x','-C',${JSON.stringify(workspace)},'-q','report','--html',${JSON.stringify(join(folder, 'whole.html'))},'--json',${JSON.stringify(json)}];import(${JSON.stringify(join(root, 'bin/bw2wholesale.js'))})`,
  ],
  { encoding: 'utf8' },
);
if (command.status !== 0) throw new Error(command.stderr);

const head = `import { closeSync, openSync, readFileSync, writeSync, createWriteStream } from 'node:fs';
const data = JSON.parse(readFileSync(${JSON.stringify(json)}, 'utf8'));
const out = process.argv[2];
const started = process.hrtime.bigint();
`;
const tail = `
process.stdout.write(JSON.stringify({ ms: Number(process.hrtime.bigint() - started) / 1e6, rss: process.resourceUsage().maxRSS }));
`;
const writers = {
  plain: `${head}
const esc = (text) => String(text ?? '').replace(/[&<>"']/g, (c) => '&#' + c.charCodeAt(0) + ';');
const file = openSync(out, 'w');
const cells = ['name', 'userId', 'services', 'becomes', 'email', 'package', 'number', 'newNumber', 'extension', 'newExtension', 'location', 'why', 'rule'];
writeSync(file, '<!doctype html><meta charset="utf-8"><table>');
const write = (rows, keys) => { for (const row of rows) writeSync(file, '<tr>' + keys.map((key) => '<td>' + esc(row[key]) + '</td>').join('') + '</tr>\\n'); };
write(data.mapping.people, cells);
write(data.mapping.devices.rows, Object.keys(data.mapping.devices.rows[0] ?? {}));
write(data.mapping.numbers.rows, Object.keys(data.mapping.numbers.rows[0] ?? {}));
closeSync(file);${tail}`,
  html: `import { htmlChunks } from ${dist('report/html/page.js')};
import { writeChunks } from ${dist('cli/write-file.js')};
${head}writeChunks(out, htmlChunks(data, 'en'));${tail}`,
  xlsx: `import { writeXlsx } from ${dist('report/export/xlsx.js')};
import { reportTables } from ${dist('report/tables/report-tables.js')};
import { writeStreamed } from ${dist('cli/write-file.js')};
${head}await writeStreamed(out, (to) => writeXlsx(reportTables(data), to));${tail}`,
};
const times = { plain: [], html: [], xlsx: [] };
for (const [name, text] of Object.entries(writers)) writeFileSync(join(folder, `${name}.mjs`), text);
for (let run = 0; run < Number(values.runs); run++) {
  for (const name of Object.keys(writers)) {
    const made = spawnSync(process.execPath, [join(folder, `${name}.mjs`), join(folder, `${name}.out`)], {
      encoding: 'utf8',
    });
    if (made.status !== 0) throw new Error(made.stderr);
    times[name].push(JSON.parse(made.stdout));
  }
}
const median = (name, key) =>
  times[name].map((entry) => entry[key]).sort((a, b) => a - b)[Math.floor(times[name].length / 2)];
const say = (what, value) => process.stdout.write(`${what.padEnd(44)} ${value}\n`);
say('plain table writer', `${median('plain', 'ms').toFixed(0)} ms`);
say('HTML ÷ plain', (median('html', 'ms') / median('plain', 'ms')).toFixed(2));
say('XLSX ÷ plain', (median('xlsx', 'ms') / median('plain', 'ms')).toFixed(2));
say('HTML, size', `${(statSync(join(folder, 'html.out')).size / 1e6).toFixed(1)} MB`);
say('whole command, peak memory', `${(Number(/RSS (\d+)/.exec(command.stderr)?.[1] ?? 0) / 1024).toFixed(0)} MB`);
