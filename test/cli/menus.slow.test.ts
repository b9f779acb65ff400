import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { startSandbox } from '../../src/sandbox/start-sandbox.ts';
import { MENUS_CAPTURE } from '../builders/menus-capture.ts';
import { CONTRACTS_MISSING, contractsAvailable, loadContracts } from '../contracts/contract-checker.ts';
import { emptyFolder, parseJson, ROOT, runCli, unpace } from './run-cli.ts';

const ENTERPRISE = join(ROOT, 'samples/enterprise');

/** Attendants and rules that stand in the sandbox of a folder, and how often one was made. */
async function targetOf(folder: string) {
  const sandbox = await startSandbox({ stateFile: join(folder, 'sandbox.db') });
  try {
    const log = sandbox.log();
    return {
      names: (sandbox.objects().autoAttendant ?? []).map(({ data }) => String(Object(data).name)).sort(),
      creates: log.filter(({ method, path, effect }) => effect && method === 'POST' && path.endsWith('/autoAttendants'))
        .length,
      violations: sandbox.violations(),
    };
  } finally {
    await sandbox.close();
  }
}
const NAMES = ['Main Greeting', 'Main Greeting Holiday', 'Main Greeting Spare Parts', 'Main Greeting Support'];

describe('a capture with submenus in a circle and a holiday menu', () => {
  const folder = emptyFolder('bw2w-menus-');
  const captures = emptyFolder('bw2w-menus-captures-');
  const cli = (...words: string[]) => runCli(words, { cwd: folder });
  beforeAll(async () => {
    mkdirSync(captures, { recursive: true });
    writeFileSync(join(captures, 'menus.xml'), MENUS_CAPTURE);
    for (const words of [['init'], ['extract', ENTERPRISE], ['extract', join(captures, 'menus.xml')], ['map']]) {
      const { code, stderr } = await cli('-q', ...words);
      expect(code, `${words.join(' ')}: ${stderr}`).toBe(0);
    }
    expect((await cli('-q', 'precheck')).code).toBe(3);
    unpace(folder);
  });

  it('asks for the extensions that it makes up, and says which keys do nothing', async () => {
    const decisions = await cli('decisions', 'list', '--format', 'json', '-q');

    expect(decisions.stdout.match(/"invented-extension:autoAttendant:aa\.main[^"]*"/g)?.sort()).toEqual([
      '"invented-extension:autoAttendant:aa.main@brightwater.example.test/holiday"',
      '"invented-extension:autoAttendant:aa.main@brightwater.example.test/submenu/Spare%20Parts"',
      '"invented-extension:autoAttendant:aa.main@brightwater.example.test/submenu/Support"',
    ]);
    const { stdout } = await cli('explain', 'aa.main@brightwater.example.test');
    expect(stdout).toContain('Main Greeting Spare Parts');
    expect(stdout).toContain('attendant-of-a-menu');
    expect(stdout).toContain('several menus lead here');
  });

  it('is made in two passes that the plan shows, killed in between and resumed', async () => {
    const plan = await cli('plan', '--sandbox');
    expect(plan.code, plan.stderr).toBe(0);
    expect(plan.stdout).toContain('menus of auto attendant Main Greeting Spare Parts, second pass');

    const words = [
      'provision',
      '--sandbox',
      '--yes',
      '-q',
      '--allow-blocked',
      '--format',
      'json',
      '--concurrency',
      '1',
    ];
    const killed = await runCli(words, { cwd: folder, killAt: '"kind":"autoAttendant"' });
    const resumed = await cli('provision', '--sandbox', '--yes', '-q', '--allow-blocked');

    expect(killed.code, 'ended before it was killed').toBeNull();
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(await targetOf(folder)).toEqual({ names: NAMES, creates: 4, violations: [] });
  });

  it.skipIf(!contractsAvailable)(`kept the published documents in every exchange (${CONTRACTS_MISSING})`, async () => {
    const contracts = loadContracts();
    const sandbox = await startSandbox({ stateFile: join(folder, 'sandbox.db') });
    const log = sandbox.log().filter(({ path }) => path.includes('/autoAttendants'));
    await sandbox.close();
    const faults = log.flatMap(({ method, path, query, body, status, responseBody }) =>
      contracts.checkExchange({ method, path, query, requestBody: body, status: status ?? 0, responseBody }),
    );

    expect(log.some(({ body }) => Object(body).holidaySchedule === 'Holidays')).toBe(true);
    expect([...new Set(faults)]).toEqual([]);
  });

  it('is verified without a difference', async () => {
    const { code, stdout, stderr } = await cli('verify', '--sandbox', '--format', 'json', '-q');

    expect(code, stderr).toBe(0);
    expect(parseJson(stdout)).toMatchObject({ different: 0, missing: 0, extra: 0 });
  });

  it('is taken back', async () => {
    const { code, stderr } = await cli('rollback', '--sandbox', '--yes', '-q');

    expect(code, stderr).toBe(0);
    expect((await targetOf(folder)).names).toEqual([]);
  });
});
