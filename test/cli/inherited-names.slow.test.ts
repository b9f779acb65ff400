import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entryOf } from '../../src/domain/entry-of.ts';
import { emptyFolder, ROOT, runCli } from './run-cli.ts';

/** What stands in captures where the tool looks something up: packs, device types, time zones, words of choices. */
const LOOKED_UP = [
  'Desk Plus',
  'Yealink-T46S',
  'America/Chicago',
  'Illinois',
  'English',
  'United Kingdom',
  'boston-lab',
  'Circular',
  'Specified Only',
  'Transfer To Operator',
  'Transfer Without Prompt',
];
const COMMANDS = [
  ['extract', 'capture', '--format', 'json'],
  ['map', '--format', 'json'],
  ['precheck', '--format', 'json'],
  ['report', '--json', 'report.json'],
] as const;

/** What the commands say of the sample enterprise in which all these are called `word`, with `…` for the word again. */
async function saidOf(word: string): Promise<string> {
  const folder = emptyFolder();
  const capture = join(folder, 'capture');
  cpSync(join(ROOT, 'samples/enterprise'), capture, { recursive: true });
  for (const entry of readdirSync(capture, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const text = LOOKED_UP.reduce((held, name) => held.replaceAll(name, word), readFileSync(file, 'latin1'));
    writeFileSync(file, text, 'latin1');
  }
  const said: string[] = [];
  for (const words of COMMANDS) {
    const { code, stdout, stderr } = await runCli([...words], { cwd: folder });
    said.push(`${words[0]} ended with ${code}`, stdout, stderr);
  }
  said.push(readFileSync(join(folder, 'report.json'), 'utf8'));
  return said
    .join('\n')
    .replaceAll(word, '…')
    .replaceAll(folder, '')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/[0-9a-f]{12,}/g, 'HASH');
}

describe('names that every object inherits', () => {
  // The other name is as unknown, as long and sorted at the same place.
  it.each([
    { name: 'constructor', other: 'constructoq' },
    { name: '__proto__', other: '__protn__' },
  ])('are unknown names like any other: $name', async ({ name, other }) => {
    expect(await saidOf(name)).toBe(await saidOf(other));
  });

  it.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('are no entries of a table: %s', (name) => {
    expect(entryOf({ Regular: 'REGULAR' }, name)).toBeUndefined();
  });
});
