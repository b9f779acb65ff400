import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { closest } from '../domain/closest.ts';
import { MigrationError } from '../domain/errors.ts';
import { readYaml } from '../domain/yaml-document.ts';
import {
  CountriesFile,
  type DeviceEntry,
  type DeviceModelEntry,
  type DeviceModulesEntry,
  DevicesFile,
  LocalesFile,
  type PackageEntry,
  type PackageRule,
  PackagesFile,
  SafetyWordsFile,
  type ServiceEntry,
  ServicesFile,
  TimeZonesFile,
} from './catalogue-files.ts';
import { type PreparedTables, preparedContent, prepareTable } from './prepared-tables.ts';
import { plain } from './safety-words.ts';

/** The tables of `mappings/` after the overrides of the workspace folder: the part of mapping that operators own. */
export interface Catalogues {
  /** By exact name: service names compare with case. A name may stand in both lists, as `Find-me/Follow-me` does. */
  readonly userServices: ReadonlyMap<string, ServiceEntry>;
  readonly groupServices: ReadonlyMap<string, ServiceEntry>;
  /** In order: the first rule that fits chooses. */
  readonly packageRules: readonly PackageRule[];
  readonly packages: ReadonlyMap<string, PackageEntry>;
  /** In order: the first pattern that fits the device type (or else the user agent) wins. */
  readonly devices: readonly DeviceEntry[];
  /** Lines and keys by Webex model. */
  readonly deviceModels: ReadonlyMap<string, DeviceModelEntry>;
  /** In order: the first whose patterns fit a phone says which expansion modules it carries. */
  readonly deviceModules: readonly DeviceModulesEntry[];
  /** Language as BroadWorks writes it, in lower case, to the `en_us` form. */
  readonly locales: ReadonlyMap<string, string>;
  /** Legacy and vendor zone names, in lower case, to IANA zones; names that are IANA already need no entry. */
  readonly timeZones: ReadonlyMap<string, string>;
  /** Country as people write it, in lower case, to ISO 3166 alpha-2. */
  readonly countries: ReadonlyMap<string, string>;
  /** Keys are `<ISO country>/<state name in lower case>`. */
  readonly states: ReadonlyMap<string, string>;
  /** Words in names that speak of a life-safety line. */
  readonly safetyWords: readonly string[];
}

export interface CatalogueFolders {
  /** The tables that the tool ships. */
  readonly shipped: string;
  /** `mappings/` of the workspace folder; a file there replaces or adds single entries, never a whole table. */
  readonly override?: string;
}

/**
 * Reads the tables of `mappings/` and lays the operator's own entries over them.
 *
 * An own entry with the key of a shipped one takes its place; a new one comes before the shipped ones, so that it is
 * tried first where order decides (device patterns, package rules).
 *
 * @returns the tables and a digest of their content: comments and order of keys in the files do not change it
 * @throws {MigrationError} `MAPPING_INVALID` with file, line and a suggestion
 */
export function loadCatalogues(folders: CatalogueFolders): Catalogues & { readonly digest: string } {
  if (folders.override !== undefined) checkNames(folders.override);
  const read = <Schema extends z.ZodType<object>>(file: string, schema: Schema) => ({
    shipped: readTable(join(folders.shipped, file), schema, true),
    own: folders.override === undefined ? undefined : readTable(join(folders.override, file), schema, false),
  });

  const services = read('services.yaml', SCHEMAS['services.yaml']);
  const packages = read('packages.yaml', SCHEMAS['packages.yaml']);
  const devices = read('devices.yaml', SCHEMAS['devices.yaml']);
  const locales = read('locales.yaml', SCHEMAS['locales.yaml']);
  const timeZones = read('timezones.yaml', SCHEMAS['timezones.yaml']);
  const countries = read('countries.yaml', SCHEMAS['countries.yaml']);
  const safety = read('safety-words.yaml', SCHEMAS['safety-words.yaml']);

  const content = {
    services: overlay(services.shipped?.services, services.own?.services, (entry) => `${entry.level}:${entry.name}`),
    packageRules: overlay(packages.shipped?.rules, packages.own?.rules, (rule) => rule.id),
    packages: overlay(packages.shipped?.packages, packages.own?.packages, (entry) => entry.name),
    devices: overlay(devices.shipped?.devices, devices.own?.devices, (entry) => entry.id),
    deviceModels: overlay(devices.shipped?.models, devices.own?.models, (entry) => entry.model),
    deviceModules: overlay(devices.shipped?.modules, devices.own?.modules, (entry) => entry.id),
    locales: mergeTables(locales.shipped?.locales, locales.own?.locales, lowerCase),
    timeZones: mergeTables(timeZones.shipped?.zones, timeZones.own?.zones, lowerCase),
    countries: mergeTables(countries.shipped?.countries, countries.own?.countries, lowerCase),
    safetyWords: withoutWords(
      [...(safety.shipped?.words ?? []), ...(safety.own?.words ?? [])],
      [...(safety.shipped?.without ?? []), ...(safety.own?.without ?? [])],
    ),
    states: mergeTables(flatten(countries.shipped?.states), flatten(countries.own?.states), exact),
  };
  checkReferences(content, folders.override ?? folders.shipped);

  const ofLevel = (level: ServiceEntry['level']) =>
    new Map(content.services.filter((entry) => entry.level === level).map((entry) => [entry.name, entry]));
  return {
    userServices: ofLevel('user'),
    groupServices: ofLevel('group'),
    packageRules: content.packageRules,
    packages: new Map(content.packages.map((entry) => [entry.name, entry])),
    devices: content.devices,
    deviceModels: new Map(content.deviceModels.map((entry) => [entry.model, entry])),
    deviceModules: content.deviceModules,
    locales: new Map(content.locales),
    timeZones: new Map(content.timeZones),
    countries: new Map(content.countries),
    states: new Map(content.states),
    safetyWords: content.safetyWords,
    digest: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
  };
}

