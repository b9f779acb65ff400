import { describe, expect, it } from 'vitest';
import { keepSandbox, sandboxKept } from '../../src/cli/output.ts';

describe('the next command of a rehearsal', () => {
  it.each([
    ['bw2wholesale rollback --yes', 'bw2wholesale rollback --yes --sandbox'],
    ['bw2wholesale report --run 01ABC', 'bw2wholesale report --run 01ABC --sandbox'],
    ['bw2wholesale plan approve 1a2b --sandbox', 'bw2wholesale plan approve 1a2b --sandbox'],
    ['bw2wholesale provision --batch pilot', 'bw2wholesale provision --batch pilot --sandbox'],
    ['bw2wholesale map', 'bw2wholesale map'],
  ])('%s', (command, expected) => {
    expect(keepSandbox({ kind: 'next', command, why: '' })).toMatchObject({ command: expected });
  });

  it('stays one in what is said about it, and in sentences', () => {
    const why = 'reads everything back; at the cutover: bw2wholesale provision --include-deferred';
    const text = '3 steps wait: bw2wholesale provision --include-deferred carries them out.';

    expect(keepSandbox({ kind: 'next', command: 'bw2wholesale verify', why })).toMatchObject({
      why: `${why} --sandbox`,
    });
    expect(keepSandbox({ kind: 'text', text })).toMatchObject({
      text: '3 steps wait: bw2wholesale provision --include-deferred --sandbox carries them out.',
    });
    expect(
      keepSandbox({ kind: 'text', text: '3 wait: bw2wholesale provision --batch "a b" --include-deferred does them.' }),
    ).toMatchObject({ text: '3 wait: bw2wholesale provision --batch "a b" --include-deferred --sandbox does them.' });
    expect(sandboxKept('Run `bw2wholesale map`, `precheck` and `plan` again, then `provision --batch pilot`.')).toBe(
      'Run `bw2wholesale map`, `precheck` and `plan --sandbox` again, then `provision --batch pilot --sandbox`.',
    );
    expect(sandboxKept('the `plan` of `bw2wholesale plan --sandbox`, `planned`')).toBe(
      'the `plan --sandbox` of `bw2wholesale plan --sandbox`, `planned`',
    );
    expect(keepSandbox({ kind: 'list', items: ['its outcome is open: run `provision` first'] })).toMatchObject({
      items: ['its outcome is open: run `provision --sandbox` first'],
    });
    // Help is the same whatever the target is.
    expect(sandboxKept('See `bw2wholesale plan --help`.')).toBe('See `bw2wholesale plan --help`.');
    expect(keepSandbox({ kind: 'text', text: 'run bw2wholesale plan --sandbox first' })).toMatchObject({
      text: 'run bw2wholesale plan --sandbox first',
    });
  });
});
