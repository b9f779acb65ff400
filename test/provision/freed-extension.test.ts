import { afterEach, describe, expect, it } from 'vitest';
import { describeRequests } from '../../src/plan/requests.ts';
import { planSection } from '../../src/report/html/sections/plan-section.ts';
import { collectPlan } from '../../src/report/parts/plan-part.ts';
import { planView } from '../../src/report/plan-view.ts';
import { TEXTS } from '../../src/report/texts/texts.ts';
import { handlerOf } from '../../src/steps/registry.ts';
import { acmeDrafts } from '../builders/draft-builders.ts';
import { createSandboxHarness, type SandboxHarness } from './sandbox-harness.ts';

const MEMBERS = new Map([
  ['user:anna@example.test', 'one'],
  ['user:ben@example.test', 'two'],
]);

let harness: SandboxHarness | undefined;
afterEach(async () => {
  await harness?.close();
  harness = undefined;
});

/** Ben stayed behind as a virtual extension, and moves now. */
async function secondBatch() {
  harness = await createSandboxHarness({}, acmeDrafts);
  await harness.plan('one', MEMBERS);
  await harness.provision();
  return { harness, plan: await harness.plan('two', MEMBERS) };
}
const FREED = 'virtual extension 1002 of subscriber ben@example.test, freed';

describe('a virtual extension that is freed', () => {
  it('is a delete in the text, the JSON and the report of the plan', async () => {
    const { plan } = await secondBatch();

    expect(plan.items.find(({ label }) => label === FREED)?.action).toBe('delete');
    expect(plan.steps.byAction).toMatchObject({ delete: 1 });
    const list = planView(plan).flatMap((block) => (block.kind === 'list' ? block.items : []));
    expect(list.filter((line) => line.startsWith('- '))).toEqual([
      `- ${FREED} (virtual extension: ben Example → gone)`,
    ]);

    const part = collectPlan({ summary: plan, observedAt: '2026-01-01T00:00:00.000Z' });
    expect(part).toMatchObject({
      byAction: { delete: 1 },
      byKind: expect.arrayContaining([expect.objectContaining({ kind: 'virtualExtension', delete: 1 })]),
      changes: expect.arrayContaining([expect.objectContaining({ label: FREED })]),
    });
    for (const [language, heading] of [
      ['en', '- delete'],
      ['tr', '- sil'],
    ] as const) {
      expect(String(planSection(part, TEXTS[language]).body())).toContain(heading);
    }
  });

  it('names the DELETE among its requests', async () => {
    const { harness: opened } = await secondBatch();
    const record = opened.plans.latest(opened.target.key);
    const requests = describeRequests(record?.steps ?? [], opened.journal.states(opened.target.key), handlerOf);

    expect(requests.find(({ label }) => label === FREED)).toMatchObject({
      method: 'DELETE',
      path: expect.stringMatching(/^\/telephony\/config\/virtualExtensions\/[^<>]+\?orgId=[^<>]+$/),
    });
  });

  it('is gone after the run, and nothing is deleted twice', async () => {
    const { harness: opened } = await secondBatch();
    expect((await opened.provision()).failures).toEqual([]);
    const again = await opened.plan('two', MEMBERS);

    expect(opened.sandbox.log().filter(({ method }) => method === 'DELETE')).toHaveLength(1);
    expect(again.items.find(({ label }) => label === FREED)?.action).toBe('unchanged');
    expect(await opened.verify(MEMBERS)).toMatchObject({ different: 0, missing: 0, extra: 0 });
  });
});
