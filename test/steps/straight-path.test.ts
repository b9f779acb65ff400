import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Step } from '../../src/domain/plan.ts';
import { settingPath } from '../../src/steps/owner-path.ts';
import { PASSCODE_PLACEHOLDER } from '../../src/steps/passcode.ts';
import { handlerOf, STEP_HANDLERS } from '../../src/steps/registry.ts';
import type { WebexRequest } from '../../src/webex/transport.ts';
import { openRig, type Rig } from './rig.ts';
import { everything } from './step-builders.ts';

/** The first location comes with its customer, and its main number is called back unless somebody says otherwise. */
const ALREADY_RIGHT = ['location', 'emergencyCallback'];

/** Texts of the first of `a|b` that the payload has, e.g. of `value.setting`. */
function keyValues({ payload }: Step, fields: string): string[] {
  const value = fields
    .split('|')
    .map((field) =>
      field
        .split('.')
        .reduce<unknown>(
          (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
          payload,
        ),
    )
    .find((found) => found !== undefined);
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

/** `{id}` stands for one part of a path, `{setting}` for one or two. */
function fits(endpoint: string, request: string): boolean {
  return new RegExp(`^${endpoint.replaceAll('{setting}', '[^{]+').replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(request);
}

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

  it.each(everything().map((step) => [step.label, step] as const))('%s is looked up by its key', async (_, step) => {
    const outputs = rig.context.outputs(step.id) ?? {};
    rig.forget(step.id);
    const before = rig.exchanges.length;
    await rig.lookUp(step);
    const exchanged = JSON.stringify(rig.exchanges.slice(before));
    rig.remember(step.id, outputs);

    const { key, endpoints } = handlerOf(step);
    for (const field of key) {
      if (field === 'value.setting') {
        expect(endpoints).toContainEqual(expect.stringContaining('{setting}'));
        continue;
      }
      const values = keyValues(step, field).flatMap((value) => Object.values(rig.context.outputs(value) ?? [value]));
      expect(
        values.some((value) => exchanged.includes(value)),
        `${field} of ${step.label}`,
      ).toBe(true);
    }
  });

  it.each(everything().map((step) => [step.label, step] as const))('%s goes to its endpoints', (_, step) => {
    const { endpoints } = handlerOf(step);
    for (const { method, path } of (sent.get(step.id) ?? []).slice(0, 1)) {
      expect(endpoints.filter((endpoint) => fits(endpoint, `${method} ${path}`))).not.toEqual([]);
    }
  });

  it('knows no endpoint of a setting that no owner has, and none is missing', () => {
    const paths = (['person', 'workspace', 'virtualLine'] as const).flatMap((kind) =>
      ['callForwarding', 'voicemail', 'bargeIn', 'callRecording', 'receptionist', 'alternateNumbers', 'callBridge'].map(
        (setting) => `PUT ${settingPath({ kind, id: 'id' }, setting)}`,
      ),
    );

    for (const path of paths) {
      expect(STEP_HANDLERS.setting.endpoints.filter((endpoint) => fits(endpoint, path))).not.toEqual([]);
    }
    for (const endpoint of STEP_HANDLERS.setting.endpoints) {
      expect(paths.filter((path) => fits(endpoint, path))).not.toEqual([]);
    }
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
    if (step.kind !== 'pstn') expect(withoutPasscode(request.body)).toEqual(body);
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
  return id === 'callQueue' || id === 'huntGroup' ? 2 : 1;
}

/** A passcode is made when a request is sent: what is described, and so what is kept, has a placeholder in its place. */
function withoutPasscode(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('passcode' in body)) return body;
  expect(body.passcode).toMatch(/^\d{10}$/);
  return { ...body, passcode: PASSCODE_PLACEHOLDER };
}
