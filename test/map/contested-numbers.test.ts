import { describe, expect, it } from 'vitest';
import { bareUser, sourceDn, sourceInstance, sourceUser } from '../builders/source-builders.ts';
import { draftOf, mapParts } from './map-inputs.ts';

const NUMBER = '+12025550101';
const fax = bareUser({ userId: 'fax@acme.example.test', firstName: 'Fax', lastName: 'Line', extension: '0109' });

describe('a number whose owner the source does not agree on', () => {
  it('stays in BroadWorks where the list of numbers gives it to a line that is held', () => {
    const mapped = mapParts({ users: [sourceUser(), fax], dns: [sourceDn({ dn: NUMBER, ownerKey: fax.key })] });
    const number = draftOf(mapped, 'number', `number:${NUMBER}`);

    expect(number.data).toMatchObject({ fate: 'stay', activateAtCutover: false });
    expect(number.data.owner).toBeUndefined();
    expect(number.why.fate?.rule).toBe('number-owner-disagrees');
  });

  it('stays where the list gives it to a feature, and is no main number', () => {
    const group = sourceInstance({ dn: NUMBER });
    const mapped = mapParts({
      instances: [group],
      dns: [sourceDn({ dn: NUMBER, ownerKey: group.key }), sourceDn({ dn: '+12025550102' })],
    });

    expect(draftOf(mapped, 'number', `number:${NUMBER}`).data.fate).toBe('stay');
    expect(draftOf(mapped, 'location', 'location:acme/north').data.mainNumber).not.toBe(NUMBER);
  });

  it('moves where list and owner agree', () => {
    const mapped = mapParts({ dns: [sourceDn({ dn: NUMBER, ownerKey: sourceUser().key })] });

    expect(draftOf(mapped, 'number', `number:${NUMBER}`).data.fate).toBe('move');
  });
});
