import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ReportDataSchema } from '../../src/report/report-data.ts';
import { emptyFolder, parseJson, ROOT, runCli } from './run-cli.ts';

const CUSTOMERS = ['3100001877/cafe-luna', '3100001877/quayside dental', 'brightwater'];
/** Words that only one customer has: its users, its numbers, its name. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  '3100001877/cafe-luna': ['Luna', 'cafe-luna'],
  '3100001877/quayside dental': ['quayside', 'Quayside', 'surgery'],
  brightwater: ['brightwater', 'Brightwater'],
};

const readReport = (file: string) => ReportDataSchema.parse(parseJson(readFileSync(file, 'utf8')));
type Report = ReturnType<typeof readReport>;

/** What adds up over customers. */
function totals({ source, mapping, precheck, plan, outcome, verification }: Report) {
  if (!source.done || !mapping.done || !precheck.done || !plan.done || !outcome.done || !verification.done)
    throw new Error('a part of the report is missing');
  const { users, groups, numbers, serviceInstances, devices } = source.entities;
  return {
    ...{ users, groups, numbers, serviceInstances, devices },
    customers: mapping.customers.length,
    locations: mapping.locations.length,
    people: mapping.people.length,
    move: mapping.numbers.move,
    stay: mapping.numbers.stay,
    losses: mapping.losses.total,
    decisions: mapping.decisions.open + mapping.decisions.answered + mapping.decisions.stale,
    accounted: mapping.coverage.accounted,
    ready: precheck.readiness.all.ready + precheck.readiness.all.conditions,
    blockers: precheck.blockers,
    warnings: precheck.warnings,
    steps: plan.steps,
    calls: plan.calls,
    blocked: plan.byAction.blocked,
    created: outcome.standing.counts.created,
    matched: verification.matched,
  };
}

