import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StepOf } from '../../src/domain/plan.ts';
import { openRig, type Rig } from './rig.ts';
import { buildStep, everything } from './step-builders.ts';

type Members = StepOf<'deviceMembers'>['payload']['members'];

const OWN: Members[number] = { owner: 'subscriber', port: 1, lineType: 'PRIMARY' };
const SHARED = 'SHARED_CALL_APPEARANCE' as const;

describe('lines of phones', () => {
  let rig: Rig;
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\.(\w+)\}/g, (_, step: string, name: string) => rig.context.outputs(step)?.[name] ?? '');
  const org = () => `?orgId=${rig.context.outputs('customer')?.orgId}`;
  const membersPath = () => `${fill('/telephony/config/devices/{device.deviceId}/members')}${org()}`;

  beforeAll(async () => {
    rig = await openRig();
    await rig.carryOut(...everything());
  });
  afterAll(() => rig.close());

  it('are a conflict, line by line, where somebody else put a line on the phone, and nothing is written', async () => {
    const step = buildStep('deviceMembers', { payload: { members: [OWN] } });
    const writes = () => rig.exchanges.filter(({ request }) => request.method === 'PUT').length;
    const before = writes();

    const found = await rig.lookUp(step);
    expect(found?.differences.map(({ field }) => field)).toEqual(['line 2', 'line 3']);
    await expect(rig.write(step, found)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(writes()).toBe(before);
  });

  it('are a conflict where the phone shows fewer lines than the plan wants', async () => {
    const ata = buildStep('device', { id: 'ata', payload: { mac: '00562B0436AA', model: 'DMS Cisco 192' } });
    await rig.carryOut(ata);
    const step = buildStep('deviceMembers', { id: 'ata-lines', payload: { device: 'ata' } });

    const found = await rig.lookUp(step);
    expect(found?.differences.map(({ field }) => field)).toEqual(['line 2', 'line 3', 'number of lines']);
    await expect(rig.write(step, found)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('leave out a line whose owner does not exist, by name', async () => {
    const members: Members = [...(buildStep('deviceMembers') as StepOf<'deviceMembers'>).payload.members];
    const step = buildStep('deviceMembers', {
      payload: { members: [...members, { owner: 'nobody', port: 4, lineType: SHARED }] },
    });

    expect(await rig.write(step)).toMatchObject({ leftOut: ['the step nobody'] });
    expect(await rig.lookUp(step)).toMatchObject({ differences: [] });
  });

  it('keep what somebody set on a line beside who has it', async () => {
    const seen = await rig.webex.deviceLines.getMembers(rig.context.outputs('device')?.deviceId ?? '', {
      orgId: rig.context.outputs('customer')?.orgId ?? '',
      signal: new AbortController().signal,
    });
    const labelled = seen.members.map(({ firstName: _f, lastName: _l, ...member }) => ({
      ...member,
      hotlineDestination: '',
      ...(member.port === 2 ? { lineLabel: 'Night desk', lineType: 'PRIMARY' } : {}),
    }));
    await rig.behindOurBack('PUT', membersPath(), { members: labelled });

    const step = buildStep('deviceMembers');
    const found = await rig.lookUp(step);
    expect(found?.differences.map(({ field }) => field)).toEqual(['line 2']);
    await rig.write(step, found);

    const { body } = await rig.behindOurBack('GET', membersPath());
    expect(body).toMatchObject({ members: [{}, { lineLabel: 'Night desk', lineType: SHARED }, {}] });
  });

  it('leave keys of a module alone that the plan does not use, and those of another kind of module behind', async () => {
    const path = `${fill('/telephony/config/devices/{device.deviceId}/layout')}${org()}`;
    const bank = {
      kemModuleIndex: 1,
      kemKeyIndex: 2,
      kemKeyType: 'SPEED_DIAL',
      kemKeyLabel: 'Bank',
      kemKeyValue: '+15125550198',
    };
    const pizza = {
      kemModuleIndex: 2,
      kemKeyIndex: 9,
      kemKeyType: 'SPEED_DIAL',
      kemKeyLabel: 'Pizza',
      kemKeyValue: '4712',
    };
    const keysBehind = async (kemModuleType: string) => {
      const lineKeys = [{ lineKeyIndex: 1, lineKeyType: 'PRIMARY_LINE' }];
      await rig.behindOurBack('PUT', path, { layoutMode: 'CUSTOM', lineKeys, kemModuleType, kemKeys: [pizza] });
      const step = buildStep('deviceLayout');
      await rig.write(step);
      expect(await rig.lookUp(step)).toMatchObject({ differences: [] });
      return (await rig.behindOurBack('GET', path)).body;
    };

    expect(await keysBehind('KEM_18_KEYS')).toMatchObject({ kemModuleType: 'KEM_18_KEYS', kemKeys: [bank, pizza] });
    expect(await keysBehind('KEM_14_KEYS')).toMatchObject({ kemModuleType: 'KEM_18_KEYS', kemKeys: [bank] });
  });

  it('stay unknown while the phone does not exist', async () => {
    rig.forget('device');

    expect(await rig.lookUp(buildStep('deviceMembers'))).toBeUndefined();
    expect(await rig.lookUp(buildStep('deviceLayout'))).toBeUndefined();
  });
});
