import { describe, expect, it } from 'vitest';
import { bareUser, sourceDn, sourceInstance, sourceUser } from '../builders/source-builders.ts';
import { answered, draftOf, mapParts } from './map-inputs.ts';

const spare = ['+12025550110', '+12025550111', '+12025550112', '+12025550120'].map((dn) => sourceDn({ dn }));

describe('numbers', () => {
  it('move with their owner and are activated only if they were active', () => {
    const mapped = mapParts({ dns: [sourceDn({ ownerKey: 'anna@acme.example.test', activated: false })] });

    expect(draftOf(mapped, 'number', 'number:+12025550101').data).toEqual({
      location: 'location:acme/north',
      number: '+12025550101',
      owner: 'subscriber:anna@acme.example.test',
      activateAtCutover: false,
      fate: 'move',
    });
  });

  it('stay behind when nobody has them, asked once per contiguous range', () => {
    const mapped = mapParts({ dns: [...spare, sourceDn({ ownerKey: 'anna@acme.example.test' })] });

    expect(mapped.decisions.filter(({ kind }) => kind === 'unassigned-numbers').map(({ object }) => object)).toEqual([
      'dn:+12025550110-+12025550112',
      'dn:+12025550120',
    ]);
    expect(draftOf(mapped, 'number', 'number:+12025550111').data).toMatchObject({
      fate: 'stay',
      activateAtCutover: false,
    });
  });

  it('move without an owner once somebody has decided so', () => {
    const open = mapParts({ dns: spare });
    const mapped = mapParts({ dns: spare }, {}, answered(open, 'unassigned-numbers', 'move'));

    expect(draftOf(mapped, 'number', 'number:+12025550111').data).toMatchObject({
      fate: 'move',
      activateAtCutover: true,
    });
  });

  it('ignore an answer that was given for another range', () => {
    const three = mapParts({ dns: spare.slice(0, 3) });
    const answers = new Map(
      [...answered(three, 'unassigned-numbers', 'move')].map(([id, answer]) => [id, { ...answer, fingerprint: 'old' }]),
    );

    expect(draftOf(mapParts({ dns: spare.slice(0, 3) }, {}, answers), 'number', 'number:+12025550111').data.fate).toBe(
      'stay',
    );
  });

  it('stay with owners that do not move, and with kinds of features that are not supported yet', () => {
    const trunk = bareUser({ userId: 't@acme.example.test', trunk: true, dn: '+12025550130' });
    const paging = sourceInstance({ userId: 'page@acme.example.test', type: 'Route Point', dn: '+12025550131' });
    const mapped = mapParts({
      users: [sourceUser(), trunk],
      instances: [paging],
      dns: [
        sourceDn({ dn: '+12025550130', ownerKey: trunk.key }),
        sourceDn({ dn: '+12025550131', ownerKey: paging.key }),
      ],
    });

    expect(draftOf(mapped, 'number', 'number:+12025550130').data.fate).toBe('stay');
    expect(draftOf(mapped, 'number', 'number:+12025550131').why.fate?.note).toContain('Route Point');
    expect(draftOf(mapped, 'notMigrated', 'notMigrated:serviceInstance:page@acme.example.test').data).toMatchObject({
      category: 'unsupported',
      reason: 'not supported yet: Route Point',
    });
    expect(mapped.decisions.some(({ kind }) => kind === 'unassigned-numbers')).toBe(false);
  });

  it('are drafted from their owners where no list of numbers was captured', () => {
    const mapped = mapParts({ dns: [] });

    expect(draftOf(mapped, 'number', 'number:+12025550101').data.owner).toBe('subscriber:anna@acme.example.test');
  });

  it('that no group has are listed once per range', () => {
    const { groupKey: _group, ...stock } = sourceDn({ dn: '+12025550140' });
    const mapped = mapParts({ dns: [stock] });

    expect(draftOf(mapped, 'notMigrated', 'notMigrated:dn:+12025550140').data.reason).toContain('1 number');
  });
});
