import { existsSync } from 'node:fs';
import type { Texts } from '../report/texts/pattern.ts';
import { type ReportLanguage, textsIn } from '../report/texts/texts.ts';
import { translator } from '../report/texts/translate.ts';
import { loadTranslations, translationsInVain } from '../report/texts/translation-files.ts';
import { SHIPPED_MAPPINGS } from './catalogues.ts';
import type { WorkspaceFolder } from './folder.ts';

/**
 * The texts of a report in one language: those of the page, and the translations of `mappings/texts/` for what tables,
 * rules and reasons say.
 *
 * @throws {MigrationError} `MAPPING_INVALID` for a file of translations that cannot be read
 */
export function reportTexts(folder: WorkspaceFolder, language: ReportLanguage): Texts {
  if (language === 'en') return textsIn('en', (text) => text);
  const override = existsSync(folder.mappings) ? { override: folder.mappings } : {};
  const folders = { shipped: SHIPPED_MAPPINGS, ...override };
  for (const note of translationsInVain(folders, language)) process.stderr.write(`warning: ${note}\n`);
  return textsIn(language, translator(loadTranslations(folders, language)));
}
