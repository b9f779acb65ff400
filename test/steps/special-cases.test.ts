import { afterEach, describe, expect, it } from 'vitest';
import type { SandboxOptions } from '../../src/sandbox/start-sandbox.ts';
import { handlerOf } from '../../src/steps/registry.ts';
import { openRig, type Rig } from './rig.ts';
import { branch, buildStep, everything, groundwork } from './step-builders.ts';

describe('step kinds in special cases', () => {
  let rig: Rig;
  const open = async (options: Partial<SandboxOptions> = {}): Promise<Rig> => {
    rig = await openRig(options);
    return rig;
  };
  afterEach(() => rig.close());

  it('finds nothing, and asks for nothing, while a parent does not exist', async () => {
    await open();
    const found = await Promise.all(everything().map((step) => rig.lookUp(step)));

    expect(found.every((one) => one === undefined)).toBe(true);
    expect(rig.exchanges.map(({ request }) => request.path)).toEqual(['/wholesale/customers']);
  });

  it('finds nothing below a location that has no calling yet, instead of failing', async () => {
    await open();
    await rig.carryOut(...groundwork(), branch());
    const kinds = [
      'calling',
      'pstn',
      'permission',
      'mainNumber',
      'emergencyCallback',
      'schedule',
      'huntGroup',
    ] as const;
    for (const kind of kinds) {
      const step = buildStep(kind, { id: `branch-${kind}`, payload: { location: 'branch' } });
      expect(await rig.lookUp(step), kind).toBeUndefined();
    }
  });

  it.each([
    ['(review)', { pending: 'waiting' }],
    ['(error)', { failed: expect.stringContaining('error') }],
    ['(partial)', { failed: expect.stringContaining('Calling is under maintenance (2560)') }],
  ])('reads the fate of a customer: %s', async (name, expected) => {
    await open({ provisioningDelayMs: 0 });
    const step = buildStep('customer', { payload: { name: `Acme ${name}` } });
    expect(await rig.write(step)).toMatchObject({
      status: 202,
      accepted: true,
      outputs: { customerId: expect.any(String) },
    });

    expect(await rig.lookUp(step)).toMatchObject(expected);
  });

  it('calls a customer provisioning until the target has done it', async () => {
    await open({ provisioningDelayMs: 60_000 });
    const step = buildStep('customer');
    await rig.write(step);

    expect(await rig.lookUp(step)).toMatchObject({
      pending: 'provisioning',
      outputs: { customerId: expect.any(String) },
    });
  });

  it('finds the customer of an organisation that is attached under another external id', async () => {
    await open();
    await rig.carryOut(buildStep('customer'));
    const orgId = rig.context.outputs('customer')?.orgId ?? '';
    rig.forget('customer');
    const step = buildStep('customer', { payload: { orgId: `${orgId}==`, externalId: 'bw:other' } });

    expect((await rig.lookUp(step))?.differences.map(({ field }) => field)).toEqual(['externalId']);
    expect(handlerOf(step).describe(step, rig.context).body).not.toHaveProperty('customerInfo');
  });

  it('never takes a package away that the customer has besides', async () => {
    await open();
    await rig.carryOut(buildStep('customer'));
    const fewer = buildStep('customer', { payload: { packages: ['webex_calling', 'webex_suite'] } });
    const found = await rig.lookUp(fewer);
    expect(found?.differences.map(({ field }) => field)).toEqual(['packages']);
    await rig.write(fewer, found);

    const put = rig.exchanges.find(({ request }) => request.method === 'PUT');
    expect(put?.request.body).toMatchObject({
      packages: ['webex_calling', 'common_area_calling', 'webex_meetings', 'webex_suite'],
    });
  });

  it('refuses to choose between two customers of one external id', async () => {
    await open();
    await rig.write(buildStep('customer'));
    await rig.write(buildStep('customer'));

    await expect(rig.lookUp(buildStep('customer'))).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('never creates the first location', async () => {
    await open();
    await rig.carryOut(buildStep('customer'));
    const step = buildStep('location', { payload: { name: 'Somewhere else' } });

    expect(await rig.lookUp(step)).toBeUndefined();
    await expect(rig.write(step)).rejects.toMatchObject({ code: 'TARGET_REFUSED' });
  });

  it.each([
    [['North', 'South'], 'several PSTN connections are on offer: North'],
    [[], 'no PSTN connection is on offer'],
  ])('asks the operator when %j is on offer', async (carriers, message) => {
    await open({ carriers });
    await rig.carryOut(buildStep('customer'), buildStep('location'));

    await expect(rig.write(buildStep('pstn'))).rejects.toMatchObject({
      code: 'TARGET_REFUSED',
      message: expect.stringContaining(message),
      hint: expect.stringContaining('pstnConnectionId'),
    });
  });

  it('takes the connection that the operator chose, and notices another one', async () => {
    await open({ carriers: ['North', 'South'] });
    await rig.carryOut(buildStep('customer'), buildStep('location'));
    const call = { orgId: rig.context.outputs('customer')?.orgId ?? '', signal: rig.context.signal };
    const [north, south] = await rig.webex.pstn.options(rig.context.outputs('location')?.locationId ?? '', call);
    const chosen = buildStep('pstn', { payload: { connectionId: south?.id ?? '' } });
    await rig.carryOut(chosen);
    expect(await rig.lookUp(chosen)).toMatchObject({ differences: [] });

    const other = buildStep('pstn', { id: 'pstn2', payload: { connectionId: north?.id ?? '' } });
    expect((await rig.lookUp(other))?.differences).toEqual([
      { field: 'connection', expected: north?.id, actual: south?.id },
    ]);
  });

  it('lets the target refuse duplicates, and leaves no second object', async () => {
    await open();
    await rig.carryOut(...everything());
    for (const kind of ['numbers', 'schedule', 'subscriber', 'workspace', 'virtualLine', 'device'] as const) {
      await expect(rig.write(buildStep(kind)), kind).rejects.toMatchObject({ name: 'WebexHttpError' });
    }
    await expect(rig.write(branch())).rejects.toMatchObject({ status: 409 });

    expect(rig.sandbox.violations()).toEqual([]);
  });

  it('parks a subscriber whose person has to agree', async () => {
    await open();
    await rig.carryOut(...groundwork());
    const step = buildStep('subscriber', { payload: { email: 'anna+consent@acme.example.test' } });

    expect(await rig.write(step)).toMatchObject({ status: 202, accepted: true });
    expect(await rig.lookUp(step)).toMatchObject({ pending: 'waiting' });
    rig.sandbox.release('anna+consent@acme.example.test');
    expect(await rig.lookUp(step)).toMatchObject({ differences: [], outputs: { personId: expect.any(String) } });
  });

  it('moves a subscriber from meetings to calling with the seat, and changes nothing else of a person', async () => {
    await open();
    await rig.carryOut(...groundwork());
    const { payload } = buildStep('subscriber');
    if (!('firstName' in payload)) throw new Error('not a subscriber');
    const { phoneNumber: _number, extension: _extension, ...meetings } = { phoneNumber: '', extension: '', ...payload };
    const before = { ...buildStep('subscriber'), payload: { ...meetings, package: 'webex_meetings' } };
    await rig.carryOut(before as ReturnType<typeof buildStep>);

    const step = buildStep('subscriber');
    const found = await rig.lookUp(step);
    expect(found?.differences.map(({ field }) => field)).toContain('packages');
    await rig.write(step, found);
    expect(await rig.lookUp(step)).toMatchObject({ differences: [] });

    const renamed = buildStep('subscriber', { payload: { lastName: 'Hill' } });
    await expect(rig.write(renamed, await rig.lookUp(renamed))).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('does not take a line that somebody else holds', async () => {
    await open();
    await rig.carryOut(...groundwork(), buildStep('subscriber'));
    const step = buildStep('workspace', { payload: { phoneNumber: '+15125550101', extension: '0101' } });
    const found = await rig.lookUp(step);

    expect(found?.differences).toEqual([
      { field: 'owner of the line', expected: 'workspace workspace', actual: 'PEOPLE Anna Berg' },
    ]);
    await expect(rig.write(step, found)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('goes on without an agent that does not exist, and names it', async () => {
    await open();
    await rig.carryOut(...groundwork(), buildStep('subscriber'));
    const step = buildStep('huntGroup', { without: ['alternateNumbers', 'distinctiveRing'] });

    expect(await rig.write(step)).toMatchObject({ leftOut: ['the step workspace'] });
    expect(await rig.lookUp(step)).toMatchObject({ differences: [] });

    await rig.carryOut(buildStep('workspace'));
    expect((await rig.lookUp(step))?.differences.map(({ field }) => field)).toEqual(['agents']);
  });

  it('sets the callback of a location and of an owner without a number', async () => {
    await open();
    await rig.carryOut(...groundwork(), buildStep('workspace'));
    const ofOwner = buildStep('emergencyCallback', { id: 'owner-callback', payload: { owner: 'workspace' } });
    await rig.write(buildStep('emergencyCallback'));
    await rig.write(ofOwner);

    expect(await rig.lookUp(ofOwner)).toEqual({ outputs: {}, differences: [] });
    expect(handlerOf(ofOwner).describe(ofOwner, rig.context)).toMatchObject({
      method: 'PUT',
      path: expect.stringContaining('/telephony/config/workspaces/'),
      body: { selected: 'LOCATION_ECBN' },
    });
  });

  it.each([
    ['huntGroup', { step: 'huntGroup', name: 'huntGroupId' }],
    ['workspace with a number', { step: 'front', name: 'workspaceId' }],
  ])('sets the callback of somebody to the number of a %s, and sees when somebody changes it', async (_, member) => {
    await open();
    const front = buildStep('workspace', {
      id: 'front',
      payload: { displayName: 'Front', phoneNumber: '+15125550106', extension: '0106' },
    });
    await rig.carryOut(...groundwork(), buildStep('subscriber'), buildStep('workspace'), front);
    await rig.carryOut(buildStep('huntGroup', { without: ['alternateNumbers', 'distinctiveRing'] }));
    const step = buildStep('emergencyCallback', {
      id: 'owner-callback',
      payload: { owner: 'subscriber', member: member.step },
    });
    const locationMemberId = rig.context.outputs(member.step)?.[member.name];
    const body = { selected: 'LOCATION_MEMBER_NUMBER', locationMemberId };

    expect((await rig.lookUp(step))?.differences.map(({ field }) => field)).toEqual(['selected', 'locationMemberId']);
    expect(handlerOf(step).describe(step, rig.context)).toMatchObject({ method: 'PUT', body });
    await rig.carryOut(step);
    expect(rig.exchanges.findLast(({ request }) => request.method === 'PUT')?.request.body).toEqual(body);

    const path = `/telephony/config/people/${rig.context.outputs('subscriber')?.personId}/emergencyCallbackNumber`;
    await rig.behindOurBack('PUT', `${path}?orgId=${rig.context.outputs('customer')?.orgId}`, {
      ...body,
      locationMemberId: rig.context.outputs(member.step === 'front' ? 'huntGroup' : 'front')?.[
        member.step === 'front' ? 'huntGroupId' : 'workspaceId'
      ],
    });
    expect((await rig.lookUp(step))?.differences).toMatchObject([
      { field: 'locationMemberId', expected: locationMemberId },
    ]);
  });

  it('describes a request whose ids are not known yet by what they will be', async () => {
    await open();
    const step = buildStep('huntGroup');

    expect(handlerOf(step).describe(step, { outputs: () => undefined })).toMatchObject({
      method: 'POST',
      path: '/telephony/config/locations/<locationId of location>/huntGroups?orgId=<orgId of customer>',
    });
  });
});
