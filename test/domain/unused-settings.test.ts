import { describe, expect, it } from 'vitest';
import type { MigrationConfig } from '../../src/domain/config.ts';
import { unusedSettings } from '../../src/domain/unused-settings.ts';
import { migrationConfig } from '../builders/draft-builders.ts';

/** An enterprise with two groups, and a service provider whose groups are customers. */
const KNOWN = {
  providers: ['acme', '3100001877'],
  customers: ['acme', '3100001877/cafe', '3100001877/quayside%20dental'],
  groups: ['acme/north', 'acme/south', '3100001877/cafe', '3100001877/quayside%20dental'],
};

const configOf = (said: Partial<MigrationConfig>): MigrationConfig => ({ ...migrationConfig(), ...said });

describe('unusedSettings', () => {
  it('has nothing to say of keys that somebody has, encoded or as people write them', () => {
    const config = configOf({
      customers: {
        acme: { skip: true },
        '3100001877/quayside dental': { name: 'Q' },
        '3100001877/cafe': {},
        '3100001877': { groupsAre: 'customers' },
      },
      locations: { 'acme/north': {}, 'acme/north/Sales': {}, '3100001877/quayside%20dental': {} },
      attestations: { emergencyAddresses: { 'acme/north': 'Eve', 'acme/south': 'Eve' } },
    });

    expect(unusedSettings(config, { ...KNOWN, locations: ['acme/north'] })).toEqual([]);
  });

  it.each<[string, Partial<MigrationConfig>, string]>([
    [
      'a misspelt customer that was to be skipped',
      { customers: { acm: { skip: true } } },
      'customers."acm": nobody is called so; did you mean "acme"?',
    ],
    [
      'a provider whose groups are the customers',
      { customers: { '3100001877': { groupsAre: 'customers', skip: true } } },
      'customers."3100001877": its groups are customers of their own, so skip must be said of each of them, under "3100001877/<group>"',
    ],
    [
      'a location among the customers',
      { customers: { 'acme/north': { skip: true } } },
      'customers."acme/north": this group becomes a location, so what is said of it belongs under locations',
    ],
    [
      'a group of a misspelt provider',
      { locations: { 'akme/north': { skip: true } } },
      'locations."akme/north": no group is called so; did you mean "acme/north"?',
    ],
    [
      'a misspelt group of a service provider',
      { locations: { '3100001877/caffe': { name: 'C' } } },
      'locations."3100001877/caffe": no group is called so; did you mean "3100001877/cafe"?',
    ],
    [
      'a confirmed address of no location',
      { attestations: { emergencyAddresses: { 'acme/nort': 'Eve' } } },
      'attestations.emergencyAddresses."acme/nort": no location is called so; did you mean "acme/north"?',
    ],
  ])('tells of %s', (_, said, sentence) => {
    expect(unusedSettings(configOf(said), { ...KNOWN, locations: ['acme/north', 'acme/south'] })).toEqual([sentence]);
  });

  it('does not judge confirmed addresses before anything is mapped', () => {
    expect(unusedSettings(configOf({ attestations: { emergencyAddresses: { x: 'Eve' } } }), KNOWN)).toEqual([]);
  });
});
