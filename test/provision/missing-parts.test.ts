import { afterEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/drafts.ts';
import { optionalPartsOf } from '../../src/domain/optional-parts.ts';
import type { Step } from '../../src/domain/plan.ts';
import { buildSteps } from '../../src/plan/steps-from-drafts.ts';
import { acmeDrafts, draft, migrationConfig } from '../builders/draft-builders.ts';
import { createSandboxHarness, type SandboxHarness } from './sandbox-harness.ts';

let harness: SandboxHarness | undefined;
afterEach(async () => {
  await harness?.close();
  harness = undefined;
});

const WELCOME = 'announcement:welcome';

/** The drafts of Acme, with a queue and one of its services that play an announcement. */
function drafts(): Draft[] {
  const announcement = draft('announcement', 'welcome', {
    location: 'location:south',
    name: 'Welcome',
    fileName: 'welcome.wav',
    fileUri: 'https://audio.example.test/acme/welcome.wav',
    digest: '0'.repeat(64),
  });
  const forced = draft('featureSetting', 'Help/forcedForward', {
    setting: 'forcedForward',
    feature: 'callQueue:Help',
    enabled: false,
    announcement: true,
    audio: [WELCOME],
  });
  const playing = acmeDrafts().map((each) =>
    each.kind === 'callQueue'
      ? { ...each, data: { ...each.data, messages: { welcome: { enabled: true, always: true, audio: [WELCOME] } } } }
      : each,
  );
  return [announcement, ...playing, forced];
}

const FEATURES = '/telephony/config/locations/{locationId}';
const LOST = ['paging', 'callParks', 'queues'].map((feature) => ({
  kind: 'drop-after' as const,
  method: 'POST' as const,
  path: `${FEATURES}/${feature}`,
  attempts: [1],
}));
/** One person, the hunt group and the announcement are refused. */
const REFUSED = [
  { path: '/wholesale/subscribers', key: '*ben*' },
  { path: `${FEATURES}/huntGroups` },
  { path: `${FEATURES}/announcements` },
].map((rule) => ({ kind: 'error-before' as const, status: 400, method: 'POST' as const, ...rule }));

describe('parts of a step that could not be made', () => {
  it('are noted although the answer to the write was lost, and completed by a later run', async () => {
    harness = await createSandboxHarness({ faults: [...REFUSED, ...LOST] }, drafts);
    const { journal, sandbox, target } = harness;
    const without = () =>
      Object.fromEntries(
        [...journal.states(target.key).values()]
          .filter(({ leftOut }) => leftOut.length > 0)
          .map(({ kind, leftOut }) => [kind, leftOut]),
      );
    await harness.plan();

    await harness.provision();

    expect(without()).toEqual({
      pagingGroup: ['subscriber ben@example.test'],
      callPark: ['hunt group Sales', 'subscriber ben@example.test'],
      callQueue: ['announcement Welcome'],
      featureSetting: ['announcement Welcome'],
      deviceMembers: ['subscriber ben@example.test'],
    });

    sandbox.setFaults([]);
    await harness.provision({ retryFailed: true });

    expect(without()).toEqual({});
    expect(await harness.verify()).toMatchObject({ different: 0, missing: 0 });
  });
});

describe('optionalPartsOf', () => {
  /** Steps that are done before a step can be, directly or not. */
  function certain(step: Step, steps: ReadonlyMap<string, Step>, seen = new Set<string>()): Set<string> {
    for (const id of step.hard) {
      const parent = steps.get(id);
      if (parent !== undefined && !seen.has(id)) certain(parent, steps, seen.add(id));
    }
    return seen;
  }

  it('knows whatever a step of any kind names and may have to do without', () => {
    const built = buildSteps(drafts(), migrationConfig(), { blockers: [], provisioningId: 'template' });
    const steps = new Map(built.steps.map((step) => [step.id, step]));

    for (const step of steps.values()) {
      const named = JSON.stringify(step.payload).match(/"[^"]*"/g) ?? [];
      const references = new Set(named.map((text) => text.slice(1, -1)).filter((text) => steps.has(text)));
      const known = new Set([...certain(step, steps), ...optionalPartsOf(step).map((part) => part.step)]);

      // A reference that is no edge would neither be waited for nor be completed later.
      expect(
        [...references].filter((id) => !known.has(id)).map((id) => steps.get(id)?.label),
        step.label,
      ).toEqual([]);
    }
  });

  it('tells members, audio and the group of a recall apart, and leaves out what is an order only', () => {
    const payload = {
      customer: 'c',
      location: 'l',
      members: ['anna'],
      recallHuntGroup: 'sales',
      messages: [{ step: 'hello' }],
    };
    const soft = ['anna', 'sales', 'hello', 'earlier'];

    // A payload of no kind in particular: it has parts of every sort.
    expect(optionalPartsOf({ soft, payload: payload as unknown as Step['payload'] })).toEqual([
      { step: 'anna', field: 'members' },
      { step: 'sales', field: 'recallHuntGroup' },
      { step: 'hello', field: 'audio' },
    ]);
  });
});
