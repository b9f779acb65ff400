import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handlerOf } from '../../src/steps/registry.ts';
import type { Undo, UndoContext } from '../../src/steps/undo.ts';
import { openRig, type Rig } from './rig.ts';
import { buildStep, groundwork } from './step-builders.ts';

const BEFORE = { name: 'Old Portal', languageCode: 'es_co', extension: '0699' };

describe('the voice portal of a location', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await openRig();
  });
  afterEach(() => rig.close());

  const step = buildStep('voicePortal');
  const portal = () => {
    const { locationId = '', orgId = '' } = { ...rig.context.outputs('location'), ...rig.context.outputs('customer') };
    return `/telephony/config/locations/${locationId}/voicePortal?orgId=${orgId}`;
  };
  const undo = () => handlerOf(step).undo as Extract<Undo, { kind: 'remove' }>;
  const undoing = (): UndoContext => ({ ...rig.context, created: [], planning: false });
  const shown = async () => (await rig.behindOurBack('GET', portal())).body;

  it('is set back to what stood there before, its number and extension free again', async () => {
    await rig.carryOut(...groundwork());
    await rig.behindOurBack('PUT', portal(), BEFORE);
    const was = await handlerOf(step).keeps?.(step, rig.context);
    await rig.carryOut(step);
    rig.remember(step.id, { ...was });

    expect(await undo().standing(step, undoing())).toEqual({ gone: false });
    expect(undo().describe(step, undoing()).body).toMatchObject({ ...BEFORE, phoneNumber: null });
    await undo().remove(step, undoing());

    expect(await shown()).toMatchObject(BEFORE);
    expect(await shown()).not.toHaveProperty('phoneNumber');
    expect(await undo().standing(step, undoing())).toEqual({ gone: true });
  });

  it('stays where somebody has changed it since', async () => {
    await rig.carryOut(...groundwork());
    const was = await handlerOf(step).keeps?.(step, rig.context);
    await rig.carryOut(step);
    rig.remember(step.id, { ...was });
    await rig.behindOurBack('PUT', portal(), { name: 'By hand' });

    expect(await undo().standing(step, undoing())).toEqual({
      gone: false,
      keep: 'somebody has changed it since: name',
    });
  });

  it('never sends a passcode', () => {
    expect(JSON.stringify(handlerOf(step).describe(step, { outputs: () => undefined }))).not.toContain('passcode');
  });
});
