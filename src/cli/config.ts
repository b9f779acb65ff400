import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { AUDIO_PLACES } from '../domain/announcements.ts';
import type { MigrationConfig } from '../domain/config.ts';
import { MigrationError } from '../domain/errors.ts';
import { readYaml } from '../domain/yaml-document.ts';
import { isStepKind } from '../steps/registry.ts';

export const CONFIG_FILE = 'migration.yaml';

const MENUS = 'businessHoursMenu|afterHoursMenu|holidayMenu|submenu/.+';
const audioPlace = z
  .string()
  .regex(
    new RegExp(`^(?:${AUDIO_PLACES.join('|')}|submenu/.+|key/(?:${MENUS})/[0-9*#])$`),
    `no place where audio is played: one of ${AUDIO_PLACES.join(', ')}, submenu/NAME, or key/MENU/KEY such as key/businessHoursMenu/7`,
  );
const text = z.string().trim().min(1, 'must not be empty');
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be between ${least} and ${most}`);
const yesNo = z.enum(['true', 'false'], 'must be true or false').transform((value) => value === 'true');
const country = z.string().regex(/^[A-Z]{2}$/, 'must be an ISO country code such as US');
const language = z
  .string()
  .regex(/^[a-z]{2}_[a-zA-Z]{2}$/, 'must look like en_us')
  .transform((value) => value.toLowerCase());
const timeZone = z
  .string()
  .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone), 'must be an IANA zone such as Europe/London');
const stepKind = z.string().refine((kind) => isStepKind(kind), 'must be a kind of step, such as subscriber or device');
/** No query and no fragment: file names are put behind it. */
const baseUri = z.string().regex(/^https?:\/\/[^\s?#/]+[^\s?#]*$/, 'must be an http or https address without ? and #');
const emptyAsMissing = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const configSchema = z.strictObject({
  partner: emptyAsMissing(
    z.strictObject({ provisioningId: emptyAsMissing(text), subPartnerOrgId: emptyAsMissing(text) }),
  ),
  defaults: emptyAsMissing(
    z.strictObject({
      country: emptyAsMissing(country),
      language: emptyAsMissing(language),
      timeZone: emptyAsMissing(timeZone),
      pstnConnectionId: emptyAsMissing(text),
      generatedEmailDomain: emptyAsMissing(text),
    }),
  ),
  packages: emptyAsMissing(
    z.strictObject({ policy: emptyAsMissing(z.enum(['safe', 'cheapest'], 'must be safe or cheapest')) }),
  ),
  limits: emptyAsMissing(
    z.strictObject({
      concurrency: emptyAsMissing(wholeNumber(1, 100)),
      requestsPerMinute: emptyAsMissing(wholeNumber(1, 100_000)),
      settleSeconds: emptyAsMissing(wholeNumber(0, 3600)),
      perKind: emptyAsMissing(z.record(stepKind, wholeNumber(1, 100))),
      unpackedGigabytes: emptyAsMissing(wholeNumber(1, 10_000)),
    }),
  ),
  approval: emptyAsMissing(z.strictObject({ twoPersons: emptyAsMissing(yesNo) })),
  tokenCommand: emptyAsMissing(text),
  network: emptyAsMissing(
    z.strictObject({ caFile: emptyAsMissing(text), requestSeconds: emptyAsMissing(wholeNumber(1, 600)) }),
  ),
  customers: emptyAsMissing(
    z
      .record(
        z.string(),
        z.strictObject({
          name: emptyAsMissing(text),
          primaryEmail: emptyAsMissing(text),
          orgId: emptyAsMissing(text),
          administrator: emptyAsMissing(text),
          skip: emptyAsMissing(yesNo),
          groupsAre: emptyAsMissing(z.enum(['locations', 'customers'], 'must be locations or customers')),
        }),
      )
      .superRefine((customers, context) => {
        for (const [key, { groupsAre }] of Object.entries(customers)) {
          if (groupsAre === undefined || !key.includes('/')) continue;
          const message = `is said of a whole provider: write it under "${key.split('/')[0]}"`;
          context.addIssue({ code: 'custom', path: [key, 'groupsAre'], message });
        }
      }),
  ),
  locations: emptyAsMissing(
    z
      .record(
        z.string(),
        z.strictObject({
          name: emptyAsMissing(text),
          mainNumber: emptyAsMissing(text),
          pstnConnectionId: emptyAsMissing(text),
          skip: emptyAsMissing(yesNo),
          splitBy: emptyAsMissing(z.enum(['department', 'address'], 'must be department or address')),
          splitOff: emptyAsMissing(z.array(text)),
        }),
      )
      .superRefine((locations, context) => {
        for (const [key, { splitBy, splitOff }] of Object.entries(locations)) {
          if (splitBy !== undefined || splitOff === undefined) continue;
          const message = 'says nothing without splitBy: write whether these are departments or towns (address)';
          context.addIssue({ code: 'custom', path: [key, 'splitOff'], message });
        }
      }),
  ),
  announcements: emptyAsMissing(
    z.strictObject({
      baseUri,
      files: emptyAsMissing(text),
      assign: emptyAsMissing(z.record(z.string(), z.record(audioPlace, text))),
    }),
  ),
  attestations: emptyAsMissing(
    z.strictObject({
      emergencyAddresses: emptyAsMissing(z.record(z.string(), text)),
      invitationMails: emptyAsMissing(
        z.strictObject({ choice: z.enum(['suppressed', 'wanted'], 'must be suppressed or wanted'), by: text }),
      ),
    }),
  ),
  precheck: emptyAsMissing(
    z.strictObject({
      expireDays: emptyAsMissing(wholeNumber(1, 365)),
      overrides: emptyAsMissing(z.array(z.strictObject({ rule: text, object: text, reason: text, by: text }))),
    }),
  ),
});

/**
 * Reads `migration.yaml` of a workspace folder; a missing file means defaults for everything.
 *
 * @throws {MigrationError} `CONFIG_INVALID` with every fault, each with its line
 */
export function loadConfig(directory: string): { readonly config: MigrationConfig; readonly file: string | undefined } {
  const file = join(directory, CONFIG_FILE);
  if (!existsSync(file)) return { config: withDefaults({}), file: undefined };
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new MigrationError('CONFIG_INVALID', 'the file cannot be read', { cause, place: { where: file } });
  }
  return { config: withDefaults(readYaml(source, file, configSchema, 'CONFIG_INVALID')), file };
}

/** What `migration.yaml` itself says, without defaults; empty where there is none. */
export function readSettings(directory: string): object {
  const file = join(directory, CONFIG_FILE);
  if (!existsSync(file)) return {};
  return dropUndefined(readYaml(readFileSync(file, 'utf8'), file, configSchema, 'CONFIG_INVALID'));
}

function withDefaults(read: z.output<typeof configSchema>): MigrationConfig {
  return dropUndefined({
    partner: read.partner ?? {},
    defaults: { ...read.defaults, language: read.defaults?.language ?? 'en_us' },
    packages: { policy: read.packages?.policy ?? 'safe' },
    limits: { ...read.limits, concurrency: read.limits?.concurrency ?? 10 },
    approval: { twoPersons: read.approval?.twoPersons ?? false },
    tokenCommand: read.tokenCommand,
    network: read.network,
    customers: read.customers ?? {},
    locations: read.locations ?? {},
    announcements: read.announcements,
    attestations: { ...read.attestations, emergencyAddresses: read.attestations?.emergencyAddresses ?? {} },
    precheck: { expireDays: read.precheck?.expireDays ?? 7, overrides: read.precheck?.overrides ?? [] },
  });
}

type Present<T> = T extends readonly (infer Item)[]
  ? readonly Present<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Present<Exclude<T[Key], undefined>> }
    : T;

/** Removes keys whose value is undefined, so that "not set" has one form only. */
function dropUndefined<T>(value: T): Present<T> {
  return JSON.parse(JSON.stringify(value));
}
