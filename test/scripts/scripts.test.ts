import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, ROOT } from '../cli/run-cli.ts';

function run(script: string, words: readonly string[], cwd = emptyFolder()) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, script), ...words], {
    cwd,
    encoding: 'utf8',
  });
  return { cwd, code: status, stdout, stderr };
}

const SCRIPTS = {
  generate: 'test/scripts/generate.mjs',
  bench: 'test/bench/run.mjs',
  'bench:crash': 'test/bench/crash.mjs',
  demo: 'test/scripts/demo.mjs',
  picture: 'test/scripts/picture.mjs',
  test: 'test/scripts/test.mjs',
} as const;

describe('--help', () => {
  it.each([
    ['generate', [], ['npm run generate -- [options]', '--users N', '(default 1000)', '--service-provider']],
    ['bench', [], ['npm run bench -- [options]', '--only NAME', 'extract', 'schedule']],
    ['bench', ['--only', 'map'], ['npm run bench -- --only map [options]', '--users N', '--service-provider']],
    ['bench:crash', [], ['npm run bench:crash -- [options]', '--faults SHARE']],
    ['demo', [], ['npm run demo -- [options]']],
    ['picture', [], ['npm run picture -- [options]']],
    ['test', [], ['npm test -- [options]', '--coverage']],
  ] as const)('of %s %j names the options and does nothing', (name, words, shown) => {
    const { cwd, code, stdout, stderr } = run(SCRIPTS[name], [...words, '--help']);

    expect([code, stderr]).toEqual([0, '']);
    for (const part of shown) expect(stdout).toContain(part);
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('a mistake', () => {
  it.each([
    ['generate', ['--users', 'abc'], '--users takes a whole number from 0 to 99999999, and was given "abc"'],
    ['generate', ['--users', '-5'], 'and was given "-5"'],
    ['generate', ['--groups', '0'], '--groups takes a whole number from 1 to'],
    ['generate', ['--users'], '--users needs a value: --users N'],
    ['generate', ['--users', '--groups', '2'], '--users needs a value'],
    ['generate', ['--usrs', '5'], 'there is no --usrs, but --users, --groups'],
    ['generate', ['5'], 'it takes options only, and was given "5"'],
    ['generate', ['--service-provider=yes'], '--service-provider takes no value, and was given "yes"'],
    ['generate', ['--users', '18001', '--groups', '2'], '2 groups hold at most 18000 users: ask for more --groups'],
    [
      'generate',
      ['--out', 'no/such/a.xml'],
      'no/such/a.xml cannot be written: there is no folder no/such. Make it, or',
    ],
    ['generate', ['--out', '.'], '. cannot be written: it is a folder'],
    ['bench', ['--only', 'mop'], '--only takes one of extract, map, '],
    ['bench', ['--only'], '--only takes one of extract, map, '],
    ['bench', ['--runs', '1'], '--runs belongs to one bench: name it, such as --only extract'],
    ['bench', ['--only', 'map', '--users', 'many'], 'bench map: --users takes a whole number'],
    ['bench', ['--only=schedule', '--kills', '0.3,2'], '--kills takes numbers from 0 to 1'],
    ['bench', ['--only', 'report', '--folder', 'nowhere'], '--folder takes a folder that is there'],
    ['bench:crash', ['--faults', '3'], '--faults takes a number from 0 to 1, and was given "3"'],
    ['demo', ['samples'], 'it takes options only, and was given "samples"'],
    ['picture', ['--wide'], 'there is no --wide'],
    ['test', ['test/a.test.ts'], 'it takes options only'],
  ] as const)('of %s %j is one line and exit 2', (name, words, said) => {
    const { cwd, code, stdout, stderr } = run(SCRIPTS[name], words);

    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
    expect(stderr.trimEnd().split('\n'), 'one line').toHaveLength(1);
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe('npm run generate', () => {
  const full = '/dev/full';
  it.skipIf(!existsSync(full))('says that the disk is full, and leaves no part of a capture', () => {
    const cwd = emptyFolder();
    symlinkSync(full, join(cwd, 'full.xml'));

    const { code, stdout, stderr } = run(SCRIPTS.generate, ['--users', '5', '--out', 'full.xml'], cwd);

    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(
      /^generate: full\.xml cannot be written: the disk is full \(ENOSPC\)\. Free some of it, or .*\n$/,
    );
    expect(readdirSync(cwd)).toEqual(['full.xml']);
  });

  it('names the file that could not be written, and takes the other one away', () => {
    const cwd = emptyFolder();
    mkdirSync(join(cwd, 'a.xml.truth.json'));

    const { code, stderr } = run(SCRIPTS.generate, ['--users', '5', '--out', 'a.xml'], cwd);

    expect(code).toBe(2);
    expect(stderr).toContain('a.xml.truth.json cannot be written: it is a folder');
    expect(readdirSync(cwd)).toEqual(['a.xml.truth.json']);
  });
});
