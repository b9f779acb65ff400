import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { handlerOf } from '../../src/steps/registry.ts';
import type { Undo, UndoContext } from '../../src/steps/undo.ts';
import { openRig, type Rig } from './rig.ts';
import { buildStep, groundwork } from './step-builders.ts';

describe('the intercept of a location', () => {
  let rig: Rig;
  beforeEach(async () => {
    rig = await openRig();
  });
  afterEach(() => rig.close());

  const step = buildStep('locationIntercept');
  const path = () => {
    const { locationId = '', orgId = '' } = { ...rig.context.outputs('location'), ...rig.context.outputs('customer') };
    return `/telephony/config/locations/${locationId}/intercept?orgId=${orgId}`;
  };
  const undo = () => handlerOf(step).undo as Extract<Undo, { kind: 'remove' }>;
  const undoing = (): UndoContext => ({ ...rig.context, created: [], planning: false });
  const shown = async () => (await rig.behindOurBack('GET', path())).body;

  it('keeps the greeting that was uploaded by hand', async () => {
    const announcements = { greeting: 'CUSTOM', fileName: 'closed.wav' };
    await rig.carryOut(...groundwork());
    await rig.behindOurBack('PUT', path(), { enabled: false, incoming: { announcements } });

    await rig.carryOut(step);

    expect(await shown()).toMatchObject({ enabled: true, incoming: { announcements } });
  });

  it('is set back to what stood there before: the location is in service again', async () => {
    const before = {
      enabled: false,
      incoming: {
        type: 'ALLOW_ALL',
        voicemailEnabled: false,
        announcements: { greeting: 'DEFAULT', newNumber: { enabled: true, destination: '+15125550166' } },
      },
      outgoing: { type: 'INTERCEPT_ALL', transferEnabled: false },
    };
    await rig.carryOut(...groundwork());
    await rig.behindOurBack('PUT', path(), before);
    const was = await handlerOf(step).keeps?.(step, rig.context);
    await rig.carryOut(step);
    rig.remember(step.id, { ...was });

    expect(await undo().standing(step, undoing())).toEqual({ gone: false });
    expect(undo().describe(step, undoing()).body).toMatchObject(before);
    await undo().remove(step, undoing());

    expect(await shown()).toMatchObject(before);
    expect(await undo().standing(step, undoing())).toEqual({ gone: true });
  });

  it('stays where somebody has changed it since', async () => {
    await rig.carryOut(...groundwork());
    const was = await handlerOf(step).keeps?.(step, rig.context);
    await rig.carryOut(step);
    rig.remember(step.id, { ...was });
    await rig.behindOurBack('PUT', path(), { enabled: true, outgoing: { type: 'INTERCEPT_ALL' } });

    expect(await undo().standing(step, undoing())).toEqual({
      gone: false,
      keep: 'somebody has changed it since: outgoing.type',
    });
  });
});