/** A table under another name would be laid over nothing, and nobody would notice. */
function checkNames(folder: string): void {
  const strangers = readdirSync(folder).filter((name) => /\.ya?ml$/i.test(name) && !Object.hasOwn(SCHEMAS, name));
  const [first] = strangers.sort();
  if (first === undefined) return;
  const faults = strangers.map((name) => {
    const nearest = closest(name, Object.keys(SCHEMAS));
    return `there is no table "${name}"${nearest === undefined ? '' : `; did you mean "${nearest}"?`}`;
  });
  throw new MigrationError('MAPPING_INVALID', faults.join('\n'), {
    place: { where: join(folder, first) },
    hint: `Rename it: tables are called ${Object.keys(SCHEMAS).join(', ')}. Profiles of nested exports belong into ${join(folder, 'exports')}.`,
  });
}

/** Reads and checks every shipped table, for the build to keep. */
export function prepareTables(folder: string): PreparedTables {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => {
      const file = join(folder, name);
      const text = readFileSync(file, 'utf8');
      return [name, prepareTable(text, readYaml(text, file, schema, 'MAPPING_INVALID'))];
    }),
  );
}

const SCHEMAS = {
  'services.yaml': ServicesFile,
  'packages.yaml': PackagesFile,
  'devices.yaml': DevicesFile,
  'locales.yaml': LocalesFile,
  'timezones.yaml': TimeZonesFile,
  'countries.yaml': CountriesFile,
  'safety-words.yaml': SafetyWordsFile,
} as const;

function readTable<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  shipped: boolean,
): z.output<Schema> | undefined {
  if (existsSync(file)) {
    if (statSync(file).isDirectory()) {
      throw new MigrationError('MAPPING_INVALID', 'a folder stands where a table is expected', {
        place: { where: file },
        hint: 'Take it away, or give it another name.',
      });
    }
    const text = readFileSync(file, 'utf8');
    const prepared = shipped ? preparedContent(basename(file), text) : undefined;
    // Checked by the same schema when the tool was built.
    if (prepared !== undefined) return prepared as z.output<Schema>;
    return readYaml(text, file, schema, 'MAPPING_INVALID');
  }
  if (!shipped) return undefined;
  throw new MigrationError('MAPPING_INVALID', 'a table that ships with the tool is missing', {
    place: { where: file },
    hint: 'Install bw2wholesale again: its mappings folder is incomplete.',
  });
}

function overlay<Entry>(
  shipped: readonly Entry[] | undefined,
  own: readonly Entry[] | undefined,
  keyOf: (entry: Entry) => string,
): Entry[] {
  const mine = new Map((own ?? []).map((entry) => [keyOf(entry), entry]));
  const known = new Set((shipped ?? []).map(keyOf));
  const added = [...mine].filter(([key]) => !known.has(key)).map(([, entry]) => entry);
  return [...added, ...(shipped ?? []).map((entry) => mine.get(keyOf(entry)) ?? entry)];
}

function withoutWords(words: readonly string[], unwanted: readonly string[]): string[] {
  const left = new Map(words.map((word) => [plain(word), word]));
  for (const word of unwanted) left.delete(plain(word));
  return [...left.values()];
}

/** A rule that names a package without an entry would put people on something nobody described. */
function checkReferences(
  content: { readonly packageRules: readonly PackageRule[]; readonly packages: readonly PackageEntry[] },
  folder: string,
): void {
  const known = new Set(content.packages.map((entry) => entry.name));
  const lost = content.packageRules.filter((rule) => !known.has(rule.package));
  const [first] = lost;
  if (!first) return;
  throw new MigrationError(
    'MAPPING_INVALID',
    lost.map((rule) => `rule "${rule.id}" chooses "${rule.package}", which has no entry under packages`).join('; '),
    { place: { where: join(folder, 'packages.yaml') } },
  );
}

type Table<Entry> = Readonly<Record<string, Entry>>;

function mergeTables<Entry>(
  shipped: Table<Entry> | undefined,
  own: Table<Entry> | undefined,
  keyOf: (name: string) => string,
): [string, Entry][] {
  const merged = new Map<string, Entry>();
  for (const [name, entry] of [...Object.entries(shipped ?? {}), ...Object.entries(own ?? {})]) {
    merged.set(keyOf(name), entry);
  }
  return [...merged].sort(([left], [right]) => (left < right ? -1 : 1));
}

/** States of one country and of another may share a name, so the country is part of the key. */
function flatten(states: Table<Table<string>> | undefined): Table<string> {
  return Object.fromEntries(
    Object.entries(states ?? {}).flatMap(([country, table]) =>
      Object.entries(table).map(([name, code]) => [`${country}/${name.toLowerCase()}`, code]),
    ),
  );
}

const exact = (name: string): string => name;
const lowerCase = (name: string): string => name.toLowerCase();
