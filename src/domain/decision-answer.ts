/** What a free option takes, each with a sentence for whoever got it wrong. */
const FREE_FORMS = {
  email: { form: /^[^\s@<>,;"]+@[^\s@<>,;".]+(\.[^\s@<>,;".]+)+$/, says: 'an e-mail address' },
  mac: { form: /^[0-9A-Fa-f]{12}$/, says: 'a MAC address of 12 hex digits' },
  extension: { form: /^\d{2,10}$/, says: 'an extension of 2 to 10 digits' },
  name: { form: /^(?=.*\S).{1,80}$/u, says: 'a name of at most 80 characters' },
  id: { form: /^[^\s<>"]{1,200}$/, says: 'an id without blanks' },
} as const;
export type FreeForm = keyof typeof FREE_FORMS;

/** One way of answering. Every option changes what `map` proposes: nothing is offered that has no effect. */
export interface DecisionOption {
  /** The answer; for a free option a placeholder such as `<e-mail address>`. */
  readonly value: string;
  readonly consequence: string;
  /** The answer is a text of this form, not the value itself. */
  readonly free?: FreeForm;
}

/**
 * Whether a text answers a question: one of its options, or what a free option takes. Case and blanks around it do not
 * matter, nor a plus that a spreadsheet took away; a MAC may be written with separators.
 *
 * @returns the answer as `map` reads it, or `undefined` when it is none
 */
export function readAnswer(options: readonly DecisionOption[], text: string): string | undefined {
  const wanted = text.trim();
  if (wanted === '') return undefined;
  const fixed = options.filter(({ free }) => free === undefined).map(({ value }) => value);
  const same = (value: string) => value.toLowerCase() === wanted.toLowerCase();
  const found = fixed.find((value) => value === wanted) ?? fixed.find(same) ?? fixed.find((v) => v === `+${wanted}`);
  if (found !== undefined) return found;
  for (const { free } of options) {
    if (free === undefined) continue;
    const plain = free === 'mac' ? wanted.replace(/[\s:.-]/g, '').toUpperCase() : wanted;
    if (FREE_FORMS[free].form.test(plain)) return free === 'email' ? plain.toLowerCase() : plain;
  }
  return undefined;
}

/** What may be answered, in words: `stay | move`, `supply | an e-mail address`. */
export function offered(options: readonly DecisionOption[]): string {
  return options.map(({ value, free }) => (free === undefined ? value : FREE_FORMS[free].says)).join(' | ');
}
