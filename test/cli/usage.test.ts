import { describe, expect, it } from 'vitest';
import { folderIn, inWords, pointed } from '../../src/cli/usage.ts';
import { MigrationError } from '../../src/domain/errors.ts';

const GOT_NONE = 'Not enough non-option arguments: got 0, need at least 1';

describe('what yargs refuses, in words', () => {
  it.each([
    [GOT_NONE, ['-C', 'w', 'batch'], 'batch needs <action>: bw2wholesale batch <action> [name] [objects..]'],
    [GOT_NONE, ['--format', 'json', 'logs'], 'logs needs <step>: bw2wholesale logs <step>'],
    ['Unknown argument: foo', ['foo'], 'unknown command "foo"'],
    ['Unknown argument: stauts', ['stauts'], 'unknown command "stauts"; did you mean "status"?'],
    ['Unknown arguments: exract, x', ['exract', 'x'], 'unknown command "exract"; did you mean "extract"?'],
    ['Unknown argument: x', ['status', 'x'], '"x" is more than it takes: bw2wholesale status'],
    ['Not enough arguments following: concurrency', ['provision'], '--concurrency needs a value'],
    ['anything else', ['plan'], 'anything else'],
  ])('%s of %j', (message, words, said) => expect(inWords(message, words)).toBe(said));
});

describe('the hint of a failure', () => {
  const hintOf = (error: MigrationError, ...words: string[]) => {
    const told = pointed(error, words);
    return told instanceof MigrationError ? told.hint : undefined;
  };

  it('leads to the help of the command, unless it says something better', () => {
    const usage = new MigrationError('USAGE', 'x');

    expect(hintOf(usage, '-C', 'plan', 'batch', 'lst')).toBe('See `bw2wholesale batch --help`.');
    expect(hintOf(usage, 'foo')).toBe('See `bw2wholesale --help`.');
    expect(hintOf(new MigrationError('USAGE', 'x', { hint: 'Say y.' }), 'batch')).toBe('Say y.');
  });

  it('stays in the sandbox where the command was, and keeps place and cause', () => {
    const cause = new Error('below');
    const error = new MigrationError('NOTHING_PLANNED', 'x', { cause, place: { where: 'here' } });

    expect(hintOf(error, 'provision', '--sandbox')).toBe('Run `bw2wholesale plan --sandbox` first.');
    expect(hintOf(error, 'provision')).toBe('Run `bw2wholesale plan` first.');
    expect(pointed(error, ['provision', '--sandbox'])).toMatchObject({ cause, place: { where: 'here' } });
  });
});

it.each([
  [['-C', '/w', 'status'], '/w'],
  [['-C/w', 'status'], '/w'],
  [['status'], process.cwd()],
])('knows the folder of %j', (words, folder) => expect(folderIn(words)).toBe(folder));
