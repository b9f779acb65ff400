import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeFailure, exitCodeOf } from '../../src/cli/failure.ts';
import { readTableFile } from '../../src/cli/read-table-file.ts';
import { emptyFolder } from './run-cli.ts';

describe('readTableFile', () => {
  it('reads what a spreadsheet saves as Unicode text', () => {
    const file = join(emptyFolder(), 'users.txt');
    writeFileSync(file, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('Zoë;1\r\n', 'utf16le')]));

    expect(readTableFile(file)).toBe('Zoë;1\r\n');
  });

  it.each([
    ['a folder', '.', 'Error FILE_UNUSABLE: a folder stands where a file is needed\n  at: '],
    ['nothing', 'none.csv', 'Error SOURCE_NOT_FOUND: no such file\n  at: '],
  ])('says what stands where a file is needed: %s', (_what, name, says) => {
    const path = join(emptyFolder(), name);
    const failure = (): unknown => {
      try {
        return readTableFile(path);
      } catch (error) {
        return error;
      }
    };

    expect(describeFailure(failure(), false)).toContain(`${says}${path}`);
    expect(exitCodeOf(failure())).toBe(2);
  });
});
