import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, parseJson, ROOT, runCli } from './run-cli.ts';

describe('misspelt words', () => {
  it.each([
    [['exract', 'x'], 'unknown command "exract"; did you mean "extract"?'],
    [['foo'], 'unknown command "foo"\n'],
    [
      ['batch'],
      'batch needs <action>: bw2wholesale batch <action> [name] [objects..]\n  hint: See `bw2wholesale batch --help`',
    ],
    [['logs', ''], 'logs needs a STEP'],
    [['report', '--xslx'], 'did you mean --xlsx?'],
    [['report', '--language', 'fr'], 'language "fr" is none of en, tr'],
    [['--directory', 'w', 'batch'], 'batch needs <action>: bw2wholesale batch <action>'],
    [['batch', 'lst'], 'action "lst" is none of create, list, show, lint, move; did you mean "list"?'],
  ])('%j: exit 2 and a suggestion', async (words, said) => {
    const { code, stderr } = await runCli(words, { cwd: emptyFolder() });

    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
});

describe('help', () => {
  it.each([
    'run',
    'extract',
    'map',
    'plan',
    'provision',
    'report',
    'doctor',
    'status',
  ])('%s shows examples, on a narrow terminal too', async (command) => {
    const { code, stdout } = await runCli([command, '--help'], { env: { COLUMNS: '60' } });

    expect(code).toBe(0);
    expect(stdout).toContain('Examples:');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(62);
  });
});

describe('what nobody asked', () => {
  it.each([
    { capture: 'a sample', leads: true },
    { capture: 'an answer about nobody', leads: false },
  ])('is led to after extract where requests can be written for it: $capture', async ({ leads }) => {
    const cwd = emptyFolder();
    writeFileSync(
      join(cwd, 'orphan.xml'),
      `<?xml version="1.0" encoding="UTF-8"?>
<BroadsoftDocument protocol="OCI" xmlns="C" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><command echo="" xsi:type="UserDoNotDisturbGetResponse" xmlns=""><isActive>true</isActive></command></BroadsoftDocument>`,
    );
    const source = leads ? join(ROOT, 'samples/enterprise') : 'orphan.xml';
    const { stdout } = await runCli(['extract', source], { cwd });
    await runCli(['extract', '--write-requests', 'ask.xml'], { cwd });

    expect(stdout).toContain('Next: bw2wholesale map');
    expect(stdout.includes('Next: bw2wholesale extract --write-requests ask.xml')).toBe(leads);
    expect(readFileSync(join(cwd, 'ask.xml'), 'utf8') !== '').toBe(leads);
  });
});

describe('doctor and config', () => {
  it('checks everything, and finds a fault with its exit code', async () => {
    const cwd = emptyFolder();
    const well = await runCli(['doctor', '--sandbox', '--format', 'json'], { cwd });
    const bad = await runCli(['doctor', '--format', 'json'], { cwd });

    expect(well.code, well.stderr).toBe(0);
    expect(parseJson(well.stdout).checks).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'Node', state: 'ok' }),
        expect.objectContaining({ name: 'disk', state: 'ok' }),
        expect.objectContaining({ name: 'template', state: 'care' }),
        expect.objectContaining({ name: 'target', state: 'ok' }),
        expect.objectContaining({ name: 'scope spark-admin:wholesale_customers_read', state: 'ok' }),
      ]),
    );
    expect(bad.code).toBe(7);
    expect(bad.stdout).toContain('WEBEX_ACCESS_TOKEN');
  });

  it('says where each setting comes from, and never shows a token', async () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'migration.yaml'), 'limits:\n  concurrency: 3\n');
    const { stdout } = await runCli(['config', 'show', '--origin', '--format', 'json'], {
      cwd,
      env: { WEBEX_ACCESS_TOKEN: 'very-secret' },
    });

    expect(parseJson(stdout).settings).toEqual(
      expect.arrayContaining([
        { key: 'limits.concurrency', value: '3', origin: expect.stringContaining('migration.yaml') },
        { key: 'packages.policy', value: 'safe', origin: 'default' },
        { key: 'limits.requestsPerMinute', value: '300', origin: 'default' },
        { key: 'network.requestSeconds', value: '60', origin: 'default' },
        { key: 'WEBEX_ACCESS_TOKEN', value: '(set, not shown)', origin: 'environment' },
      ]),
    );
    expect(stdout).not.toContain('very-secret');
  });
});

