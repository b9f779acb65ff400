import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
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

  it('names what comes next where nothing is left to remove', async () => {
    await cli('rollback', '--sandbox', '--yes', '-q');
    const { code, stdout } = await cli('rollback', '--sandbox', '--yes');

    expect(code).toBe(0);
    expect(stdout).toContain('there is nothing to roll back');
    expect(stdout).toContain('Next: bw2wholesale status --sandbox\n');
  });
});
