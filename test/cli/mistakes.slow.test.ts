import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, ROOT, runCli } from './run-cli.ts';

const SAMPLE = join(ROOT, 'samples/enterprise');

describe('mistakes that people make', () => {
  it('does not say that nothing is open where nothing was mapped', async () => {
    const cwd = emptyFolder();
    await runCli(['extract', SAMPLE], { cwd });
    const { code, stderr } = await runCli(['decisions', 'list'], { cwd });

    expect([code, stderr]).toEqual([2, expect.stringContaining('NOTHING_MAPPED')]);
  });

  it('reads a file whose name begins like an option, behind -- or with its folder, and says how', async () => {
    const cwd = emptyFolder();
    copyFileSync(join(SAMPLE, '01-enterprise.xml'), join(cwd, '-dash.xml'));

    const bare = await runCli(['extract', '-dash.xml'], { cwd });
    const behind = await runCli(['extract', '--', '-dash.xml'], { cwd });

    expect([bare.code, bare.stderr]).toEqual([2, expect.stringContaining('is written ./-dash.xml')]);
    expect([behind.code, behind.stderr]).toEqual([0, '']);
    expect(behind.stdout).toContain('1 file read');
    for (const words of [
      ['-qv', '-Cother', 'inventory'],
      ['decisions', 'list', '--where', '-x'],
    ]) {
      expect((await runCli(words, { cwd })).stderr).not.toContain('unknown option');
    }
  });

  it('tells of a customer in migration.yaml whom nobody has, and of a table under a wrong name', async () => {
    const cwd = emptyFolder();
    await runCli(['extract', SAMPLE], { cwd });
    writeFileSync(join(cwd, 'migration.yaml'), 'customers:\n  brigthwater:\n    skip: true\n');
    const said = 'customers."brigthwater": nobody is called so; did you mean "brightwater"?';

    const mapped = await runCli(['map'], { cwd });
    const checked = await runCli(['precheck'], { cwd });
    mkdirSync(join(cwd, 'mappings'));
    writeFileSync(join(cwd, 'mappings/service.yaml'), 'services: []\n');
    const misnamed = await runCli(['map'], { cwd });

    expect([mapped.code, mapped.stderr]).toEqual([0, expect.stringContaining(said)]);
    expect(checked.stdout).toContain(said);
    expect([misnamed.code, misnamed.stderr]).toEqual([2, expect.stringContaining('did you mean "services.yaml"?')]);
  });

  it('shows the plan of the sandbox with a command that stays in the sandbox', async () => {
    const cwd = emptyFolder();
    for (const words of [['extract', SAMPLE], ['map'], ['precheck'], ['plan', '--sandbox']])
      await runCli(words, { cwd });

    const { stdout } = await runCli(['status'], { cwd });

    expect(stdout).toContain('Next: bw2wholesale provision --sandbox\n');
  });
});
