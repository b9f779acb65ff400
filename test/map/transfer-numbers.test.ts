import { describe, expect, it } from 'vitest';
import type { EntityRef } from '../../src/domain/keys.ts';
import type { TransferNumbers } from '../../src/domain/source-policies.ts';
import { transferNumbersOfGroups } from '../../src/map/losses/transfer-numbers.ts';
import { sourceFeature } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';
import { ANNA, endsOf, mapAnna, of } from './settings-context.ts';

const GROUP: EntityRef = { kind: 'group', key: 'acme/north' };
const ofGroup = (data: TransferNumbers) =>
  transferNumbersOfGroups(
    contextOf({ features: [sourceFeature(GROUP.key, 'groupTransferNumbers', data, { owner: GROUP })] }),
  );

describe('numbers to which restricted calls are handed over', () => {
  it('of a person are told with their places', () => {
    const mapped = mapAnna([
      of('transferNumbers', { useCustomSettings: true, numbers: { '01': '+12025550199', '03': '0100' } }),
    ]);

    expect(mapped.losses).toMatchObject([
      {
        owner: `user:${ANNA}`,
        service: 'Outgoing Calling Plan',
        verdict: 'manual',
        notice: 'Restricted calls of this person are blocked, no longer handed over to +12025550199 (1), 0100 (3).',
      },
    ]);
    expect(endsOf(mapped, 'transferNumbers')).toEqual(['userNumbers manual: transferred-calls-are-blocked']);
  });

  it('are told to nobody who follows the group', () => {
    const mapped = mapAnna([of('transferNumbers', { useCustomSettings: false, numbers: { '01': '0100' } })]);

    expect(mapped.losses).toEqual([]);
    expect(endsOf(mapped, 'transferNumbers')).toEqual(['not used: follows-the-location']);
  });

  it('of a group and of its departments are told apart', () => {
    const mapped = ofGroup({
      numbers: { '01': '0100' },
      departments: [
        { name: 'Sales', numbers: { '02': '0200' } },
        { name: 'Stock', numbers: {} },
      ],
    });

    expect((mapped.losses ?? []).map(({ owner, notice }) => [owner, notice])).toEqual([
      ['group:acme/north', 'Restricted calls of everybody here are blocked, no longer handed over to 0100 (1).'],
      ['group:acme/north', 'Restricted calls of the department Sales are blocked, no longer handed over to 0200 (2).'],
    ]);
  });

  it('are no loss of a group that has none', () => {
    expect(ofGroup({ numbers: {} })).toMatchObject({ losses: [], accounts: [{ outcome: 'not used' }] });
  });
});
