import { afterEach, describe, expect, it } from 'vitest';
import { createSandboxHarness, type SandboxHarness } from './sandbox-harness.ts';

let open: SandboxHarness | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});
async function start(...options: Parameters<typeof createSandboxHarness>): Promise<SandboxHarness> {
  open = await createSandboxHarness(...options);
  return open;
}

describe('plan, provision and verify against the simulator', () => {
  it('carries everything over, changes nothing the second time, and proves it by reading back', async () => {
    const harness = await start();

    const planned = await harness.plan();
    const first = await harness.provision();
    const writes = harness.sandbox.log().filter(({ effect }) => effect).length;
    const second = await harness.provision();
    const verified = await harness.verify();

    expect(planned.steps.byAction).toMatchObject({ adopt: 1, blocked: 0, change: 0 });
    expect(first.failures).toEqual([]);
    expect(first.counts).toMatchObject({ failed: 0, skipped: 0, unknown: 0, waiting: 0, adopted: 1 });
    expect(second.counts.unchanged).toBe(first.counts.created + first.counts.adopted);
    expect(harness.sandbox.log().filter(({ effect }) => effect)).toHaveLength(writes);
    expect(verified.items).toEqual([]);
    expect(verified).toMatchObject({
      matched: second.counts.unchanged,
      different: 0,
      missing: 0,
      extra: 0,
      notDone: 0,
    });
    expect(harness.sandbox.violations()).toEqual([]);
  });

  it('plans nothing but what is right after a run, under the same hash', async () => {
    const harness = await start();
    const before = await harness.plan();
    await harness.provision();

    const after = await harness.plan();

    expect(after.hash).toBe(before.hash);
    expect(after.items.filter(({ action, phase }) => action !== 'unchanged' && phase === 'provision')).toEqual([]);
  });

  it('activates numbers only when the cutover is asked for', async () => {
    const harness = await start();
    await harness.plan();
    await harness.provision();

    const summary = await harness.provision({ includeDeferred: true });

    expect(summary).toMatchObject({ deferred: 0, counts: { failed: 0 } });
    expect((await harness.verify()).items).toEqual([]);
    // What is active waits for no cutover any more.
    expect((await harness.plan()).deferred).toBe(0);
  });
});
