import { it } from 'vitest';
import { createSandboxHarness } from './sandbox-harness.ts';
it('probe', async () => {
  const h = await createSandboxHarness({ latencyMs: 5, consistencyDelayMs: 50 });
  await h.plan();
  for (let i = 0; i < 12; i++) {
    const s = await h.provision({}, AbortSignal.timeout(120 + i * 10));
    console.log(i, JSON.stringify(s.counts), s.notReached, s.stopped?.reason, s.durationMs, h.sandbox.log().length);
    console.log([...h.journal.states(h.target.key).values()].filter((r) => !['created','adopted'].includes(r.state)).map((r) => `${r.label}:${r.state}:${r.cause}`).join(' | '));
  }
  await h.close();
});
