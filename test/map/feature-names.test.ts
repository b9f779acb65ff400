import { describe, expect, it } from 'vitest';
import type { MappedPart } from '../../src/map/map-customer.ts';
import { sourceInstance } from '../builders/source-builders.ts';
import { answered, mapParts } from './map-inputs.ts';

const second = { userId: 'support-hunt@acme.example.test', extension: '0201' };
const TWO = { instances: [sourceInstance(), sourceInstance({ ...second, name: 'SALES ' })] };

const names = ({ drafts }: MappedPart) =>
  drafts.flatMap((draft) => (draft.kind === 'huntGroup' ? [[draft.id, draft.data.name]] : []));
const conflicts = ({ decisions }: MappedPart) => decisions.filter(({ kind }) => kind === 'name-conflict');

describe('features of one name in one location', () => {
  const open = mapParts(TWO);
  const [decision] = conflicts(open);
  const later = decision?.object ?? '';

  it('ask what the second is called, with what each answer leads to, and change nothing until then', () => {
    expect(conflicts(open)).toHaveLength(1);
    expect(decision).toMatchObject({
      question: expect.stringContaining('which 0201 reaches'),
      recommendation: 'leave',
      options: [
        { value: 'leave', consequence: expect.stringContaining('is held back') },
        { value: 'SALES 0201' },
        { value: '<name>', free: 'name' },
      ],
    });
    expect(new Map(names(open).map(([id, name]) => [id, name])).get(later)).toBe('SALES ');
  });

  it.each([
    ['leave', 'SALES '],
    ['SALES 0201', 'SALES 0201'],
    ['Night desk', 'Night desk'],
  ])('take the answer %s: only the second is called otherwise, and the draft says why', (answer, name) => {
    const mapped = mapParts(TWO, {}, answered(open, 'name-conflict', answer));
    const renamed = mapped.drafts.find(({ id }) => id === later);
    const others = (customer: MappedPart) => names(customer).filter(([id]) => id !== later);

    expect(names(mapped)).toContainEqual([later, name]);
    expect(others(mapped)).toEqual(others(open));
    expect(renamed?.why.name?.decision).toBe(answer === 'leave' ? undefined : decision?.id);
  });

  it('ask again once the name has changed in the source', () => {
    const answers = answered(open, 'name-conflict', 'Night desk');
    const renamed = [sourceInstance({ name: 'Sale' }), sourceInstance({ ...second, name: 'Sale' })];

    expect(names(mapParts({ instances: renamed }, {}, answers))).toContainEqual([later, 'Sale']);
  });

  it('propose a name that the target takes and nobody has', () => {
    const long = 'A name of a hunt group with 34 chars';
    const taken = `${long.slice(0, 25)} 0201`;
    const third = sourceInstance({ userId: 'third-hunt@acme.example.test', extension: '0202', name: taken });
    const instances = [sourceInstance({ name: long }), sourceInstance({ ...second, name: long }), third];
    const proposal = conflicts(mapParts({ instances }))[0]?.options[1]?.value ?? '';

    expect(proposal.length).toBeLessThanOrEqual(30);
    expect(proposal).toMatch(/ 0201 2$/);
  });

  it('propose to the third what the second was not given', () => {
    const { extension: _none, ...bare } = sourceInstance();
    const instances = ['a', 'b', 'c'].map((name) => ({
      ...bare,
      key: `${name}@x`,
      userId: `${name}@x`,
      dn: undefined,
    }));
    const proposals = (answers?: Parameters<typeof mapParts>[2]) =>
      conflicts(mapParts({ instances } as never, {}, answers)).map(({ options }) => options[1]?.value);
    const [decision] = conflicts(mapParts({ instances } as never));
    const given = new Map([[decision?.id ?? '', { answer: 'Sales 2', fingerprint: decision?.fingerprint ?? '' }]]);

    expect(proposals()).toEqual(['Sales 2', 'Sales 2']);
    expect(proposals(given)).toEqual(['Sales 2', 'Sales 3']);
  });

  it.each([
    ['of different kinds', [sourceInstance(), sourceInstance({ ...second, type: 'Auto Attendant' })]],
    ['of different names', [sourceInstance(), sourceInstance({ ...second, name: 'Support' })]],
  ])('are nothing to decide where they are %s', (_what, instances) => {
    expect(conflicts(mapParts({ instances }))).toEqual([]);
  });
});
