import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { emptyFolder, parseJson, ROOT, runCli, unpace } from './run-cli.ts';

const cwd = emptyFolder('bw2w-rollback-');
const cli = (...words: string[]) => runCli(words, { cwd });

describe('rollback on the command line', () => {
  beforeAll(async () => {
    await cli('init');
    unpace(cwd);
    for (const words of [
      ['extract', join(ROOT, 'samples/enterprise')],
      ['map'],
      ['precheck'],
      ['plan', '--sandbox'],
      ['provision', '--sandbox', '--yes', '-q'],
    ])
      await cli(...words);
  }, 60_000);

  it('refuses where nobody can confirm, after it has shown what would go, and removes nothing', async () => {
    const refused = await cli('rollback', '--sandbox');
    const asJson = await cli('rollback', '--sandbox', '--format', 'json');
    const standing = await cli('verify', '--sandbox', '--format', 'json');

    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('CONFIRMATION_NEEDED')]);
    expect(refused.stdout).toMatch(/\nWould be removed\n[\s\S]*hunt group Sales Team/);
    expect(refused.stdout).not.toContain('Next:');
    expect([asJson.code, parseJson(asJson.stdout)]).toEqual([
      2,
      { error: expect.objectContaining({ code: 'CONFIRMATION_NEEDED' }) },
    ]);
    expect(parseJson(standing.stdout)).toMatchObject({ missing: 0, different: 0 });
  });

  it('takes a customer by each of its names, and says where nobody is called so', async () => {
    const counts = async (customer: string) => {
      const { stdout } = await cli(
        ...['rollback', '--sandbox', '--dry-run', '--customer', customer, '--format', 'json'],
      );
      return parseJson(stdout).counts;
    };
    const byExternalId = await counts('bw:brightwater');
    const unknown = await cli('rollback', '--sandbox', '--dry-run', '--customer', 'brightwatr');

    expect(byExternalId).toMatchObject({ remove: expect.any(Number), kept: expect.any(Number) });
    expect(await counts('brightwater')).toEqual(byExternalId);
    expect(await counts('Brightwater Instruments & Sons')).toEqual(byExternalId);
    expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('did you mean "brightwater"?')]);
  });

  it('says where no run has the id, instead of leaving everything in silence', async () => {
    const { code, stderr } = await cli('rollback', '--sandbox', '--dry-run', '--run', 'nosuch');

    expect([code, stderr]).toEqual([2, expect.stringContaining('no run of this folder has the id "nosuch"')]);
  });

  it('says where a run has written to another target', async () => {
    const db = openStore(join(cwd, 'migration.db'));
    db.prepare(
      `INSERT INTO run (id, target, plan, started_at, command, by_user) VALUES ('OTHER', 'live#p', '', '2020', 'provision', 'eve')`,
    ).run();
    db.close();
    const { code, stderr } = await cli('rollback', '--sandbox', '--dry-run', '--run', 'OTHER');

    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('run "OTHER" was carried out in another target (live#p)'),
    ]);
  });

  it('names what comes next where nothing is left to remove', async () => {
    await cli('rollback', '--sandbox', '--yes', '-q');
    const { code, stdout } = await cli('rollback', '--sandbox', '--yes');

    expect(code).toBe(0);
    expect(stdout).toContain('\n0 would be removed, ');
    expect(stdout).toContain('= the person stayed when it was rolled back');
    expect(stdout).toContain('Next: bw2wholesale status --sandbox\n');
  });

  it('is followed by a plan that holds back what would meet its leftovers, until somebody has removed them', async () => {
    const early = await cli('provision', '--sandbox', '--yes');
    const held = parseJson((await cli('plan', '--sandbox', '--format', 'json')).stdout);
    const sandbox = new Database(join(cwd, 'sandbox.db'));
    sandbox.prepare(`DELETE FROM object WHERE kind IN ('person', 'number')`).run();
    sandbox.close();
    const free = parseJson((await cli('plan', '--sandbox', '--format', 'json')).stdout);
    const status = parseJson((await cli('status', '--sandbox', '--format', 'json')).stdout);

    expect([early.code, early.stderr]).toEqual([5, expect.stringContaining('it looks at what the rollback has left')]);
    expect(held).toMatchObject({ approved: false, steps: { byAction: { create: 0, adopt: 0 } } });
    expect(free).toMatchObject({ approved: false, steps: { byAction: { create: expect.any(Number), adopt: 1 } } });
    // The plan has been made since the rollback: now it is carried out.
    expect(status.next).toMatchObject({ command: 'bw2wholesale provision --sandbox' });
  });
});

