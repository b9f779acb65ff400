import { EN } from './en.ts';
import { TR } from './tr.ts';

export type ReportLanguage = 'en' | 'tr';

/** English is the pattern, and a text that is missing elsewhere does not compile. */
export const TEXTS = { en: EN, tr: TR } as const;
