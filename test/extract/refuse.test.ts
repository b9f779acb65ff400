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

  it('gives each file its hint, and files with the same hint one line', () => {
    const failure = allFailures([empty('a.xml'), notXml('b.xml', 7), empty('c.xml')]);

    expect(failure?.message).toBe(
      [
        '3 sources were refused; the others are stored',
        '  a.xml: the file is empty [SOURCE_EMPTY]',
        '  b.xml:7: no command in it [SOURCE_NOT_XML]',
        '  c.xml: the file is empty [SOURCE_EMPTY]',
      ].join('\n'),
    );
    expect(failure?.hint.split('\n')).toEqual([
      '',
      `    a.xml, c.xml: ${empty('').hint}`,
      `    b.xml:7: ${notXml('', 1).hint}`,
    ]);
  });

  it('names no file where all need the same, and counts those beyond the first five', () => {
    const many = Array.from({ length: 8 }, (_, index) => empty(`${index}.xml`));

    expect(allFailures(many)?.hint).toBe(empty('').hint);
    expect(allFailures([...many, notXml('x', 1)])?.hint).toContain('3.xml, 4.xml and 3 more: ');
  });
});
