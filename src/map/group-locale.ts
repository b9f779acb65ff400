import type { MigrationConfig } from '../domain/config.ts';
import type { Why } from '../domain/drafts.ts';
import type { SourceCustomer, SourceGroup, SourceUser } from '../domain/source.ts';
import { countryCode } from './address.ts';
import type { Catalogues } from './catalogues.ts';
import { languageOf, timeZoneOf } from './locale.ts';
import { groupRefs } from './provenance.ts';
import { indexOf } from './source-index.ts';
import type { LocationPart } from './split-groups.ts';

export interface GroupLocale {
  readonly language: string;
  readonly timeZone: string;
  readonly why: { readonly language: Why; readonly timeZone: Why };
}

/**
 * Language and time zone of a group's location.
 *
 * A group has no language of its own, so the one that most of its users have decides, else the default of the
 * migration. The zone is the group's; aliases become IANA zones (R-LOC-6).
 */
export function groupLocale(
  source: SourceCustomer,
  group: SourceGroup,
  config: MigrationConfig,
  catalogues: Catalogues,
  users: readonly SourceUser[] = indexOf(source).usersOf(group.key),
): GroupLocale {
  const country = countryCode(group.address?.country, catalogues);
  const [language, count] = mostCommon(users.map((user) => languageOf(user.language, country, catalogues)));
  const zone = timeZoneOf(group.timeZone, catalogues);
  const [usersZone] = mostCommon(users.map((user) => timeZoneOf(user.timeZone, catalogues)));
  return {
    language: language ?? config.defaults.language,
    timeZone: zone ?? usersZone ?? config.defaults.timeZone ?? 'UTC',
    why: {
      language:
        language === undefined
          ? { rule: 'language-default', sources: [], note: 'no user of the group has a language that Webex knows' }
          : { rule: 'R-LOC-3', sources: [], note: `the language of ${count} of ${users.length} users` },
      timeZone: whyZone(zone, usersZone, group, groupRefs(source, group, 'timeZone')),
    },
  };
}

/**
 * Language and zone of a location that was split off: the language that most of its people have; their zone where they
 * were split off by where they sit, else the zone of the group.
 */
export function partLocale(
  { by, users, group }: LocationPart,
  ofGroup: GroupLocale | undefined,
  config: MigrationConfig,
  catalogues: Catalogues,
): GroupLocale {
  const country = countryCode(group.address?.country, catalogues);
  const [language, count] = mostCommon(users.map((user) => languageOf(user.language, country, catalogues)));
  const [zone] =
    by === 'address' ? mostCommon(users.map((user) => timeZoneOf(user.timeZone, catalogues))) : [undefined];
  const standIn: Why = { rule: 'locale-of-group', sources: [], note: 'as the group that it was split off from' };
  return {
    language: language ?? ofGroup?.language ?? config.defaults.language,
    timeZone: zone ?? ofGroup?.timeZone ?? config.defaults.timeZone ?? 'UTC',
    why: {
      language:
        language === undefined
          ? standIn
          : { rule: 'R-LOC-3', sources: [], note: `the language of ${count} of ${users.length} users` },
      timeZone:
        zone === undefined
          ? standIn
          : { rule: 'timezone-of-users', sources: [], note: 'the zone of those who sit there' },
    },
  };
}

function whyZone(
  zone: string | undefined,
  usersZone: string | undefined,
  group: SourceGroup,
  sources: readonly string[],
): Why {
  if (zone !== undefined) {
    return zone === group.timeZone
      ? { rule: 'R-LOC-6', sources }
      : { rule: 'R-LOC-6', sources, changed: true, note: `"${group.timeZone}" is a legacy name of this zone` };
  }
  const seen = group.timeZone === undefined ? 'the group names no zone' : `"${group.timeZone}" is no known zone`;
  return usersZone === undefined
    ? { rule: 'timezone-default', sources, changed: true, note: `${seen}; the default stands in` }
    : { rule: 'timezone-of-users', sources, changed: true, note: `${seen}; most users have this one` };
}

/** The most frequent value and how often it occurs; of equals, the first in the alphabet. */
export function mostCommon(values: readonly (string | undefined)[]): [string | undefined, number] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  return (
    [...counts].sort(([left, first], [right, second]) => second - first || (left < right ? -1 : 1)).at(0) ?? [
      undefined,
      0,
    ]
  );
}