describe('a batch on the command line', () => {
  const folder = emptyFolder('bw2w-rollback-batch-');
  const inBatches = async (...words: string[]) => {
    const { code, stdout, stderr } = await runCli([...words, '--format', 'json'], { cwd: folder });
    return { code, stderr, said: parseJson(stdout) };
  };

  beforeAll(async () => {
    await runCli(['init'], { cwd: folder });
    unpace(folder);
    for (const words of [
      ['extract', join(ROOT, 'samples/enterprise')],
      ['map'],
      ['precheck'],
      ['batch', 'create', 'boston', '--group', 'brightwater/boston lab'],
      ['batch', 'create', 'rest', '--all'],
      ['plan', '--sandbox', '--batch', 'boston'],
      ['provision', '--sandbox', '--batch', 'boston', '--yes', '-q'],
      ['plan', '--sandbox', '--batch', 'rest'],
      ['provision', '--sandbox', '--batch', 'rest', '--yes', '-q'],
    ])
      await runCli(words, { cwd: folder });
  }, 60_000);

  it('is taken back alone: what other batches made, and what they stand on, stays', async () => {
    const { said } = await inBatches('rollback', '--sandbox', '--dry-run', '--batch', 'boston');
    const items = said.items as { state: string; label: string }[];
    const removed = items.filter(({ state }) => state === 'remove').map(({ label }) => label);

    expect(said.only).toEqual({ batch: 'boston' });
    expect(removed).toContain('hunt group Lab Front Desk');
    expect(removed).not.toContain('hunt group Sales Team');
    // The customer is everybody's, and no call takes the main number of Boston away.
    expect(removed.filter((label) => /^(customer|location) /.test(label))).toEqual([]);
    expect(items.find(({ label }) => label === 'location Lab & Workshop, Boston')).toMatchObject({
      state: 'kept',
      reason: expect.stringMatching(/^needed by \d+ numbers of Lab & Workshop, Boston/),
    });
  });

  it('has a status of its own, whatever was planned since, and so has a customer', async () => {
    const latest = await inBatches('status', '--sandbox');
    const boston = await inBatches('status', '--sandbox', '--batch', 'boston');
    const customer = await inBatches('status', '--sandbox', '--customer', 'Brightwater Instruments & Sons');

    expect(latest.said).toMatchObject({ plan: { batch: 'rest' } });
    expect(boston.said).toMatchObject({
      plan: { batch: 'boston' },
      next: { command: expect.stringContaining('boston') },
    });
    expect(boston.said.counts).not.toEqual(latest.said.counts);
    expect(customer.said).toMatchObject({ customer: 'customer:brightwater', counts: latest.said.counts });
  });

  it.each([
    { words: ['explain', 'hall.printer@brightwater.example.test'] },
    { words: ['explain', 'brightwater'] },
    { words: ['logs', 'customer'] },
    { words: ['report'] },
    { words: ['report', '--run'] },
    { words: ['report', '--run', 'latest'] },
    { words: ['report', '--audit'] },
    { words: ['report', '--per-customer'] },
    { words: ['status'] },
  ])('is led on in the sandbox, where it was carried out, without naming it again: $words', async ({ words }) => {
    const { stdout } = await runCli(words, { cwd: folder });
    const next = stdout.split('\n').filter((line) => line.startsWith('Next: '));

    for (const line of next.filter((each) => /bw2wholesale (plan|provision|verify|status|logs|report)/.test(each)))
      expect(line).toContain(' --sandbox');
    expect(next).toHaveLength(1);
  });

  it.each([
    { words: ['rollback', '--dry-run', '--batch', 'bosto'], says: 'Batches that were: boston, rest.' },
    { words: ['status', '--batch', 'bosto'], says: 'is not planned for this target' },
    { words: ['status', '--customer', 'brightwatr'], says: 'did you mean' },
  ])('is refused where nobody is called so: $words', async ({ words, says }) => {
    const { code, stderr } = await runCli([...words, '--sandbox'], { cwd: folder });

    expect([code, stderr]).toEqual([2, expect.stringContaining(says)]);
  });
});
