import { describe, expect, it } from 'vitest';
import { MigrationError } from '../../src/domain/errors.ts';
import { allFailures } from '../../src/extract/refuse.ts';

const empty = (where: string) => new MigrationError('SOURCE_EMPTY', 'the file is empty', { place: { where } });
const notXml = (where: string, line: number) =>
  new MigrationError('SOURCE_NOT_XML', 'no command in it', { place: { where, line } });

describe('allFailures', () => {
  it('is the very failure where there is one, and none where there is none', () => {
    const only = empty('a.xml');

    expect(allFailures([only])).toBe(only);
    expect(allFailures([])).toBeUndefined();
  });

  it('gives each file its hint below it, and files with the same hint stand together', () => {
    const failure = allFailures([empty('a.xml'), notXml('b.xml', 7), empty('c.xml')]);

    expect(failure?.message).toBe(
      [
        '3 sources were refused; the others are stored',
        '  a.xml: the file is empty [SOURCE_EMPTY]',
        '  c.xml: the file is empty [SOURCE_EMPTY]',
        `    hint: ${empty('').hint}`,
        '  b.xml:7: no command in it [SOURCE_NOT_XML]',
        `    hint: ${notXml('', 1).hint}`,
      ].join('\n'),
    );
    expect(failure?.hint).toMatch(/below each of them/);
  });

  it('says once what all of them need', () => {
    const failure = allFailures([empty('a.xml'), empty('b.xml')]);

    expect(failure?.hint).toBe(empty('').hint);
    expect(failure?.message).not.toContain(empty('').hint);
  });
});
