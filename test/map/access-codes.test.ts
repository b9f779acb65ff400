import { describe, expect, it } from 'vitest';
import type { EntityRef } from '../../src/domain/keys.ts';
import type { SourceFeature } from '../../src/domain/source.ts';
import { accessCodesOfGroups } from '../../src/map/losses/access-codes.ts';
import { sourceFeature } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';
import { ANNA, mapAnna, of } from './settings-context.ts';

const GROUP: EntityRef = { kind: 'group', key: 'acme/north' };
const groupOf = (...features: SourceFeature[]) => accessCodesOfGroups(contextOf({ features })).losses ?? [];
const codes = sourceFeature(
  GROUP.key,
  'groupAccessCodes',
  { codes: [{ description: 'Night watch' }, {}], departments: [{ name: 'Lab', codes: [{}] }] },
  { owner: GROUP },
);
const plan = (word: string) =>
  sourceFeature(
    GROUP.key,
    'groupCallingPlan',
    { permissions: { international: word, toll: 'Allow' } },
    { owner: GROUP },
  );

describe('access codes', () => {
  it('of a group and its departments are counted and told, with the calls that are blocked without them', () => {
    expect(groupOf(codes, plan('Authorization Code Required'))).toMatchObject([
      {
        owner: 'group:acme/north',
        verdict: 'manual',
        notice: 'Access codes of everybody here do not move: 2 (Night watch).',
        sources: ['group:acme/north groupAccessCodes'],
      },
      { notice: 'Access codes of the department Lab do not move: 1.', sources: ['group:acme/north groupAccessCodes'] },
      {
        notice: 'Calls of everybody here that need a code are blocked (international).',
        sources: ['group:acme/north groupCallingPlan.groupPermissions.international'],
      },
    ]);
  });

  it('that nobody asked for are told where calls need one', () => {
    expect(groupOf(plan('Authorization Code Required')).map(({ notice }) => notice)).toEqual([
      'Calls of everybody here that need a code are blocked (international).',
    ]);
  });

  it('are no loss where there are none, and no call needs one', () => {
    expect(groupOf(plan('Disallow'))).toEqual([]);
    expect(mapAnna([of('accessCodes', { codes: [] })]).losses).toEqual([]);
  });

  it('of a person are told of that person', () => {
    expect(mapAnna([of('accessCodes', { codes: [{ description: 'Own' }] })]).losses).toMatchObject([
      { owner: `user:${ANNA}`, notice: 'Access codes of this person do not move: 1 (Own).' },
    ]);
  });
});
