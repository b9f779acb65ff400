import { describe, expect, it } from 'vitest';
import { runMap } from '../../src/map/map.ts';
import type { MappedPart } from '../../src/map/map-customer.ts';
import { sourceCustomer, sourceDevice, sourceGroup, sourceProvider, sourceUser } from '../builders/source-builders.ts';
import { CATALOGUES, migrationConfig } from './map-inputs.ts';

/** Two customers of one service provider; a phone of the provider has a line of each. */
function customers() {
  const provider = sourceProvider({ isEnterprise: false });
  const lobby = sourceDevice({
    name: 'lobby',
    level: 'Service Provider',
    key: 'acme/lobby',
    lines: ['anna', 'ben'].map((name) => ({ userKey: `${name}@acme.example.test`, endpointType: 'Primary' })),
  });
  return ['north', 'south'].map((id, index) => {
    const { groupKey: _group, ...device } = lobby;
    const endpoint = { deviceKey: 'acme/lobby', deviceLevel: 'Service Provider', deviceName: 'lobby' };
    return sourceCustomer({
      provider,
      groups: [sourceGroup({ id })],
      users: [sourceUser({ userId: `${['anna', 'ben'][index]}@acme.example.test`, groupKey: `acme/${id}`, endpoint })],
      devices: [device],
      dns: [],
    });
  });
}

describe('a phone that two customers share', () => {
  it('moves with the first, and the other one is told', async () => {
    const parts: MappedPart[] = [];
    const sources = customers();
    await runMap(
      { signal: new AbortController().signal, now: () => new Date(0), emit: () => undefined },
      { config: migrationConfig(), catalogues: CATALOGUES },
      {
        source: { customers: () => sources, load: (source) => source },
        drafts: {
          answers: () => new Map(),
          replaceAll: (all) => void parts.push(...all),
          decisionStates: () => [],
        },
      },
    );
    const drafts = parts.flatMap((part) => part.drafts);
    const about = drafts.filter(({ from }) => from === 'device:acme/lobby');

    expect(about.map(({ id, customer }) => [id, customer])).toEqual([
      ['device:acme/lobby', 'customer:acme/north'],
      ['notMigrated:customer:acme/south/device:acme/lobby', 'customer:acme/south'],
    ]);
    expect(new Set(drafts.map(({ id }) => id)).size).toBe(drafts.length);
  });
});
