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

describe('trunks', () => {
  const PROVIDER: EntityRef = { kind: 'serviceProvider', key: 'acme' };
  const trunkOf = (base: string, body: SourceResponse['body']): SourceResponse => ({
    owner: { kind: 'trunkGroup', key: 'acme/north/PBX%201' },
    base,
    body,
    settings: 0,
  });

  it('say what whoever plans the PBX must know, as far as it was read', () => {
    const losses = told({
      responses: [
        trunkOf('GroupTrunkGroupGetInstanceResponse', () => ({
          pilotUserId: ['pilot@acme.example.test'],
          accessDevice: [{ deviceLevel: ['Group'], deviceName: ['gw-1'] }],
          maxActiveCalls: ['10'],
          unreachableDestinationAction: ['Forward'],
          unreachableDestinationForwardAddress: ['+12025550199'],
          capacityExceededAction: ['Reroute'],
          capacityExceededRerouteTrunkGroupKey: [{ serviceProviderId: ['acme'], groupId: ['north'], name: ['PBX 2'] }],
        })),
        trunkOf('GroupTrunkGroupGetInstanceUserListResponse', () => ({
          trunkGroupUserTable: [{ headings: ['User Id'], rows: [['a@acme.example.test'], ['b@acme.example.test']] }],
        })),
      ],
    });

    expect(losses.map(({ notice }) => notice)).toEqual([
      expect.stringMatching(
        /^Trunk group PBX 1 stays behind \(device gw-1; pilot user pilot@acme.example.test; at most 10 calls at a time; calls go to PBX 2 when it is full; calls go to \+12025550199 when it cannot be reached; 2 users behind it\)\. /,
      ),
    ]);
    expect(losses[0]?.sources).toHaveLength(2);
  });

  it('of an enterprise are told each once, listed or read by themselves', () => {
    const listed = sourceFeature(
      PROVIDER.key,
      'enterpriseTrunks',
      { listed: [{ name: 'Main', routingType: 'Ordered Routing' }, { name: 'Spare' }] },
      { owner: PROVIDER, response: 'EnterpriseEnterpriseTrunkGetListResponse' },
    );
    const details = sourceFeature(
      PROVIDER.key,
      'enterpriseTrunkDetails',
      {
        parts: [
          {
            name: 'Main',
            state: 'read',
            content: {
              trunkGroups: [{ name: 'PBX 1', groupId: 'north' }],
              routeExhaustionAction: 'Forward',
              routeExhaustionForwardAddress: '+12025550198',
            },
          },
        ],
      },
      { owner: PROVIDER, response: 'EnterpriseEnterpriseTrunkGetResponse' },
    );

    expect(told({ features: [listed, details] }).map(({ owner, notice, sources }) => [owner, notice, sources])).toEqual(
      [
        [
          'serviceProvider:acme',
          expect.stringMatching(
            /^Enterprise trunk Main stays behind \(it leads to PBX 1 of north; calls go to \+12025550198 when no trunk group takes them\)\. /,
          ),
          [
            'serviceProvider:acme EnterpriseEnterpriseTrunkGetListResponse.enterpriseTrunkTable',
            'serviceProvider:acme EnterpriseEnterpriseTrunkGetResponse?enterpriseTrunkName%3DMain',
          ],
        ],
        ['serviceProvider:acme', expect.stringMatching(/^Enterprise trunk Spare stays behind\. /), expect.anything()],
      ],
    );
  });
});
