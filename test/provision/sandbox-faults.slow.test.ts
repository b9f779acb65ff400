import { describe, expect, it, type TestContext } from 'vitest';
import type { FaultRules } from '../../src/sandbox/faults.ts';
import { createSandboxHarness, type SandboxHarness } from './sandbox-harness.ts';

async function start(
  { onTestFinished }: TestContext,
  ...options: Parameters<typeof createSandboxHarness>
): Promise<SandboxHarness> {
  const harness = await createSandboxHarness(...options);
  onTestFinished(() => harness.close());
  return harness;
}

const NASTY: readonly (readonly [string, FaultRules])[] = [
  [
    'answers 500 to every first write, although it took effect',
    [{ kind: 'error-after', method: 'POST', attempts: [1] }],
  ],
  ['drops the connection after every first write', [{ kind: 'drop-after', method: 'POST', attempts: [1] }]],
  [
    'answers 500 to every first write, before anything happened',
    [{ kind: 'error-before', method: 'POST', attempts: [1] }],
  ],
  ['drops every first change before anything happened', [{ kind: 'drop-before', method: 'PUT', attempts: [1] }]],
  ['answers in HTML after every first write', [{ kind: 'bad-gateway-after', method: 'POST', attempts: [1] }]],
  ['throttles here and there', [{ kind: 'throttle', probability: 0.1, attempts: [1, 2], retryAfter: 0 }]],
  [
    'does all of it at random',
    [
      { kind: 'error-after', method: 'POST', probability: 0.2, attempts: [1] },
      { kind: 'drop-before', probability: 0.1, attempts: [1] },
      { kind: 'drop-after', method: 'POST', probability: 0.3, attempts: [1] },
      { kind: 'bad-gateway', probability: 0.1, attempts: [1] },
    ],
  ],
];

describe('provisioning against a target that misbehaves', () => {
  // Most of it is waiting for the target: side by side.
  it.concurrent.for(NASTY)('leaves the same objects, none twice, when it %s', async ([, faults], context) => {
    const calm = await start(context);
    await calm.plan();
    await calm.provision();
    const harness = await start(context, { faults, consistencyDelayMs: 50 });
    await harness.plan();

    const summary = await harness.provision();

    expect(summary.failures).toEqual([]);
    expect(summary.stopped).toBeUndefined();
    expect(harness.sandbox.objects()).toEqual(calm.sandbox.objects());
    expect(harness.sandbox.violations()).toEqual([]);
    expect((await harness.verify()).items).toEqual([]);
  });

  it('comes to the same end after being interrupted again and again', async (context) => {
    const calm = await start(context);
    await calm.plan();
    await calm.provision();
    const harness = await start(context, { latencyMs: 5, consistencyDelayMs: 50 });
    await harness.plan();

    let last = await harness.provision({}, AbortSignal.timeout(60));
    for (let round = 0; round < 40 && last.stopped !== undefined; round++) {
      last = await harness.provision({}, AbortSignal.timeout(60 + round * 10));
    }

    expect(last.stopped).toBeUndefined();
    expect(last.counts).toMatchObject({ failed: 0, skipped: 0, unknown: 0, waiting: 0 });
    expect(harness.sandbox.objects()).toEqual(calm.sandbox.objects());
  });
});
