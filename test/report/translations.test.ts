import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readYaml } from '../../src/domain/yaml-document.ts';
import { loadCatalogues } from '../../src/map/catalogues.ts';
import { LOCAL_RULES } from '../../src/precheck/rules/index.ts';
import { REMOTE_RULES } from '../../src/precheck/rules/remote.ts';
import { GENERAL_NOTICES } from '../../src/report/parts/general-notices.ts';
import { translator } from '../../src/report/texts/translate.ts';
import { TranslationsFile } from '../../src/report/texts/translation-files.ts';
import { sentencesOf } from './sentences-of-code.ts';
import { MAPPINGS, TRANSLATIONS, TURKISH } from './turkish.ts';

const catalogues = loadCatalogues({ shipped: MAPPINGS });
const services = [...catalogues.userServices.values(), ...catalogues.groupServices.values()];
/** Where settings go is read behind "Set it by hand", which is never said of what is lost or not needed. */
const told = services.flatMap(({ verdict, how, notice, action }) => [
  notice,
  action,
  ...(verdict === 'lost' || verdict === 'not-needed' ? [] : [how]),
]);
const packages = catalogues.packageRules.flatMap(({ why }) => why.split('; '));
/** English texts of one shipped file. */
const shipped = (name: string): string[] => {
  const file = join(MAPPINGS, `texts/tr/${name}.yaml`);
  return readYaml(readFileSync(file, 'utf8'), file, TranslationsFile, 'MAPPING_INVALID').texts.map(({ en }) => en);
};
const unknown = (texts: Iterable<string>) => [
  ...new Set([...texts].filter((text) => text !== '' && TURKISH.translated(text) === undefined)),
];

describe('the Turkish of the shipped tables', () => {
  it('has every text of services.yaml and packages.yaml that a page shows', () => {
    expect(told.length).toBeGreaterThan(300);
    expect(unknown([...told, ...packages])).toEqual([]);
  });

  it('has every text of services.yaml as it stands, and none that is left over', () => {
    expect([...shipped('services')].sort()).toEqual([...new Set(told.filter((text) => text !== ''))].sort());
  });

  it('says each text once', () => {
    const all = readdirSync(join(MAPPINGS, 'texts/tr')).flatMap((file) => shipped(file.replace('.yaml', '')));

    expect(all.filter((text, index) => all.indexOf(text) !== index)).toEqual([]);
    expect(all).toHaveLength(TRANSLATIONS.length);
  });
});

/** Sentences that stay English, marked so on the page: lists of rules in words of BroadWorks. */
const ENGLISH = /^Rules of communication barring do not come along whole/;
/** Ways through a template that nothing takes: a plural with a singular, somebody with a mailbox but no address. */
const NEVER = [/\d numbers without an owner stays/, /<>, a shared mailbox/];

describe('the Turkish of what the code says', () => {
  it('has how to mend each finding', () => {
    const hints = [...LOCAL_RULES, ...REMOTE_RULES].map(({ hint }) => hint);

    expect(unknown(hints)).toEqual([]);
    expect(shipped('hints').filter((en) => !hints.includes(en) && !en.startsWith('The address of {name}'))).toEqual([]);
  });

  it('has what is said to everybody', () => {
    expect(unknown(GENERAL_NOTICES.flatMap(({ notice, action }) => [notice, action]))).toEqual([]);
  });

  it.each([
    ['losses', 'src/map', ['notice', 'action']],
    ['decisions', 'src/map', ['question', 'consequence']],
    ['findings', 'src/precheck/rules', ['check', 'message']],
  ])('has every sentence of %s, with all its values and nothing English', (_, folder, properties) => {
    const root = join(MAPPINGS, '..');
    const translate = translator([...TRANSLATIONS, { en: '{value:number}', tr: '{value}' }]);
    const sentences = sentencesOf(join(root, folder), new Set(properties)).filter(
      ({ text }) => !NEVER.some((way) => way.test(text)),
    );
    const faults = sentences.flatMap(({ place, text }) => {
      const said = translate(text);
      const where = `${place.slice(root.length + 1)}: ${text}`;
      if (said === undefined) return ENGLISH.test(text) ? [] : [`no Turkish: ${where}`];
      const lost = (text.match(/\d{4}/g) ?? []).filter((value) => !said.includes(value));
      const left = text
        .split(/\d{4}/)
        .filter((part) => /\p{L}{2,} \p{L}{2,}/u.test(part) && said.includes(part.trim()));
      return [
        ...(lost.length > 0 ? [`lost ${lost.join()}: ${where}`] : []),
        ...left.map((part) => `"${part}" is left: ${where}`),
      ];
    });

    expect(sentences.length).toBeGreaterThan(30);
    expect(faults).toEqual([]);
  });
});
