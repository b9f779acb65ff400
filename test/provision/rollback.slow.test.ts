import { describe, expect, it, type TestContext } from 'vitest';
import { createSandboxHarness, type SandboxHarness } from './sandbox-harness.ts';

async function provisioned(
  { onTestFinished }: TestContext,
  ...options: Parameters<typeof createSandboxHarness>
): Promise<SandboxHarness> {
  const harness = await createSandboxHarness(...options);
  onTestFinished(() => harness.close());
  await harness.plan();
  const { failures } = await harness.provision();
  expect(failures).toEqual([]);
  return harness;
}

describe('rollback against a target that misbehaves', () => {
  // Most of it is waiting for the target: side by side.
  it.concurrent.for([
    ['error-after', undefined],
    ['error-before', undefined],
    ['drop-after', undefined],
    ['drop-before', undefined],
    ['bad-gateway-after', undefined],
    ['throttle', 0],
  ] as const)('comes to the same end when every first removal meets %s', async ([kind, retryAfter], context) => {
    const calm = await provisioned(context);
    await calm.rollback();
    const harness = await provisioned(context);
    harness.sandbox.setFaults([
      { kind, method: 'DELETE', attempts: [1], ...(retryAfter === undefined ? {} : { retryAfter }) },
    ]);

    const summary = await harness.rollback();

    expect(summary.counts).toMatchObject({ failed: 0, 'not-reached': 0 });
    expect(harness.sandbox.objects()).toEqual(calm.sandbox.objects());
  });

  it('goes on where it was interrupted, again and again', async (context) => {
    const calm = await provisioned(context);
    await calm.rollback();
    const harness = await provisioned(context, { latencyMs: 20 });

    // A settle window that was broken off begins anew: a short one, else it is all that most interrupts meet.
    let last = await harness.rollback({ settleSeconds: 0.1 }, AbortSignal.timeout(40));
    for (let round = 0; round < 60 && last.stopped !== undefined; round++) {
      last = await harness.rollback({ settleSeconds: 0.1 }, AbortSignal.timeout(40 + round * 10));
    }

    expect(last.stopped).toBeUndefined();
    expect(harness.sandbox.objects()).toEqual(calm.sandbox.objects());
  });
});
