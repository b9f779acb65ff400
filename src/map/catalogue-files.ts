import { z } from 'zod';

/**
 * Shapes of the files in `mappings/`, one schema per file. Scalars arrive as text (YAML types are switched off so that
 * `0123` survives), so booleans and numbers are read from their spelling here.
 */
const text = z.string().trim().min(1, 'must not be empty');
const flag = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');
const rank = z
  .string()
  .regex(/^\d{1,4}$/, 'must be a whole number')
  .transform(Number);
/** Entries by name; a section that is left blank has none. */
const table = <Entry extends z.ZodType>(entry: Entry) =>
  z.preprocess((value) => (value === '' ? {} : value), z.record(text, entry));
/** A blank value is an empty list; a YAML list stays one. */
const list = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => (value === '' ? [] : value), z.array(item));

export const ServiceVerdict = z.enum(['full', 'part', 'manual', 'lost', 'not-needed']);

const Service = z.strictObject({
  name: text,
  level: z.enum(['user', 'group']),
  verdict: ServiceVerdict,
  /** Counts as a calling service for the choice of the package. */
  calling: flag.default(false),
  /** Works on a common-area phone, or asks nothing of the target. */
  commonArea: flag.default(false),
  how: z.string().default(''),
  notice: z.string().default(''),
  action: z.string().default(''),
});
export type ServiceEntry = z.output<typeof Service>;
export const ServicesFile = z.strictObject({ services: list(Service) });

/** All conditions that are given must hold; a rule without conditions fits everybody. */
const PackageCondition = z.strictObject({
  /** Owner is a phone in a place. */
  place: flag.optional(),
  /** At least one of these services is in use. */
  anyService: list(text).optional(),
  /** At least one (or, when false, none) of the services in use counts as calling. */
  callingService: flag.optional(),
  /** Hosts a Meet-Me conference bridge. */
  conferenceHost: flag.optional(),
  /** Has a phone, a number or an extension. */
  endpoint: flag.optional(),
});
const Rule = z.strictObject({
  id: text,
  when: z.preprocess((value) => (value === '' ? {} : value), PackageCondition),
  package: text,
  why: text,
});
export type PackageRule = z.output<typeof Rule>;

const Package = z.strictObject({
  name: text,
  /** Order of cost, 1 is the cheapest; only the order counts. */
  rank,
  /** False: what it contains rests on no source, so policy `cheapest` must not choose it. */
  confirmed: flag,
  /** Given to people; common-area packages are for Webex workspaces only. */
  forPeople: flag.default(true),
  /** Holds every service that counts as calling. */
  allCalling: flag.default(false),
  /** Services that it holds besides, or (without `allCalling`) at all. */
  services: list(text).default([]),
  /** Services that it does not hold although they count as calling. */
  without: list(text).default([]),
  /** Needs exactly one endpoint, phone or app (R-PKG-4). */
  oneEndpoint: flag.default(false),
  /** What one costs a month, in any currency: only for the report, the order of `rank` decides. */
  price: z
    .string()
    .regex(/^\d+(?:\.\d{1,2})?$/, 'must be an amount such as 12 or 12.50')
    .optional(),
  /** Where its feature set comes from. */
  source: z.string().default(''),
  note: z.string().default(''),
});
export type PackageEntry = z.output<typeof Package>;
export const PackagesFile = z.strictObject({ rules: list(Rule).default([]), packages: list(Package).default([]) });

/** Who confirms something says by what; the words of the fault. */
const NEEDS_SOURCE = 'says confirmed, so it needs a source';
const namesSource = (entry: { readonly confirmed: boolean; readonly source: string }): boolean =>
  !entry.confirmed || entry.source !== '';

const Pattern = text.refine((value) => compiles(value), 'is not a regular expression');
const Device = z.strictObject({
  id: text,
  /** Regular expression over the device type, without case. */
  type: Pattern.optional(),
  /** Regular expression over the user agent, without case. */
  agent: Pattern.optional(),
  kind: z.enum(['phone', 'ata', 'gateway', 'dect', 'conference', 'pager', 'door', 'soft-client', 'trunk', 'unknown']),
  /** `$1` stands for the first group of the pattern. */
  model: z.string().optional(),
  management: z.enum(['cisco', 'cisco-third-party', 'customer', 'partner', 'none']),
  fate: z.enum(['keep', 'convert', 'partner-managed', 'customer-managed', 'replace', 'drop', 'hold']),
  /** False: the model's spelling in Webex rests on no source and wants a look at the target's list. */
  confirmed: flag.default(false),
  source: z.string().default(''),
  note: z.string().default(''),
});
export type DeviceEntry = z.output<typeof Device>;

const DeviceModel = z.strictObject({
  /** As `devices` names it, the group of the pattern filled in. */
  model: text,
  /** Lines that the phone can show. */
  lines: rank,
  /** Line keys that a layout can fill; 0 where the phone takes no layout. */
  keys: rank,
  confirmed: flag.default(false),
  source: z.string().default(''),
});
export type DeviceModelEntry = z.output<typeof DeviceModel>;

/** Phones that carry expansion modules: no capture says which do. */
const DeviceModules = z.strictObject({
  id: text,
  /** Regular expression over the device type, without case. */
  type: Pattern.optional(),
  /** Regular expression over the name of the device, without case; with `type`, both have to fit. */
  name: Pattern.optional(),
  /** Keys of one module. */
  keys: z.enum(['14', '18', '20'], 'must be 14, 18 or 20').transform(Number),
  /** How many modules one phone carries. */
  count: z.enum(['1', '2', '3'], 'must be 1, 2 or 3').transform(Number),
  note: z.string().default(''),
});
export type DeviceModulesEntry = z.output<typeof DeviceModules>;

export const DevicesFile = z.strictObject({
  devices: list(
    Device.refine(
      (entry) => entry.type !== undefined || entry.agent !== undefined,
      'needs a type or an agent pattern',
    ).refine(namesSource, NEEDS_SOURCE),
  ).default([]),
  models: list(DeviceModel.refine(namesSource, NEEDS_SOURCE)).default([]),
  modules: list(
    DeviceModules.refine(
      (entry) => entry.type !== undefined || entry.name !== undefined,
      'needs a type or a name pattern',
    ),
  ).default([]),
});

const language = z.string().regex(/^[a-z]{2}_[a-z]{2}$/, 'must look like en_us');
export const LocalesFile = z.strictObject({ locales: table(language) });

export const TimeZonesFile = z.strictObject({ zones: table(text.refine(isZone, 'is not an IANA time zone')) });

const countryCode = z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166 code such as US');
export const CountriesFile = z.strictObject({
  countries: table(countryCode).default({}),
  /** Per country, name of the state or province to its code. */
  states: table(table(text)).default({}),
});

export const SafetyWordsFile = z.strictObject({
  words: list(text).default([]),
  /** Words of the shipped list that do not count here: a family name, a product. */
  without: list(text).default([]),
});

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'i');
    return true;
  } catch {
    return false;
  }
}

const zones = new Map<string, boolean>();

/** Whether the runtime knows the zone, aliases included; remembered, for asking is dear and every user has a zone. */
export function isZone(zone: string): boolean {
  const known = zones.get(zone) ?? asksRuntime(zone);
  zones.set(zone, known);
  return known;
}

function asksRuntime(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
