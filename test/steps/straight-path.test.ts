import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Step } from '../../src/domain/plan.ts';
import { handlerOf } from '../../src/steps/registry.ts';
import type { WebexRequest } from '../../src/webex/transport.ts';
import { openRig, type Rig } from './rig.ts';
import { everything } from './step-builders.ts';

/** The first location comes with its customer, and its main number is called back unless somebody says otherwise. */
const ALREADY_RIGHT = ['location', 'emergencyCallback'];

describe('one step of every kind', () => {
  let rig: Rig;
  const described = new Map<string, { method: string; path: string; body?: unknown }>();
  const sent = new Map<string, WebexRequest[]>();

  beforeAll(async () => {
    rig = await openRig();
    for (const step of everything()) {
      const before = rig.exchanges.length;
      described.set(step.id, handlerOf(step).describe(step, rig.context));
      await rig.carryOut(step);
      const writes = rig.exchanges.slice(before).filter(({ request }) => request.method !== 'GET');
      sent.set(
        step.id,
        writes.map(({ request }) => request),
      );
    }
  });
  afterAll(() => rig.close());

  it.each(everything().map((step) => [step.label, step] as const))('%s is found equal afterwards', async (_, step) => {
    const found = await rig.lookUp(step);

    expect(found).toMatchObject({ differences: [] });
    expect(found).not.toHaveProperty('pending');
  });

  it.each(
    everything().map((step) => [step.label, step] as const),
  )('%s is found by its natural key when its id is not known', async (_, step) => {
    const outputs = rig.context.outputs(step.id) ?? {};
    rig.forget(step.id);
    const found = await rig.lookUp(step);
    rig.remember(step.id, outputs);

    expect(found).toEqual({ outputs, differences: [] });
  });

  it.each(everything().map((step) => [step.label, step] as const))('%s is described as it is sent', (_, step) => {
    const [request] = sent.get(step.id) ?? [];
    if (request === undefined) {
      expect(ALREADY_RIGHT, `${step.id} was not written`).toContain(step.id);
      return;
    }
    const { method, path, body } = described.get(step.id) ?? {};

    expect(method).toBe(request.method);
    expect(path).toBe(request.path + (request.query?.orgId === undefined ? '' : `?orgId=${request.query.orgId}`));
    if (step.kind !== 'pstn') expect(request.body).toEqual(body);
  });

  it('sends one write per step, and a second one only where the create call cannot say everything', () => {
    const writes = Object.fromEntries([...sent].map(([id, requests]) => [id, requests.length]));

    expect(writes).toEqual(Object.fromEntries(everything().map(({ id }) => [id, writesOf(id)])));
  });

  it('does nothing that the target would spoil silently', () => {
    expect(rig.sandbox.violations()).toEqual([]);
  });
});

function writesOf(id: Step['id']): number {
  if (ALREADY_RIGHT.includes(id)) return 0;
  return id === 'callQueue' ? 2 : 1;
}
