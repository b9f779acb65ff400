import type { EN } from './en.ts';

/** The pattern that every language fills: texts as text, sentences with numbers as functions of the same arguments. */
export type Texts = Open<typeof EN>;

type Open<Value> = Value extends (...words: infer Words) => infer Result
  ? (...words: Words) => Open<Result>
  : Value extends string
    ? string
    : Value extends readonly (infer Item)[]
      ? readonly Open<Item>[]
      : { readonly [Key in keyof Value]: Open<Value[Key]> };
