import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRig, type Rig } from './rig.ts';
import { buildStep, everything } from './step-builders.ts';

describe('DECT networks', () => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await openRig();
    await rig.carryOut(...everything());
  });
  afterAll(() => rig.close());

  it('of another model under the same name are a conflict', async () => {
    const step = buildStep('dectNetwork', { payload: { model: 'DMS Cisco DBS110' } });

    const found = await rig.lookUp(step);
    expect(found?.differences).toEqual([{ field: 'model', expected: 'DMS Cisco DBS110', actual: 'DMS Cisco DBS210' }]);
    await expect(rig.write(step, found)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('refuse a base whose MAC address a phone has, though the answer is a 201', async () => {
    const step = buildStep('dectBase', { payload: { mac: '00562B043615' } });

    expect(await rig.lookUp(step)).toBeUndefined();
    await expect(rig.write(step)).rejects.toMatchObject({ code: 'TARGET_REFUSED' });
  });

  it('find a handset whose creation was never answered by its line, and make no second one', async () => {
    const step = buildStep('dectHandset', { id: 'second', payload: { owner: 'subscriber', displayName: 'Anna' } });
    await rig.write(step);

    expect(await rig.lookUp(step)).toMatchObject({ differences: [] });
    expect(rig.sandbox.violations()).toEqual([]);
  });

  it('keep the second line that somebody put on a handset', async () => {
    const { locationId } = rig.context.outputs('location') ?? {};
    const { dectNetworkId } = rig.context.outputs('dectNetwork') ?? {};
    const { handsetId } = rig.context.outputs('dectHandset') ?? {};
    const org = `?orgId=${rig.context.outputs('customer')?.orgId}`;
    const path = `/telephony/config/locations/${locationId}/dectNetworks/${dectNetworkId}/handsets`;
    await rig.behindOurBack('PUT', `${path}/${handsetId}${org}`, {
      line1MemberId: rig.context.outputs('workspace')?.workspaceId,
      line2MemberId: rig.context.outputs('subscriber')?.personId,
      customDisplayName: 'Other',
    });
    const step = buildStep('dectHandset');

    await rig.write(step, await rig.lookUp(step));

    expect(await rig.lookUp(step)).toMatchObject({ differences: [] });
    const { body } = await rig.behindOurBack('GET', `${path}${org}`);
    expect(body).toMatchObject({ handsets: [{ customDisplayName: 'Lobby', lines: [{}, {}] }, {}] });
  });
});
