import { fileURLToPath } from 'node:url';
import { textsIn } from '../../src/report/texts/texts.ts';
import { type Translation, translator } from '../../src/report/texts/translate.ts';
import { loadTranslations } from '../../src/report/texts/translation-files.ts';

export const MAPPINGS = fileURLToPath(new URL('../../mappings', import.meta.url));

/** What ships. */
export const TRANSLATIONS: readonly Translation[] = loadTranslations({ shipped: MAPPINGS }, 'tr');

/** The Turkish of a page, with the translations that ship. */
export const TURKISH = textsIn('tr', translator(TRANSLATIONS));
