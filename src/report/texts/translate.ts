/** One sentence of the data in another language, as `mappings/texts/` has it. */
export interface Translation {
  /** As the tables and the code of this tool say it, with `{placeholders}` where values stand. */
  readonly en: string;
  /** The same in Turkish, with the same placeholders. */
  readonly tr: string;
}

/** A text of the data in the language of the page; `undefined` where nobody has translated it. */
export type Translate = (text: string) => string | undefined;

/**
 * A placeholder in a translation: `{name}` is a value that stays as it is, `{id:word}` one without blanks,
 * `{count:number}` a number, `{what:text}` a text with a translation of its own, `{all:list}` several of those with
 * commas between, and `{all:names}` names that stay, at whose end "and 3 more" may stand.
 */
const PLACEHOLDER = /\{([a-z][a-zA-Z]*)(?::(number|word|text|list|names))?\}/g;
/** The translation of the end of a list of names. */
const MORE = '{names} and {count:number} more';

/** Names of the placeholders of a sentence, each once. */
export function placeholdersOf(sentence: string): string[] {
  return [...new Set([...sentence.matchAll(PLACEHOLDER)].map(([, name = '']) => name))];
}

interface Slot {
  readonly name: string;
  readonly kind: string | undefined;
}

/** A sentence with placeholders, made ready to be recognised. */
interface Sentence {
  readonly head: string;
  readonly tail: string;
  readonly slots: readonly Slot[];
  /** The same twice: one takes as little as it can for each placeholder, the other as much. */
  readonly readings: readonly RegExp[];
  /** Letters that are its own: whoever has more of them fits better. */
  readonly weight: number;
  readonly target: string;
}

/**
 * Recognises the sentences of a language in the texts of the data, and says them in the other one. Values keep every
 * letter. A sentence that could be read in two ways (a name with the words of the sentence in it) is not guessed at.
 */
export function translator(translations: readonly Translation[]): Translate {
  const whole = new Map(translations.map(({ en, tr }) => [en, tr]));
  const sentences = translations
    .filter(({ en }) => en !== MORE && placeholdersOf(en).length > 0)
    .map(prepare)
    .sort((a, b) => b.weight - a.weight);
  const translate: Translate = (text) => {
    const known = whole.get(text);
    if (known !== undefined) return known;
    for (const sentence of sentences) {
      if (!text.startsWith(sentence.head) || !text.endsWith(sentence.tail)) continue;
      const [said, other] = readingsOf(sentence, text);
      if (other !== undefined) return undefined;
      if (said !== undefined) return said;
    }
    return clauses(text);
  };
  /** A text of clauses that are all known. */
  const clauses: Translate = (text) => {
    const parts = text.split('; ');
    return parts.length === 1 ? undefined : allOf(parts, '; ');
  };
  const allOf = (parts: readonly string[], by: string): string | undefined => {
    const said = parts.map(translate);
    return said.every((part) => part !== undefined) ? said.join(by) : undefined;
  };
  /** What the sentence says in the text; more than one thing where its words stand in a value too. */
  const readingsOf = (sentence: Sentence, text: string): string[] => [
    ...new Set(sentence.readings.flatMap((reading) => fill(sentence, reading.exec(text)) ?? [])),
  ];
  const fill = ({ slots, target }: Sentence, found: RegExpExecArray | null): string | undefined => {
    if (found === null) return undefined;
    const values = new Map(slots.map(({ name, kind }, index) => [name, value(kind, found[index + 1] ?? '')]));
    if ([...values.values()].includes(undefined)) return undefined;
    return target.replace(PLACEHOLDER, (_, name: string) => values.get(name) ?? '');
  };
  const value = (kind: string | undefined, text: string): string | undefined => {
    if (kind === 'text') return translate(text);
    if (kind === 'list') return list(text.split(', '));
    if (kind === 'names') return names(text);
    return text;
  };
  /** Items may hold commas themselves: the shortest that are known are taken. From the end, so that no rest is read twice. */
  const list = (parts: readonly string[]): string | undefined => {
    const rests: (string | undefined)[] = [...parts.map(() => undefined), ''];
    for (let start = parts.length - 1; start >= 0; start--) {
      for (let end = start + 1; end <= parts.length && rests[start] === undefined; end++) {
        const rest = rests[end];
        const first = rest === undefined ? undefined : translate(parts.slice(start, end).join(', '));
        if (first !== undefined) rests[start] = rest === '' ? first : `${first}, ${rest}`;
      }
    }
    return rests[0];
  };
  const names = (text: string): string | undefined => {
    // The next clause is no name: clause by clause, both are known.
    if (text.includes('; ')) return undefined;
    const cut = /^(.+) and (\d+) more$/su.exec(text);
    if (cut === null) return text;
    const [, first = '', count = ''] = cut;
    return whole.get(MORE)?.replace(PLACEHOLDER, (_, name: string) => (name === 'names' ? first : count));
  };
  return translate;
}

function prepare({ en, tr }: Translation): Sentence {
  const slots: Slot[] = [];
  const literals: string[] = [];
  let last = 0;
  for (const found of en.matchAll(PLACEHOLDER)) {
    literals.push(en.slice(last, found.index));
    slots.push({ name: found[1] ?? '', kind: found[2] });
    last = found.index + found[0].length;
  }
  literals.push(en.slice(last));
  return {
    head: literals[0] ?? '',
    tail: literals.at(-1) ?? '',
    slots,
    readings: ['?', ''].map((reach) => readingOf(literals, slots, reach)),
    weight: literals.join('').length,
    target: tr,
  };
}

function readingOf(literals: readonly string[], slots: readonly Slot[], reach: string): RegExp {
  const pattern = literals.map((literal, index) => {
    const slot = slots[index];
    return literal.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&') + (slot === undefined ? '' : hole(slot.kind, reach));
  });
  return new RegExp(`^${pattern.join('')}$`, 's');
}

function hole(kind: string | undefined, reach: string): string {
  if (kind === 'number') return '(\\d[\\d.,]*)';
  return kind === 'word' ? `(\\S+${reach})` : `(.+${reach})`;
}
