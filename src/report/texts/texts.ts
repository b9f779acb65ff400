import { EN } from './en.ts';
import type { Texts } from './pattern.ts';
import { TR } from './tr.ts';
import type { Translate } from './translate.ts';

export type ReportLanguage = 'en' | 'tr';

/** English is the pattern, and a text that is missing elsewhere does not compile. */
export const TEXTS = { en: EN, tr: TR } as const;

/** The texts of a language, with what `mappings/texts/` knows of the sentences of the data. */
export function textsIn(language: ReportLanguage, translate: Translate): Texts {
  return language === 'en' ? EN : { ...TEXTS[language], translated: translate };
}
