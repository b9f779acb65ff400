import { describe, expect, it } from 'vitest';
import type { SourceGroup, SourceUser } from '../../src/domain/source.ts';
import { groupLocale, mostCommon } from '../../src/map/group-locale.ts';
import { sourceCustomer, sourceGroup, sourceUser } from '../builders/source-builders.ts';
import { CATALOGUES, migrationConfig } from './map-inputs.ts';

const SOURCES = ['group:acme/north GroupGetResponse.timeZone'];

/** The locale of a group with users in these zones. */
function localeOf(timeZone: string | undefined, zones: readonly string[], defaultZone?: string) {
  const { timeZone: _zone, ...rest } = sourceGroup();
  const group: SourceGroup = timeZone === undefined ? rest : { ...rest, timeZone };
  const users: SourceUser[] = zones.map((zone, index) =>
    sourceUser({ userId: `u${index}@acme.example.test`, timeZone: zone }),
  );
  const defaults = { language: 'en_gb', ...(defaultZone === undefined ? {} : { timeZone: defaultZone }) };
  return groupLocale(sourceCustomer({ groups: [group], users }), group, migrationConfig({ defaults }), CATALOGUES);
}

describe('the time zone of a location', () => {
  it('is the one of most users where the group names none that is known', () => {
    const zones = ['America/Denver', 'America/Chicago', 'America/Chicago'];

    expect(localeOf('Moon/Base', zones)).toMatchObject({
      timeZone: 'America/Chicago',
      why: {
        timeZone: {
          rule: 'timezone-of-users',
          sources: SOURCES,
          changed: true,
          note: '"Moon/Base" is no known zone; most users have this one',
        },
      },
    });
    expect(localeOf(undefined, zones).why.timeZone.note).toBe('the group names no zone; most users have this one');
  });

  it('is the default of the migration where nobody has one, and UTC where there is no default', () => {
    expect(localeOf(undefined, [], 'Europe/Paris')).toMatchObject({
      timeZone: 'Europe/Paris',
      why: { timeZone: { rule: 'timezone-default', changed: true, sources: SOURCES } },
    });
    expect(localeOf(undefined, ['Moon/Base']).timeZone).toBe('UTC');
  });

  it('of the group counts more than what its users have', () => {
    expect(localeOf('America/New_York', ['America/Chicago']).why.timeZone).toEqual({
      rule: 'R-LOC-6',
      sources: SOURCES,
    });
  });
});

describe('the language of a location', () => {
  it('is the default where no user has one that is known', () => {
    expect(localeOf('America/New_York', [])).toMatchObject({
      language: 'en_gb',
      why: { language: { rule: 'language-default' } },
    });
  });
});

describe('mostCommon', () => {
  it.each([
    { values: ['b', 'a', 'b', undefined, undefined, undefined], expected: ['b', 2] },
    { values: ['b', 'a'], expected: ['a', 1] },
    { values: ['a', 'b'], expected: ['a', 1] },
    { values: [undefined], expected: [undefined, 0] },
  ])('of $values is $expected', ({ values, expected }) => {
    expect(mostCommon(values)).toEqual(expected);
  });
});
