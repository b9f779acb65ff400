import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { MigrationError } from '../../src/domain/errors.ts';
import { translator } from '../../src/report/texts/translate.ts';
import { loadTranslations, translationsInVain, translationsSchema } from '../../src/report/texts/translation-files.ts';
import { MAPPINGS, TRANSLATIONS } from './turkish.ts';

describe('translator', () => {
  const translate = translator([
    { en: 'no key left', tr: 'tuş kalmadı' },
    { en: 'a code, which Webex does not dial', tr: 'kod; Webex çevirmez' },
    { en: 'No key: {keys:list}.', tr: 'Tuş yok: {keys}.' },
    { en: '{code:word} ({why:text})', tr: '{code} ({why})' },
    { en: '{who} stays: {why:text}.', tr: '{who} kalır: {why}.' },
    { en: '{who} stays: it is asleep.', tr: '{who} uyuduğu için kalır.' },
    { en: '{one} is not {other}', tr: '{one}, {other} değil' },
    { en: '{what}!', tr: '{what} !' },
    { en: '{names} and {count:number} more', tr: '{names} ve {count} tane daha' },
    { en: 'also of {all:names}', tr: 'şunların da: {all}' },
    { en: '{count:number} phones', tr: '{count} telefon' },
  ]);

  it.each([
    ['a whole text', 'no key left', 'tuş kalmadı'],
    ['a text with a text in it', 'Ayşe stays: no key left.', 'Ayşe kalır: tuş kalmadı.'],
    ['the sentence that has more words of its own', 'Ayşe stays: it is asleep.', 'Ayşe uyuduğu için kalır.'],
    [
      'a list, whatever commas its items hold',
      'No key: 00 (a code, which Webex does not dial), 09 (no key left).',
      'Tuş yok: 00 (kod; Webex çevirmez), 09 (tuş kalmadı).',
    ],
    ['names of which some are counted', 'also of Ali, Cem and 3 more', 'şunların da: Ali, Cem ve 3 tane daha'],
    ['names that are all there', 'also of Ali, Cem', 'şunların da: Ali, Cem'],
    [
      'names that another clause follows',
      'also of Ali and 3 more; no key left',
      'şunların da: Ali ve 3 tane daha; tuş kalmadı',
    ],
    ['clauses', 'no key left; 3 phones', 'tuş kalmadı; 3 telefon'],
    ['values with marks of patterns and of replacements', '$& (.*) stays: no key left.', '$& (.*) kalır: tuş kalmadı.'],
  ])('says %s', (_, text, said) => {
    expect(translate(text)).toBe(said);
  });

  it('gives long lists up as fast as it reads them', () => {
    const items = Array.from({ length: 60 }, (_, index) => `${index} (no key left)`);

    expect(translate(`No key: ${items.join(', ')}.`)).toContain('59 (tuş kalmadı).');
    expect(translate(`No key: ${[...items, 'somebody said so'].join(', ')}.`)).toBeUndefined();
  });

  it.each([
    ['nobody has translated', 'Something else.'],
    ['holds a text that nobody has translated', 'Ayşe stays: somebody said so.'],
    ['holds a list with one unknown item', 'No key: 00 (no key left), 09 (somebody said so).'],
    ['could be read in two ways', 'A is not B is not C'],
    ['could be read in two ways, though fewer words would fit too', 'A is not B is not C!'],
    ['has one clause that is unknown', 'no key left; somebody said so'],
    ['ends in a count without being a list of names', 'Something else and 3 more'],
    ['has words where a number is wanted', 'many phones'],
  ])('leaves alone what %s', (_, text) => {
    expect(translate(text)).toBeUndefined();
  });
});

describe('translations of a workspace folder', () => {
  let override: string;
  beforeEach(() => {
    override = mkdtempSync(join(tmpdir(), 'texts-'));
    mkdirSync(join(override, 'texts/tr'), { recursive: true });
  });
  afterEach(() => rmSync(override, { recursive: true }));

  const write = (name: string, text: string) => writeFileSync(join(override, 'texts', name), text);
  const load = () => loadTranslations({ shipped: MAPPINGS, override }, 'tr');
  const failure = (): MigrationError => {
    try {
      load();
    } catch (error) {
      if (error instanceof MigrationError) return error;
      throw error;
    }
    throw new Error('nothing was refused');
  };

  it('replace single texts and add others', () => {
    write(
      'tr/own.yaml',
      'texts:\n  - en: Nothing to set.\n    tr: Gerek yok.\n  - en: Our own notice.\n    tr: Kendi bildirimimiz.\n',
    );
    const translate = translator(load());

    expect(translate('Nothing to set.')).toBe('Gerek yok.');
    expect(translate('Our own notice.')).toBe('Kendi bildirimimiz.');
    expect(load()).toHaveLength(TRANSLATIONS.length + 1);
  });

  it.each([
    ['a key that nobody knows', 'texts:\n  - en: A.\n    tr: B.\n    tre: C.\n', 4, 'did you mean "tr"?'],
    ['a value that would be lost', 'texts:\n  - en: A {name}.\n    tr: B.\n', 3, 'lacks {name}'],
    ['a placeholder with a slip in it', 'texts:\n  - en: A {name}.\n    tr: B {nam}.\n', 3, 'did you mean {name}?'],
    ['an empty translation', 'texts:\n  - en: A.\n    tr:\n', 3, 'must not be empty'],
  ])('are refused for %s, with file and line', (_, text, line, words) => {
    write('tr/own.yaml', text);
    const error = failure();

    expect(error).toMatchObject({
      code: 'MAPPING_INVALID',
      place: { where: join(override, 'texts/tr/own.yaml'), line },
    });
    expect(error.message).toContain(words);
  });

  it('are told where they say something twice, or nearly what the tool says', () => {
    write('tr/a.yaml', 'texts:\n  - en: Nothing to set.\n    tr: A.\n  - en: Our own notice.\n    tr: B.\n');
    write(
      'tr/b.yaml',
      'texts:\n  - en: Nothing to set.\n    tr: C.\n  - en: Nothing to sett.\n    tr: D.\n  - en: X.\n    tr: E.\n  - en: X.\n    tr: F.\n',
    );
    const [a, b] = ['a', 'b'].map((name) => join(override, `texts/tr/${name}.yaml`));

    expect(translationsInVain({ shipped: MAPPINGS, override }, 'tr')).toEqual([
      `${b}: "Nothing to set." stands here and in ${a}: the last one counts`,
      `${b}: "Nothing to sett." is none of the texts; did you mean "Nothing to set."?`,
      `${b}: "X." stands twice: the last one counts`,
    ]);
    expect(translationsInVain({ shipped: MAPPINGS }, 'tr')).toEqual([]);
  });

  it('are refused where no language reads them', () => {
    write('own.yaml', 'texts: []\n');

    expect(failure()).toMatchObject({
      code: 'MAPPING_INVALID',
      message: expect.stringContaining('"own.yaml"'),
      hint: expect.stringContaining(join('texts', 'tr')),
    });
  });
});

describe('mappings/schemas/texts.schema.json', () => {
  const schema = JSON.parse(readFileSync(join(MAPPINGS, 'schemas/texts.schema.json'), 'utf8'));

  it('is current, and fits the shipped files', () => {
    expect(schema).toEqual(JSON.parse(JSON.stringify(translationsSchema())));
    const fits = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);
    expect(fits(parse(readFileSync(join(MAPPINGS, 'texts/tr/losses.yaml'), 'utf8')))).toBe(true);
    expect(fits({ texts: [{ en: 'A' }] })).toBe(false);
  });
});
