import { describe, expect, it } from 'vitest';
import type { EntityRef } from '../../src/domain/keys.ts';
import type { SourceResponse } from '../../src/domain/source.ts';
import { listInstanceLosses } from '../../src/map/losses/instance-losses.ts';
import { type CustomerParts, sourceFeature, sourceInstance, sourceUser } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';

const NORTH: EntityRef = { kind: 'group', key: 'acme/north' };

function told(parts: Partial<CustomerParts>) {
  return listInstanceLosses(contextOf({ users: [sourceUser()], ...parts })).losses ?? [];
}

describe('what Webex has no place for', () => {
  it('is told one by one, with what reached it and what to do', () => {
    const point = { type: 'Route Point', name: 'Front', dn: '+12025550170', extension: '0170' };
    const losses = told({
      instances: [
        sourceInstance({ userId: 'rp@acme.example.test', ...point }),
        sourceInstance(),
        sourceInstance({ ...point, userId: 'other@acme.example.test', groupKey: 'acme/elsewhere' }),
      ],
    });

    expect(losses).toEqual([
      expect.objectContaining({
        owner: 'serviceInstance:rp@acme.example.test',
        service: 'Route Point',
        verdict: 'lost',
        notice: expect.stringMatching(/^Front \(\+12025550170, 0170\) stays behind\./),
        action: expect.stringMatching(/\w/),
      }),
    ]);
  });

  it('counts each trunk group once, whether it was listed or read by itself, and leaves those of other groups alone', () => {
    const list = sourceFeature(
      NORTH.key,
      'trunkGroups',
      { listed: [{ name: 'PBX 1' }, { name: 'Far', groupId: 'elsewhere' }] },
      { owner: NORTH, response: 'GroupTrunkGroupGetInstanceListResponse' },
    );
    const details = ['PBX%201', 'PBX%202'].map(
      (name): SourceResponse => ({
        owner: { kind: 'trunkGroup', key: `acme/north/${name}` },
        base: 'GroupTrunkGroupGetInstanceResponse',
        body: () => ({}),
        settings: 0,
      }),
    );

    expect(
      told({ features: [list], responses: details }).map(({ owner, verdict, notice }) => [owner, verdict, notice]),
    ).toEqual(
      ['1', '2'].map((number) => [
        `trunkGroup:acme/north/PBX%20${number}`,
        'manual',
        expect.stringContaining(`Trunk group PBX ${number} stays behind.`),
      ]),
    );
  });
});