describe('reports of one customer each', () => {
  const folder = emptyFolder();
  const files: Record<string, string> = {};
  const report = (...words: string[]) => runCli(['-C', folder, 'report', '--sandbox', ...words], { cwd: folder });
  beforeAll(async () => {
    const samples = ['service-provider', 'enterprise'].map((name) => join(ROOT, 'samples', name));
    const ran = await runCli(['-C', folder, 'run', ...samples, '--sandbox', '--yes'], { cwd: folder });
    expect(ran.code, ran.stderr).toBe(3);
    const written = await report('--per-customer', '--xlsx', '--csv', '--json', '--format', 'json');
    expect(written.code, written.stderr).toBe(0);
    const { customers } = parseJson(written.stdout) as { customers: { customer: string; files: { html: string } }[] };
    for (const one of customers) files[one.customer] = join(one.files.html, '..');
  });

  it('stand in folders of their own', () => {
    expect(Object.keys(files).sort()).toEqual([...CUSTOMERS].sort());
    expect(new Set(Object.values(files)).size).toBe(CUSTOMERS.length);
    for (const place of Object.values(files))
      expect(readdirSync(place).sort()).toEqual(['csv', 'report.html', 'report.json', 'report.xlsx']);
  });

  it.each(CUSTOMERS)('say nothing of anybody else (%s)', (customer) => {
    const place = files[customer] ?? '';
    const texts = [
      readFileSync(join(place, 'report.html'), 'utf8'),
      readFileSync(join(place, 'report.json'), 'utf8'),
      ...readdirSync(join(place, 'csv')).map((name) => readFileSync(join(place, 'csv', name), 'utf8')),
    ];
    const strange = Object.entries(WORDS).flatMap(([name, words]) => (name === customer ? [] : words));
    for (const word of WORDS[customer] ?? []) expect(texts[1]).toContain(word);
    for (const text of texts) for (const word of strange) expect(text).not.toContain(word);
  });

  it('add up to the report of all', async () => {
    const all = await report('--json');
    expect(all.code, all.stderr).toBe(0);
    const whole = totals(readReport(join(folder, 'reports/report.json')));
    const parts = CUSTOMERS.map((customer) => totals(readReport(join(files[customer] ?? '', 'report.json'))));
    const sums = Object.fromEntries(
      Object.keys(whole).map((name) => [
        name,
        parts.reduce((sum, part) => sum + Number(Object.entries(part).find(([key]) => key === name)?.[1]), 0),
      ]),
    );

    expect(whole.created).toBeGreaterThan(100);
    expect(sums).toEqual(whole);
  });

  it('are written for one customer by its id, its external id or its name, with pseudonyms too', async () => {
    for (const said of ['brightwater', 'bw:brightwater', 'Brightwater Instruments & Sons']) {
      const one = await report('--customer', said, '--anonymise', '--json');
      expect(one.code, one.stderr).toBe(0);
    }
    // The folder is handed over with its name: one for all three ways of saying it, and a pseudonym.
    const folders = readdirSync(join(files.brightwater ?? '', '..')).filter((name) => name.startsWith('id-'));
    expect(folders).toHaveLength(1);
    const hidden = join(files.brightwater ?? '', '..', folders[0] ?? '', 'report-anonymised.json');
    expect(readFileSync(hidden, 'utf8')).not.toMatch(/brightwater/i);
    expect(readReport(hidden).customer).toBeDefined();
  });

  it.each([
    [['--customer', 'brightwatr'], 'did you mean "brightwater"'],
    [['--customer', 'nobody at all'], 'there are 3100001877/cafe-luna'],
    [['--customer', 'brightwater', '--per-customer'], 'do not go together'],
    [['--customer', 'brightwater', '--audit'], 'leave --customer out'],
    [['--per-customer', '--run', 'latest'], 'not supported yet'],
    [['--per-customer', '--html', 'all.html'], 'leave out the place after --html'],
  ])('refuse %j', async (words, reason) => {
    const { code, stderr } = await report(...words);

    expect(code).toBe(2);
    expect(stderr).toContain(reason);
    expect(existsSync(join(folder, 'all.html'))).toBe(false);
  });

  it('go with the inventory of the same customer, whose groups add up', async () => {
    const inventory = async (...words: string[]) => {
      const { code, stdout, stderr } = await runCli(['-C', folder, 'inventory', '--format', 'json', ...words], {
        cwd: folder,
      });
      expect(code, stderr).toBe(0);
      return parseJson(stdout) as { counts: { users: number; groups: number }; groups: { key: string }[] };
    };
    const whole = await inventory();
    const parts = await Promise.all(CUSTOMERS.map((customer) => inventory('--customer', customer)));

    expect(parts[0]?.groups.map(({ key }) => key)).toEqual(['3100001877/cafe-luna']);
    expect(parts.reduce((sum, { counts }) => sum + counts.users, 0)).toBe(whole.counts.users);
    expect(parts.flatMap(({ groups }) => groups.map(({ key }) => key)).sort()).toEqual(
      whole.groups.map(({ key }) => key).sort(),
    );
    expect((await runCli(['-C', folder, 'inventory', '--fleet', '--customer', 'brightwater'])).code).toBe(2);
  });

  it('go with the findings of the same customer, while all are checked', async () => {
    const check = async (...words: string[]) => {
      const { stdout } = await runCli(['-C', folder, 'precheck', '--format', 'json', ...words], { cwd: folder });
      return parseJson(stdout) as {
        findings: { customer: string; rule: string }[];
        customers: { id: string }[];
        readiness: Record<string, number>;
        warnings: number;
      };
    };
    const whole = await check();
    const parts: Awaited<ReturnType<typeof check>>[] = [];
    for (const customer of CUSTOMERS) parts.push(await check('--customer', customer));
    const kept = parseJson((await report('--format', 'json')).stdout) as { precheck: { warnings: number } };
    const sum = (word: string) => parts.reduce((total, { readiness }) => total + (readiness[word] ?? 0), 0);

    expect(whole.findings.length).toBeGreaterThan(10);
    expect(new Set(parts[2]?.findings.map(({ customer }) => customer))).toEqual(new Set(['customer:brightwater']));
    expect(parts.reduce((total, { findings }) => total + findings.length, 0)).toBe(whole.findings.length);
    expect(parts.flatMap(({ customers }) => customers)).toHaveLength(whole.customers.length);
    for (const [word, count] of Object.entries(whole.readiness)) expect(sum(word)).toBe(count);
    // What is stored is about everybody, whoever was told of last.
    expect(whole.warnings).toBeGreaterThan(parts[2]?.warnings ?? 0);
    expect(kept.precheck.warnings).toBeGreaterThanOrEqual(whole.warnings);
    expect((await runCli(['-C', folder, 'precheck', '--fleet', '--customer', 'brightwater'])).code).toBe(2);
  });

  it('go with the decisions of the same customer', async () => {
    const decisions = (...words: string[]) =>
      runCli(['-C', folder, 'decisions', ...words, '--format', 'json'], { cwd: folder });
    const all = await decisions('list');
    const one = await decisions('list', '--customer', '3100001877/quayside dental');
    const listed = ({ stdout }: { stdout: string }) =>
      (parseJson(stdout) as { decisions: { customer: string }[] }).decisions.map(({ customer }) => customer);

    expect(new Set(listed(one))).toEqual(new Set(['customer:3100001877/quayside%20dental']));
    expect(listed(one)).toHaveLength(listed(all).filter((customer) => customer.includes('quayside')).length);
    expect((await decisions('import', 'x.csv', '--customer', 'brightwater')).code).toBe(2);
  });

  it('leave out whom migration.yaml skips, and say so', async () => {
    const config = join(folder, 'migration.yaml');
    writeFileSync(config, `${readFileSync(config, 'utf8')}\ncustomers:\n  "${CUSTOMERS[0]}":\n    skip: true\n`);
    expect((await runCli(['-C', folder, 'map'], { cwd: folder })).code).toBe(0);
    const all = await report('--per-customer', '--format', 'json');
    const one = await report('--customer', CUSTOMERS[0] ?? '');

    const told = parseJson(all.stdout) as { customers: { customer: string }[]; skipped: string[] };
    expect(told.customers.map(({ customer }) => customer)).toEqual(CUSTOMERS.slice(1));
    expect(told.skipped).toEqual(CUSTOMERS.slice(0, 1));
    expect(one.code).toBe(2);
    expect(one.stderr).toContain('left out by `skip`');
  });
});
