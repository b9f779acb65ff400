import { describe, expect, it } from 'vitest';
import { TEXTS } from '../../src/report/texts/texts.ts';

type Leaf = string | ((...words: unknown[]) => unknown);

/** Every text of a language under its path: `headline.failed`. */
function leavesOf(value: unknown, path = ''): [path: string, leaf: Leaf][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, (...words) => Reflect.apply(value, undefined, words)]];
  if (typeof value !== 'object' || value === null) throw new Error(`${path} is no text`);
  return Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, path === '' ? name : `${path}.${name}`));
}

const EN = new Map(leavesOf(TEXTS.en));
const TR = new Map(leavesOf(TEXTS.tr));
const REFUSED = 'does not take these';
/** Words that both languages have, and menus of Control Hub as it shows them. */
const NAMES = /^(plan|MAC|(Services|Management) > .*)$/i;
const PLACES = [0, 1, 2, 3, 4];

/** Which of its arguments a text shows; digits are read without their separators. */
function shown(leaf: (...words: unknown[]) => unknown, words: readonly (string | number)[]): number[] | string {
  let said: string;
  try {
    said = JSON.stringify(leaf(...words)) ?? '';
  } catch {
    return REFUSED;
  }
  const plain = said.replace(/(?<=\d)[.,\u00a0](?=\d)/g, '');
  return PLACES.filter((place) => plain.includes(String(words[place])));
}

/** Texts of the data are the business of `mappings/texts/`. */
const OF_THE_DATA = 'translated';
const functions = [...EN].flatMap(([path, leaf]) =>
  typeof leaf === 'function' && path !== OF_THE_DATA ? [[path, leaf] as const] : [],
);

describe('Turkish texts', () => {
  it('exist for every English one, and for no other', () => {
    expect([...TR.keys()].sort()).toEqual([...EN.keys()].sort());
    const blank = (texts: typeof EN) => [...texts].filter(([, leaf]) => leaf === '').map(([path]) => path);
    expect(blank(TR).sort()).toEqual(blank(EN).sort());
  });

  it.each([
    ['numbers', PLACES.map((place) => 7001 + place)],
    ['words', PLACES.map((place) => `«${place}»`)],
  ] as const)('show the same arguments as the English ones: %s', (_, words) => {
    const differing = functions.flatMap(([path, leaf]) => {
      const other = TR.get(path);
      if (typeof other !== 'function') return [`${path}: no function`];
      const [english, turkish] = [shown(leaf, words), shown(other, words)].map((places) => JSON.stringify(places));
      // Texts that look a word up take words only; those are compared with words.
      if ([english, turkish].includes(JSON.stringify(REFUSED))) return [];
      return english === turkish ? [] : [`${path}: ${english} in English, ${turkish} in Turkish`];
    });

    expect(functions.length).toBeGreaterThan(50);
    expect(differing).toEqual([]);
  });

  it('are Turkish: what reads the same in both is a name', () => {
    const same = [...EN].flatMap(([path, leaf]) =>
      typeof leaf === 'string' && leaf !== '' && /\p{L}{2}/u.test(leaf) && !NAMES.test(leaf) && leaf === TR.get(path)
        ? [`${path}: ${leaf}`]
        : [],
    );

    expect(same).toEqual([]);
  });
});
