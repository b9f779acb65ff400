import { afterEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/drafts.ts';
import { acmeDrafts, numberDraft } from '../builders/draft-builders.ts';
import { createSandboxHarness, type SandboxHarness } from './sandbox-harness.ts';

const FURTHER = '+15035550177';

/** The queue of the sample customer has a further number, and its only agent has left it. */
function drafts(joined: object = { joined: false as const }): Draft[] {
  return [
    ...acmeDrafts().map((draft): Draft => {
      if (draft.kind !== 'callQueue') return draft;
      const agents = draft.data.agents.map((agent) => ({ ...agent, ...joined }));
      return {
        ...draft,
        data: { ...draft.data, agents, alternateNumbers: [{ phoneNumber: FURTHER, ringPattern: 'NORMAL' as const }] },
      };
    }),
    numberDraft(FURTHER, 'south', { owner: 'callQueue:Help', activateAtCutover: false }),
  ];
}

describe('a queue with a further number and an agent who has left it', () => {
  let harness: SandboxHarness;
  afterEach(() => harness.close());

  it('arrives so, is verified, left alone by a second run, and rolled back with its number', async () => {
    harness = await createSandboxHarness({}, () => drafts());
    await harness.plan();
    const { failures } = await harness.provision();
    const verified = await harness.verify();

    expect(failures).toEqual([]);
    expect(verified).toMatchObject({ different: 0, missing: 0 });
    const steps = harness.plans.latest(harness.target.key)?.steps.map(({ step }) => step) ?? [];
    const state = steps.find(({ kind }) => kind === 'queueAgent');
    const queue = steps.find(({ kind }) => kind === 'callQueue');
    expect(state?.hard).toContain(queue?.id);
    expect(queue?.hard).toContain(steps.find(({ kind, label }) => kind === 'numbers' && label.includes('south'))?.id);
    expect(harness.sandbox.objects().callQueue).toMatchObject([
      { data: { body: { agents: [{ joinEnabled: false }], alternateNumberSettings: { alternateNumbers: [{}] } } } },
    ]);

    const before = harness.sandbox.log().filter(({ effect }) => effect).length;
    await harness.plan();
    await harness.provision();
    expect(harness.sandbox.log().filter(({ effect }) => effect)).toHaveLength(before);

    const summary = await harness.rollback();
    expect(summary.counts.failed).toBe(0);
    expect(harness.sandbox.objects().callQueue).toBeUndefined();
    expect(harness.sandbox.objects().number?.map(({ key }) => key)).not.toContain(FURTHER);
  });

  it('lets the agent join again who has done so in BroadWorks since', async () => {
    let current = drafts();
    harness = await createSandboxHarness({}, () => current);
    await harness.plan();
    await harness.provision();
    current = drafts({});
    await harness.plan();
    const { failures } = await harness.provision();

    expect(failures).toEqual([]);
    expect(harness.sandbox.objects().callQueue).toMatchObject([
      { data: { body: { agents: [{ joinEnabled: true }] } } },
    ]);
    expect(await harness.verify()).toMatchObject({ different: 0, missing: 0 });
  });
});
