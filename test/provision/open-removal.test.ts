import { describe, expect, it, type TestContext } from 'vitest';
import { summariseStatus } from '../../src/provision/summarise-status.ts';
import { createSandboxHarness, type SandboxHarness } from './sandbox-harness.ts';

const HUNT_GROUP = '/telephony/config/locations/{locationId}/huntGroups/{huntGroupId}';

/** Everything is made, and the target does not remove hunt groups. */
async function provisioned({ onTestFinished }: TestContext, status = 400) {
  const harness = await createSandboxHarness();
  onTestFinished(() => harness.close());
  await harness.plan();
  expect((await harness.provision()).failures).toEqual([]);
  harness.sandbox.setFaults([{ kind: 'error-before', method: 'DELETE', path: HUNT_GROUP, status }]);
  return harness;
}
const statusOf = (harness: SandboxHarness) =>
  summariseStatus(harness.target.key, {
    plan: (key) => harness.plans.latest(key),
    states: harness.journal.states,
    lastRun: harness.journal.lastRun,
    lock: () => undefined,
  });
const recordOf = (harness: SandboxHarness, wanted: string) =>
  [...harness.journal.states(harness.target.key).values()].find(({ kind }) => kind === wanted);
const agentsIn = (harness: SandboxHarness): number =>
  (JSON.stringify(harness.sandbox.objects().huntGroup).match(/person \w+@/g) ?? []).length;
/** As a rollback leaves it that was killed between its request and the answer. */
const leaveOpen = (harness: SandboxHarness, kind: string) => {
  const record = recordOf(harness, kind);
  harness.db.prepare(`UPDATE step_state SET state = 'undoing' WHERE step = ?`).run(record?.step ?? '');
  return record;
};

describe.concurrent('a removal that the target refuses', () => {
  it('leaves the step what it was, and status leads to the next rollback', async (context) => {
    const harness = await provisioned(context);

    const { counts } = await harness.rollback();

    expect(counts.failed).toBeGreaterThan(0);
    expect(recordOf(harness, 'huntGroup')).toMatchObject({ state: 'created', cause: expect.stringContaining('400') });
    expect(statusOf(harness)).toMatchObject({ inDoubt: [], next: { command: 'bw2wholesale rollback' } });
  });

  it('is no obstacle to making the rest again, with the people who went meanwhile', async (context) => {
    const harness = await provisioned(context);
    const before = agentsIn(harness);
    await harness.rollback();
    expect(recordOf(harness, 'huntGroup')?.leftOut).not.toEqual([]);

    await harness.plan();
    const { failures } = await harness.provision();

    expect(failures).toEqual([]);
    expect(agentsIn(harness)).toBe(before);
    expect(recordOf(harness, 'huntGroup')).toMatchObject({ state: 'created', leftOut: [] });
  });

  it('stays open while the target answers nothing that is certain, and the next plan goes on without a rollback', async (context) => {
    const harness = await provisioned(context, 500);
    await harness.rollback();
    expect(recordOf(harness, 'huntGroup')).toMatchObject({ state: 'undoing' });
    expect(statusOf(harness).next.command).toBe('bw2wholesale rollback');

    harness.sandbox.setFaults([]);
    await harness.plan();
    const { failures } = await harness.provision();

    expect(failures).toEqual([]);
    expect(recordOf(harness, 'huntGroup')).toMatchObject({ state: 'created', leftOut: [] });
  });
});

describe.concurrent('a removal that was begun', () => {
  it('is settled by a look of provision: what is there is ours as before', async (context) => {
    const harness = await provisioned(context);
    const before = leaveOpen(harness, 'virtualLine');

    const { failures } = await harness.provision();

    expect(failures).toEqual([]);
    expect(recordOf(harness, 'virtualLine')).toMatchObject({ state: 'created', outputs: before?.outputs });
    expect(harness.sandbox.objects().virtualLine).toHaveLength(1);
  });

  it('is settled by a look of provision: what is gone is made anew', async (context) => {
    const harness = await provisioned(context);
    const before = recordOf(harness, 'virtualLine');
    await harness.rollback();
    harness.db
      .prepare(`UPDATE step_state SET state = 'undoing', outputs = ?, content = ? WHERE step = ?`)
      .run(JSON.stringify(before?.outputs), before?.content, before?.step);

    await harness.plan();
    const { failures } = await harness.provision();

    expect(failures).toEqual([]);
    expect(recordOf(harness, 'virtualLine')).toMatchObject({ state: 'created' });
    expect(recordOf(harness, 'virtualLine')?.outputs).not.toEqual(before?.outputs);
    expect(harness.sandbox.objects().virtualLine).toHaveLength(1);
  });

  it('is left to rollback where the target goes on with it by itself', async (context) => {
    const harness = await provisioned(context);
    const record = leaveOpen(harness, 'calling');

    const { failures } = await harness.provision();

    expect(failures.find(({ step }) => step === record?.step)).toMatchObject({
      state: 'unknown',
      cause: expect.stringContaining('rollback'),
    });
  });
});