describe('report and audit of a run', () => {
  it('writes every format, leaves no name in an anonymised one, and tells who did what', async () => {
    const cwd = emptyFolder();
    mkdirSync(join(cwd, 'w'));
    await runCli(['-C', 'w', 'run', join(ROOT, 'samples/enterprise'), '--sandbox', '--yes', '-q'], { cwd });
    const formats = ['--xlsx', '--csv', '--json'];
    const plain = await runCli(['-C', 'w', 'report', '--sandbox', ...formats], { cwd });
    await runCli(['-C', 'w', 'report', '--sandbox', '--anonymise', '--language', 'tr', ...formats], { cwd });
    const audit = await runCli(['-C', 'w', 'report', '--audit', '--format', 'json'], { cwd });
    const read = (name: string) => readFileSync(join(cwd, 'w/reports', name), 'utf8');

    expect(plain.code, plain.stderr).toBe(0);
    expect(readdirSync(join(cwd, 'w/reports'))).toEqual(
      expect.arrayContaining(['report.html', 'report.xlsx', 'report.json', 'csv', 'report-anonymised.html', 'audit']),
    );
    expect(read('report.json')).toContain('brightwater.example.test');
    for (const name of ['report-anonymised.html', 'report-anonymised.json', 'csv-anonymised/users.csv']) {
      expect([name, /brightwater|\+1503555|Tallow Lane|0004F2/i.exec(read(name))?.[0]]).toEqual([name, undefined]);
      // What people wrote on their keys is quoted in findings and losses only.
      expect([name, /Ferry taxi|Supplier \d/i.exec(read(name))?.[0]]).toEqual([name, undefined]);
      expect(read(name)).not.toContain('webex_Person');
    }
    expect(read('report.json')).toMatch(/Ferry taxi/);
    expect(read('report-anonymised.json')).toContain('next cheaper webex_voice');
    const { events, runs } = parseJson(audit.stdout);
    for (const what of ['approved a plan', 'wrote to the target']) {
      expect(events).toContainEqual(expect.objectContaining({ what, host: hostname() }));
    }
    expect(events).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          what: 'ran run',
          host: expect.stringMatching(/./),
          detail: expect.stringContaining('(exit 3)'),
        }),
        expect.objectContaining({ what: 'approved a plan' }),
        expect.objectContaining({ what: 'wrote to the target' }),
      ]),
    );
    expect(runs).toEqual([expect.objectContaining({ requests: expect.any(Number) })]);

    // The same run by itself: its totals are those of the database.
    const one = await runCli(['-C', 'w', 'report', '--run', 'latest', '--json', '--format', 'json'], { cwd });
    const run: { run: { id: string; requests: number }; summary: { counts: object }; journal: { requests: number } } =
      JSON.parse(one.stdout);
    const whole: { outcome: { counts: object } } = JSON.parse(read('report.json'));
    expect(run.run).toMatchObject({ command: 'provision', outcome: 'done', host: hostname() });
    expect(run.summary.counts).toEqual(whole.outcome.counts);
    expect(runs).toEqual([expect.objectContaining({ id: run.run.id, requests: run.journal.requests })]);
    expect(JSON.parse(read(`run-${run.run.id}.json`))).toEqual(run);
    const unknown = await runCli(['-C', 'w', 'report', '--run', '01NOBODY'], { cwd });
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain(run.run.id);
    const page = await runCli(['-C', 'w', 'report', '--run', 'latest', '--html', '--language', 'tr'], { cwd });
    expect(page.stdout).toContain(`run-${run.run.id}.html`);
    expect(read(`run-${run.run.id}.html`)).toContain('<html lang="tr">');
    const pages = await runCli(['-C', 'w', 'report', '--run', 'latest', '--xlsx'], { cwd });
    expect([pages.code, pages.stderr]).toEqual([2, expect.stringContaining('not supported yet: --run with --xlsx')]);
  }, 120_000);
});
