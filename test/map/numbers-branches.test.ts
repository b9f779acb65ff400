import { describe, expect, it } from 'vitest';
import { mapNumbers } from '../../src/map/numbers.ts';
import { targetResolver } from '../../src/map/resolve-target.ts';
import {
  type CustomerParts,
  sourceCustomer,
  sourceDn,
  sourceInstance,
  sourceUser,
} from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';
import { draftOf, mapParts } from './map-inputs.ts';

const NUMBER = '+12025550155';
const fateOf = (parts: Partial<CustomerParts>) => {
  const found = mapNumbers(contextOf(parts), []).drafts.find(({ id }) => id === `number:${NUMBER}`);
  return found?.kind === 'number' ? { fate: found.data.fate, owner: found.data.owner, why: found.why.fate } : undefined;
};

describe('a number of the customer', () => {
  it.each([
    { whose: 'somebody who was not captured', ownerKey: 'gone@acme.example.test', parts: {} },
    {
      whose: 'a Trunk Group that does not move',
      ownerKey: 'pbx@acme.example.test',
      parts: { instances: [sourceInstance({ userId: 'pbx@acme.example.test', type: 'Trunk Group' })] },
    },
  ])('stays where it belongs to $whose', ({ whose, ownerKey, parts }) => {
    expect(fateOf({ ...parts, dns: [sourceDn({ dn: NUMBER, ownerKey })] })).toEqual({
      fate: 'stay',
      owner: undefined,
      why: { rule: 'number-stays-with-owner', sources: [], note: `belongs to ${whose}` },
    });
  });

  it.each([
    { who: 'does not move', trunk: true, note: 'its user does not move' },
    { who: 'has another one', trunk: false, note: 'a further number of its user: not supported yet' },
  ])('stays where its user $who', ({ trunk, note }) => {
    const parts = { users: [sourceUser({ trunk })], dns: [sourceDn({ dn: NUMBER, ownerKey: sourceUser().key })] };

    expect(fateOf(parts)?.why?.note).toBe(note);
  });

  it('that is listed twice is the one of its owner, in whatever order', () => {
    const rows = [sourceDn({ dn: NUMBER }), sourceDn({ dn: NUMBER, ownerKey: 'gone@acme.example.test' })];

    for (const dns of [rows, rows.toReversed()]) {
      expect(fateOf({ dns })?.why?.note).toBe('belongs to somebody who was not captured');
    }
  });

  it('that no list names moves with the person who has it, and says so', () => {
    const mapped = mapParts({ dns: [] });

    expect(draftOf(mapped, 'number', 'number:+12025550101')).toMatchObject({
      data: { fate: 'move', owner: 'subscriber:anna@acme.example.test', activateAtCutover: true },
      why: { fate: { rule: 'number-moves-with-owner', note: 'not in any list of numbers that was captured' } },
    });
  });
});

describe('a number that a setting points at', () => {
  it('is none where it is no possible international number', () => {
    expect(targetResolver(sourceCustomer({}))('+1202', 'acme/north')).toEqual({
      kind: 'unresolved',
      value: '+1202',
      reason: 'not a possible international number',
    });
  });
});
