import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { CONTRACTS_MISSING, contractsAvailable, loadContracts } from '../contracts/contract-checker.ts';
import { type CliResult, emptyFolder, parseJson, ROOT, runCli, UNPACED } from './run-cli.ts';
import { startSandboxProcess } from './sandbox-process.ts';

const ENTERPRISE = join(ROOT, 'samples/enterprise');

function events({ stdout }: CliResult): Record<string, unknown>[] {
  return stdout
    .trim()
    .split('\n')
    .map((line) => parseJson(line));
}

describe('run, from an empty folder, against the sandbox', () => {
  const folder = emptyFolder();
  let first: CliResult;
  beforeAll(async () => {
    first = await runCli(['run', ENTERPRISE, '--sandbox', '--yes'], { cwd: folder });
  });

  it('ends 3 and names what was blocked and why', () => {
    expect(first.code, first.stderr).toBe(3);
    expect(first.stdout).toContain('subscriber-email-missing');
    expect(first.stdout).toContain('life-safety');
  });

  it('shows the closing table, no verification differences, and where the report is', () => {
    expect(first.stdout).toMatch(/created/);
    expect(first.stdout).toMatch(/different +│ +0 │/);
    expect(first.stdout).toMatch(/missing +│ +0 │/);
    expect(first.stdout).toMatch(/reports\/.*\.html/);
  });

  it('leaves a workspace folder that only its owner can read', () => {
    expect(existsSync(join(folder, 'migration.yaml'))).toBe(true);
    expect(readdirSync(join(folder, 'reports')).some((name) => name.endsWith('.html'))).toBe(true);
  });

  it('did nothing twice and nothing out of order', async () => {
    const sandbox = await startSandbox({ stateFile: join(folder, 'sandbox.db') });
    try {
      expect(sandbox.violations()).toEqual([]);
    } finally {
      await sandbox.close();
    }
  });

  it.skipIf(!contractsAvailable)(`kept the published documents in every exchange (${CONTRACTS_MISSING})`, async () => {
    const contracts = loadContracts();
    const sandbox = await startSandbox({ stateFile: join(folder, 'sandbox.db') });
    const log = sandbox.log();
    await sandbox.close();
    const faults = log.flatMap(({ method, path, query, body, status, responseBody }) =>
      contracts.checkExchange({ method, path, query, requestBody: body, status: status ?? 0, responseBody }),
    );

    expect(log.length).toBeGreaterThan(200);
    expect([...new Set(faults)]).toEqual([]);
  });

  it('writes nothing more the second time, and ends 0 with --allow-blocked', async () => {
    const writes = async () => {
      const sandbox = await startSandbox({ stateFile: join(folder, 'sandbox.db') });
      try {
        return sandbox.log().filter(({ method, path }) => method !== 'GET' && !path.includes('alidate')).length;
      } finally {
        await sandbox.close();
      }
    };
    const before = await writes();
    const again = await runCli(['run', ENTERPRISE, '--sandbox', '--yes', '--allow-blocked'], { cwd: folder });

    expect(again.code, again.stderr).toBe(0);
    expect(await writes()).toBe(before);
  });

  it.each<[string, string[], number]>([
    ['run', ['run', ENTERPRISE], 3],
    ['run that lets it pass', ['run', ENTERPRISE, '--allow-blocked'], 0],
    ['provision', ['provision'], 3],
    ['provision that lets it pass', ['provision', '--allow-blocked'], 0],
    ['provision --dry-run, which only shows', ['provision', '--dry-run'], 0],
  ])('where the plan holds something back: %s %j ends with %i', async (_name, words, expected) => {
    const { code, stderr } = await runCli([...words, '--sandbox', '--yes', '-q'], { cwd: folder });

    expect(code, stderr).toBe(expected);
  });

  it('tells the story of a user: package, rules, source bytes', async () => {
    const { code, stdout } = await runCli(['explain', '5035550101@brightwater.example.test'], { cwd: folder });

    expect(code).toBe(0);
    expect(stdout).toContain('webex_calling');
    expect(stdout).toMatch(/R-PKG|package-/);
    expect(stdout).toContain('UserGetResponse22');
    expect(stdout).toContain('users.xml');
  });

  it('counts for no other target', async () => {
    const other = await startSandboxProcess(join(emptyFolder(), 'sandbox.db'));
    try {
      const env = other.env;
      writeFileSync(join(folder, 'migration.yaml'), 'partner:\n  provisioningId: another-template\n');
      expect((await runCli(['map', '-q'], { cwd: folder })).code).toBe(0);
      expect((await runCli(['precheck', '-q'], { cwd: folder })).code).toBe(3);
      const planned = await runCli(['plan', '--format', 'json', '-q'], { cwd: folder, env });

      expect(planned.code, planned.stderr).toBe(0);
      const { byAction } = parseJson(planned.stdout).steps as { byAction: Record<string, number> };
      expect(byAction.create).toBeGreaterThan(50);
      // The first location comes with the customer: it is adopted wherever a plan goes.
      expect([byAction.unchanged, byAction.adopt]).toEqual([0, 1]);
    } finally {
      await other.stop();
    }
  });
});

