import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { closest } from '../../domain/closest.ts';
import { MigrationError } from '../../domain/errors.ts';
import { readYaml } from '../../domain/yaml-document.ts';
import type { ReportLanguage } from './texts.ts';
import { placeholdersOf, type Translation } from './translate.ts';

const sentence = z.string('must be text').trim().min(1, 'must not be empty');

/** Shape of the files in `mappings/texts/tr/`. */
export const TranslationsFile = z.strictObject({
  texts: z.preprocess(
    (value) => (value === '' ? [] : value),
    z.array(
      z
        .strictObject({
          en: sentence.describe('As the tables and bw2wholesale say it; {placeholders} stand for values'),
          tr: sentence.describe('The same in Turkish, with the names of the same placeholders'),
        })
        .superRefine(({ en, tr }, context) => {
          const [wanted, given] = [placeholdersOf(en), placeholdersOf(tr)];
          for (const name of wanted.filter((each) => !given.includes(each))) {
            context.addIssue({
              code: 'custom',
              path: ['tr'],
              message: `lacks {${name}}, so that a value would be lost`,
            });
          }
          for (const name of given.filter((each) => !wanted.includes(each))) {
            const nearest = closest(name, wanted);
            const hint = nearest === undefined ? '' : `; did you mean {${nearest}}?`;
            context.addIssue({ code: 'custom', path: ['tr'], message: `has {${name}}, which en does not have${hint}` });
          }
        }),
    ),
  ),
});

/** JSON Schema (draft 2020-12) of these files, for editors and for those who write them by program. */
export function translationsSchema(): object {
  return {
    title: 'mappings/texts/tr/*.yaml of bw2wholesale',
    ...z.toJSONSchema(TranslationsFile, { io: 'input', unrepresentable: 'any', reused: 'inline' }),
  };
}

/** The languages that sentences can be translated to: those of the page besides its own. */
const LANGUAGES: readonly ReportLanguage[] = ['tr'];

/**
 * Reads the translations of a language: every YAML file of its folder below `mappings/texts/`, the shipped ones and then
 * those of the workspace folder, whose entries take the place of shipped ones with the same English text.
 *
 * @param folders - the `mappings/` folders; the one of the workspace folder may be missing
 * @throws {MigrationError} `MAPPING_INVALID` with file, line and a suggestion
 */
export function loadTranslations(
  folders: { readonly shipped: string; readonly override?: string },
  language: ReportLanguage,
): Translation[] {
  const own = ownFolder(folders);
  const known = new Map<string, Translation>();
  for (const folder of [join(folders.shipped, 'texts'), ...(own === undefined ? [] : [own])]) {
    for (const { en, tr } of readFolder(join(folder, language))) known.set(en, { en, tr });
  }
  return [...known.values()];
}

/**
 * What the workspace folder's own translations say in vain: a text twice, of which the last one counts, and a text that is
 * nearly one of the tool's, whose translation it leaves as it was. Texts of the operator's own tables are like none of them.
 *
 * @throws {MigrationError} `MAPPING_INVALID` with file, line and a suggestion
 */
export function translationsInVain(
  folders: { readonly shipped: string; readonly override?: string },
  language: ReportLanguage,
): string[] {
  const own = ownFolder(folders);
  if (own === undefined) return [];
  const shipped = readFolder(join(folders.shipped, 'texts', language)).map(({ en }) => en);
  const seen = new Map<string, Entry>();
  return readFolder(join(own, language)).flatMap((entry) => {
    const { en, file } = entry;
    const earlier = seen.get(en);
    seen.set(en, entry);
    if (earlier !== undefined) {
      const where = earlier.file === file ? 'twice' : `here and in ${earlier.file}`;
      return [`${file}: "${en}" stands ${where}: the last one counts`];
    }
    const meant = shipped.includes(en) ? undefined : closest(en, shipped);
    return meant === undefined ? [] : [`${file}: "${en}" is none of the texts; did you mean "${meant}"?`];
  });
}

interface Entry extends Translation {
  readonly file: string;
}

function ownFolder({ override }: { readonly override?: string }): string | undefined {
  const own = override === undefined ? undefined : join(override, 'texts');
  if (own !== undefined) checkLanguages(own);
  return own;
}

function readFolder(folder: string): Entry[] {
  if (!isFolder(folder)) return [];
  const files = readdirSync(folder).filter((name) => /\.ya?ml$/i.test(name));
  return files.sort().flatMap((name) => {
    const file = join(folder, name);
    const { texts } = readYaml(readFileSync(file, 'utf8'), file, TranslationsFile, 'MAPPING_INVALID');
    return texts.map((text) => ({ ...text, file }));
  });
}

/** Texts beside the folders of the languages would be read by nobody, and nobody would notice. */
function checkLanguages(folder: string): void {
  if (!isFolder(folder)) return;
  const stranger = readdirSync(folder)
    .sort()
    .find((name) => !LANGUAGES.some((language) => name === language));
  if (stranger === undefined) return;
  throw new MigrationError('MAPPING_INVALID', `nothing reads "${stranger}": texts lie in a folder per language`, {
    place: { where: join(folder, stranger) },
    hint: `Move the file into ${LANGUAGES.map((language) => join(folder, language)).join(' or ')}.`,
  });
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
