import { afterEach, describe, expect, it } from 'vitest';
import type { Step } from '../../src/domain/plan.ts';
import type { HuntGroupStep } from '../../src/domain/plan-features.ts';
import { claimsOf } from '../../src/steps/claims.ts';
import { findFeature } from '../../src/steps/find-feature.ts';
import { openRig, type Rig } from './rig.ts';
import { buildStep, groundwork } from './step-builders.ts';

function groupStep(id: string, payload: Partial<HuntGroupStep['payload']>): HuntGroupStep {
  const step = buildStep('huntGroup', { id, payload: { agents: [], ...payload } });
  if (step.kind !== 'huntGroup') throw new Error('not a hunt group');
  return step;
}

/** Without a number of its own: `phoneNumber` of the default is left out. */
function extensionOnly(id: string, extension: string): HuntGroupStep {
  const step = groupStep(id, { extension });
  const { phoneNumber: _phoneNumber, ...payload } = step.payload;
  return { ...step, payload };
}

describe('findFeature', () => {
  const step = extensionOnly('back', '0210');

  it.each([
    ['another extension', { extension: '0200' }],
    ['a number that is not wanted', { phoneNumber: '+15125550103' }],
    ['another number and the extension left out', { phoneNumber: '+15125550103', extension: '' }],
  ])('takes no entry of the same name with %s', (_what, line) => {
    expect(findFeature([{ id: 'a', name: 'Sales', ...line }], step, undefined, {})).toBeUndefined();
  });

  it('takes an entry of the same name that has neither, so that it can be given its line', () => {
    expect(findFeature([{ id: 'a', name: 'Sales' }], step, undefined, {})?.id).toBe('a');
  });

  it('takes nothing that another step of the plan has made', () => {
    const front = extensionOnly('front', '0200');
    const isAnothers = claimsOf([front, step], (id) => (id === 'front' ? { huntGroupId: 'a==' } : undefined));

    expect(findFeature([{ id: 'a', name: 'Sales' }], step, undefined, { isAnothers })).toBeUndefined();
    expect(findFeature([{ id: 'a', name: 'Sales' }], front, undefined, { isAnothers })?.id).toBe('a');
  });
});

describe('two features of one name in one location', () => {
  let rig: Rig;
  afterEach(() => rig.close());

  it.each<['huntGroup' | 'callQueue' | 'autoAttendant']>([
    ['huntGroup'],
    ['callQueue'],
    ['autoAttendant'],
  ])('never takes the first %s for the second', async (kind) => {
    rig = await openRig();
    const first: Step = buildStep(kind, {
      id: 'first',
      payload: kind === 'autoAttendant' ? {} : { agents: [] },
    });
    const second: Step = buildStep(kind, {
      id: 'second',
      payload: {
        phoneNumber: '+15125550102',
        extension: '0399',
        ...(kind === 'autoAttendant' ? {} : { agents: [] }),
      },
    });
    await rig.carryOut(...groundwork(), buildStep('schedule'), buildStep('announcement'), first);

    expect(await rig.lookUp(second)).toBeUndefined();
    expect((await rig.lookUp(first))?.differences).toEqual([]);
  });
});