describe('run --format json', () => {
  it('is NDJSON from version to summary', async () => {
    const result = await runCli(['run', ENTERPRISE, '--sandbox', '--yes', '--allow-blocked', '--format', 'json'], {
      cwd: emptyFolder(),
    });
    const lines = events(result);

    expect(result.code, result.stderr).toBe(0);
    expect(lines[0]).toEqual({ type: 'version', schema: '1.0' });
    expect(lines.at(-1)).toMatchObject({ type: 'summary', counts: { failed: 0, unknown: 0 } });
  });
});

describe('extract without echo and requests', () => {
  it('keeps orphans, exits 3, and joins nothing wrongly', async () => {
    const stripped = emptyFolder();
    for (const entry of readdirSync(ENTERPRISE, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const source = readFileSync(join(entry.parentPath, entry.name), 'latin1');
      const text = source
        .replace(/<command [^>]*xsi:type="[A-Za-z0-9:]*Request[0-9A-Za-z]*"[^>]*>[\s\S]*?<\/command>/g, '')
        .replace(/ echo="[^"]*"/g, ' echo=""');
      const target = entry.parentPath.replace(ENTERPRISE, stripped);
      mkdirSync(target, { recursive: true });
      writeFileSync(join(target, entry.name), text, 'latin1');
    }
    const folder = emptyFolder();
    const bare = await runCli(['-C', folder, 'extract', stripped, '--format', 'json', '-q']);
    const summary = parseJson(bare.stdout);

    expect(bare.code, bare.stderr).toBe(3);
    expect(summary.orphans).toBeGreaterThan(100);
    expect(summary.conflicts).toBe(0);
    expect((await runCli(['-C', folder, 'extract', stripped, '--allow-orphans', '-q'])).code).toBe(0);
  });
});

describe('the service provider sample', () => {
  it('makes one customer of each group', async () => {
    const folder = emptyFolder();
    await runCli(['-C', folder, '-q', 'extract', join(ROOT, 'samples/service-provider')]);
    const mapped = parseJson((await runCli(['-C', folder, '-q', 'map', '--format', 'json'])).stdout);

    expect(mapped.counts).toMatchObject({ customers: 2, locations: 2 });
  });

  it('makes one customer of all groups where migration.yaml says so, and provisions it whole', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'migration.yaml'), `customers:\n  3100001877:\n    groupsAre: locations\n${UNPACED}`);
    const run = await runCli([
      ...['-C', folder, '-q', 'run', join(ROOT, 'samples/service-provider')],
      ...['--sandbox', '--yes', '--allow-blocked'],
    ]);
    const mapped = parseJson((await runCli(['-C', folder, '-q', 'map', '--format', 'json'])).stdout);
    const verified = parseJson((await runCli(['-C', folder, '-q', 'verify', '--sandbox', '--format', 'json'])).stdout);

    expect(run.code, run.stderr).toBe(0);
    expect(mapped.counts).toMatchObject({ customers: 1, locations: 2 });
    expect(verified).toMatchObject({ different: 0, missing: 0, extra: 0 });
    expect(verified.matched).toBeGreaterThan(10);
  });

  it('makes a customer of each group of an enterprise where migration.yaml says so', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'migration.yaml'), 'customers:\n  brightwater:\n    groupsAre: customers\n');
    await runCli(['-C', folder, '-q', 'extract', join(ROOT, 'samples/enterprise')]);
    const mapped = parseJson((await runCli(['-C', folder, '-q', 'map', '--format', 'json'])).stdout);

    expect(mapped.counts).toMatchObject({ customers: 3, locations: 3 });
  });
});

describe('a group of several sites', () => {
  it('goes to a location for each department, and arrives whole', async () => {
    const folder = emptyFolder();
    writeFileSync(
      join(folder, 'migration.yaml'),
      `locations:\n  brightwater/portland-hq:\n    splitBy: department\n    splitOff: [Sales]\n${UNPACED}`,
    );
    const run = await runCli([
      ...['-C', folder, '-q', 'run', join(ROOT, 'samples/enterprise')],
      ...['--sandbox', '--yes', '--allow-blocked'],
    ]);
    const verified = parseJson((await runCli(['-C', folder, '-q', 'verify', '--sandbox', '--format', 'json'])).stdout);
    const story = await runCli(['-C', folder, '-q', 'explain', 'brightwater/portland-hq']);

    expect(run.code, run.stderr).toBe(0);
    expect(verified).toMatchObject({ different: 0, missing: 0, extra: 0 });
    expect(story.stdout).toContain('Brightwater Portland HQ – Sales');
  });
});
