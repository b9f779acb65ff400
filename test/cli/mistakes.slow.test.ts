import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, parseJson, ROOT, runCli } from './run-cli.ts';

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

  it('ends as blocked where the plan holds everything back, and says what helps', async () => {
    const cwd = emptyFolder();
    // The list of the enterprise alone: nobody's details, so that not even its customer can be made.
    for (const words of [['extract', join(SAMPLE, '01-enterprise.xml')], ['map'], ['precheck'], ['plan', '--sandbox']])
      await runCli(words, { cwd });

    const provisioned = await runCli(['provision', '--sandbox', '--yes'], { cwd });
    const status = await runCli(['status', '--sandbox', '--format', 'json'], { cwd });
    const all = ['run', join(SAMPLE, '01-enterprise.xml'), '--sandbox', '--yes', '--allow-orphans'];
    const allowed = await runCli([...all, '--allow-blocked'], { cwd: emptyFolder() });

    expect([provisioned.code, provisioned.stdout]).toEqual([3, expect.stringContaining('Next: bw2wholesale precheck')]);
    expect(parseJson(status.stdout)).toMatchObject({ next: { command: 'bw2wholesale precheck' } });
    expect(allowed.code, allowed.stderr).toBe(0);
  });

  it('shows the plan of the sandbox with a command that stays in the sandbox', async () => {
    const cwd = emptyFolder();
    for (const words of [['extract', SAMPLE], ['map'], ['precheck'], ['plan', '--sandbox']])
      await runCli(words, { cwd });

    const { stdout } = await runCli(['status'], { cwd });
    const asJson = await runCli(['status', '--format', 'json'], { cwd });

    expect(stdout).toContain('Next: bw2wholesale provision --sandbox\n');
    expect(parseJson(asJson.stdout)).toMatchObject({ next: { command: 'bw2wholesale provision --sandbox' } });
  });

  it('shows what a capture holds although a file of it is refused, and what is refused', async () => {
    const cwd = emptyFolder();
    const sources = [SAMPLE, join(ROOT, 'samples/broken/truncated.xml')];
    const text = await runCli(['extract', ...sources], { cwd });
    const again = await runCli(['extract', ...sources, '--format', 'json'], { cwd });

    expect([text.code, text.stderr]).toEqual([2, expect.stringContaining('Error SOURCE_TRUNCATED')]);
    expect(text.stdout).toMatch(/1 source refused[\s\S]*Users +│ +39 │[\s\S]*Next: bw2wholesale map/);
    expect([again.code, parseJson(again.stdout)]).toEqual([
      2,
      expect.objectContaining({
        counts: expect.objectContaining({ users: 39 }),
        refused: [expect.objectContaining({ code: 'SOURCE_TRUNCATED', where: sources[1] })],
      }),
    ]);
  });

  it('says so once, where nothing of what was handed over can be read', async () => {
    const { code, stdout, stderr } = await runCli(['extract', join(ROOT, 'samples/broken/truncated.xml')], {
      cwd: emptyFolder(),
    });

    expect([code, stdout, stderr]).toEqual([2, '', expect.stringContaining('Error SOURCE_TRUNCATED')]);
  });

  it('ends a probe with the code of refused sources where some are', async () => {
    const sources = ['samples/nested/nested-enterprise.xml', 'samples/broken/empty.xml'].map((name) =>
      join(ROOT, name),
    );
    const { code, stdout } = await runCli(['extract', '--probe', ...sources, '--format', 'json']);

    expect([code, parseJson(stdout)]).toEqual([
      2,
      expect.objectContaining({ stage: 'probe', refused: [expect.objectContaining({ code: 'SOURCE_EMPTY' })] }),
    ]);
  });
});
