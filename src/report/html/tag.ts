/** Markup that is safe to show. Only the tag below makes it: text from a capture cannot pass for markup. */
export class Markup {
  readonly #text: string;
  private constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
  /** Joins literal text of a template with escaped values. */
  static of(literals: readonly string[], values: readonly Content[]): Markup {
    let text = literals[0] ?? '';
    for (let index = 0; index < values.length; index++) text += written(values[index]) + (literals[index + 1] ?? '');
    return new Markup(text);
  }
  static join(pieces: Iterable<Markup>): Markup {
    let text = '';
    for (const piece of pieces) text += piece.toString();
    return new Markup(text);
  }
  /** For our own style sheet and script, which no value ever enters. */
  static verbatim(text: string): Markup {
    return new Markup(text);
  }
}

export type Content = Markup | string | number | undefined | false | Iterable<Markup>;

/**
 * Template tag for HTML: every value is escaped, for text and for quoted attributes alike, unless it is markup itself.
 * Attributes have to be quoted in the template.
 */
export function html(literals: TemplateStringsArray, ...values: Content[]): Markup {
  return Markup.of(literals, values);
}

function written(value: Content): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Markup) return value.toString();
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'number') return String(value);
  let text = '';
  for (const item of value) text += item.toString();
  return text;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to go
const SPECIAL = /[&<>"']|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** A control character has no place in HTML: it is shown as the replacement character. */
function escapeText(text: string): string {
  return text.replace(SPECIAL, (character) => ESCAPES[character] ?? '\uFFFD');
}
