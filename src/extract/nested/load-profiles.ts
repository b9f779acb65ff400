import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MigrationError } from '../../domain/errors.ts';
import { readYaml } from '../../domain/yaml-document.ts';
import { type ElementRule, ExportProfileFile, enclosing, misplaced, ruleOf } from './profile-file.ts';

/** How one kind of nested export is read. */
export interface ExportProfile {
  readonly name: string;
  readonly describe: string;
  readonly root: string;
  readonly elements: ReadonlyMap<string, ElementRule>;
  /** Written by the operator: goes first where several fit equally well. */
  readonly own: boolean;
}

export interface ExportProfiles {
  readonly profiles: readonly ExportProfile[];
  /** What was read with other profiles is read anew. */
  readonly digest: string;
}

export const NO_PROFILES: ExportProfiles = { profiles: [], digest: '' };

/**
 * Reads the profiles of nested exports. A file of the workspace folder with the name of a shipped one lays its elements
 * over it, one by one; a further file is a profile of its own.
 *
 * @param folders - `mappings/exports/` that ships, and that of the workspace folder
 * @throws {MigrationError} `MAPPING_INVALID` with file, line and a suggestion
 */
export function loadProfiles(folders: { readonly shipped: string; readonly own: string }): ExportProfiles {
  const shipped = filesOf(folders.shipped);
  const own = filesOf(folders.own);
  const names = [...new Set([...own.keys(), ...shipped.keys()])].sort();
  const profiles = names.map((name): ExportProfile => {
    const base = shipped.get(name);
    const mine = own.get(name);
    // One that only adds to a shipped profile is checked as what it becomes: elements need what encloses them.
    const parts = [base, mine].filter((file) => file !== undefined).map(({ file, text }) => parse(file, text));
    const elements = new Map<string, ElementRule>();
    for (const { elements: part } of parts)
      for (const [path, element] of Object.entries(part)) elements.set(path, ruleOf(element));
    const last = parts.at(-1);
    return { name, describe: last?.describe ?? '', root: last?.root ?? '', elements, own: mine !== undefined };
  });
  for (const profile of profiles)
    checkPlain(profile, own.get(profile.name)?.file ?? join(folders.shipped, profile.name));
  const content = profiles.map(({ name, root, elements }) => [name, root, [...elements]]);
  return { profiles, digest: createHash('sha256').update(JSON.stringify(content)).digest('hex') };
}

function filesOf(folder: string): Map<string, { readonly file: string; readonly text: string }> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
  return new Map(
    files.sort().map((file) => {
      const path = join(folder, file);
      return [file.replace(/\.ya?ml$/, ''), { file: path, text: readFileSync(path, 'utf8') }];
    }),
  );
}

function parse(file: string, text: string): ExportProfileFile {
  return readYaml(text, file, ExportProfileFile, 'MAPPING_INVALID');
}

/** An element cannot be a value of what encloses it and describe something of its own. */
function checkPlain({ elements, root }: ExportProfile, file: string): void {
  const faults: string[] = [];
  const described = Object.fromEntries(elements);
  for (const [path, { entity, fields, id }] of elements) {
    const wrong = misplaced(entity, enclosing(path, described));
    if (wrong !== undefined) faults.push(`${path}: ${wrong}`);
    for (const from of [id, ...Object.values(fields).map((field) => field.from)]) {
      if (from !== undefined && elements.has(`${path}/${from}`))
        faults.push(`${path}: "${from}" is read as a value and described as an element`);
    }
  }
  if (!elements.has(root)) faults.push(`elements say nothing of the root "${root}"`);
  const [first] = faults;
  if (first !== undefined) throw new MigrationError('MAPPING_INVALID', faults.join('; '), { place: { where: file } });
}
