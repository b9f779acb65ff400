import { expect, it, onTestFinished } from 'vitest';
import type { Draft } from '../../src/domain/drafts.ts';
import type { Blocker } from '../../src/plan/blocked-drafts.ts';
import { acmeDrafts, numberDraft, subscriberDraft } from '../builders/draft-builders.ts';
import { createSandboxHarness } from './sandbox-harness.ts';

/** Numbers that another organisation holds in Webex: `plan` asks before anything is written. */

const OTHERS = ['+15035550102', '+15035550150'];

/** A customer of its own that has been provisioned before, with numbers that Acme is to get. */
function betaDrafts(): Draft[] {
  const drafts = [
    ...acmeDrafts().filter(({ kind }) => kind === 'customer'),
    ...acmeDrafts().filter(({ id }) => id === 'location:north'),
    ...['+15035550177', ...OTHERS].map((number) => numberDraft(number, 'north')),
    subscriberDraft('zoe', { extension: '1001', administrator: true }),
  ];
  const text = JSON.stringify(drafts)
    .replaceAll('bw:acme', 'bw:beta')
    .replaceAll('"Acme"', '"Beta"')
    .replaceAll('admin@example.test', 'admin@beta.example.test')
    .replaceAll('subscriber:anna', 'subscriber:zoe')
    .replaceAll('"mainNumber":"+15035550100"', '"mainNumber":"+15035550177"');
  return JSON.parse(text) as Draft[];
}

async function start(blockers: readonly Blocker[] = []) {
  let drafts = betaDrafts();
  let findings: readonly Blocker[] = [];
  const harness = await createSandboxHarness(
    {},
    () => drafts,
    () => findings,
  );
  onTestFinished(() => harness.close());
  await harness.plan();
  expect((await harness.provision()).failures).toEqual([]);
  drafts = acmeDrafts();
  findings = blockers;
  return {
    harness,
    use: (others: readonly Draft[]) => {
      drafts = [...others];
    },
  };
}

const ELSEWHERE = /is held in Webex by another organisation \("Unavailable"\): have it released there, or change/;

it('whoever is to get a number of another organisation is held back, the others move', async () => {
  const { harness } = await start();
  const asked = () => harness.sandbox.log().filter(({ path }) => path.includes('validateNumbers')).length;
  const before = asked();
  const plan = await harness.plan();

  expect(asked() - before).toBe(1);
  expect(plan.asked).toEqual({ numbers: 4, requests: 1 });
  const reasonOf = (label: string) => plan.items.find((item) => item.label === label)?.reason;
  expect(reasonOf('subscriber ben@example.test')).toMatch(/^needs number \+15035550102 \(\+15035550102 is held/);
  expect(reasonOf('subscriber ben@example.test')).toMatch(ELSEWHERE);
  expect(plan.notPlanned.find(({ label }) => label === 'number +15035550150')).toMatchObject({
    blocked: true,
    reason: expect.stringMatching(ELSEWHERE),
  });
  expect(reasonOf('subscriber anna@example.test')).toBeUndefined();
  const summary = await harness.provision();
  expect(summary.failures.map(({ label, cause }) => `${label}: ${cause}`)).toEqual([]);
  expect(summary.counts.created).toBeGreaterThan(10);
});

it('asks the organisation of the customer where there is one, only about what it does not have', async () => {
  const { harness, use } = await start();
  const mine = acmeDrafts().filter(({ id }) => !OTHERS.includes(id.replace('number:', '')));
  use(
    mine
      .map((draft) => (draft.id === 'subscriber:ben' ? subscriberDraft('ben', { extension: '1002' }) : draft))
      .map(withoutMain),
  );
  await harness.plan();
  expect((await harness.provision()).failures).toEqual([]);
  const settled = await harness.plan();
  expect(settled.asked).toEqual({ numbers: 0, requests: 0 });

  use(
    [
      ...mine.map(withoutMain),
      numberDraft('+15035550102', 'north', { owner: 'subscriber:ines' }),
      numberDraft('+15035550101', 'south'),
      subscriberDraft('ines', { phoneNumber: '+15035550102', extension: '1012' }),
    ].filter(({ id }, index) => id !== 'number:+15035550101' || index >= mine.length),
  );
  const plan = await harness.plan();

  expect(plan.asked).toEqual({ numbers: 2, requests: 1 });
  expect(plan.items.find(({ label }) => label === 'subscriber ines@example.test')?.reason).toMatch(ELSEWHERE);
  // Webex has it in this organisation, in the other location: a second one would be refused just so.
  expect(plan.notPlanned.find(({ label }) => label === 'number +15035550101')?.reason).toMatch(
    /^\+15035550101 is in another location of the organisation in Webex: move it to south in Control Hub, or change/,
  );
  expect((await harness.provision()).failures).toEqual([]);
});

it('tells of the number of another organisation beside the finding that holds its owner back', async () => {
  const finding = { rule: 'some-rule', draft: 'subscriber:ben', customer: 'customer:bw:acme', message: 'a finding' };
  const { harness } = await start([finding]);
  const { notPlanned } = await harness.plan();

  const number = notPlanned.find(({ label }) => label === 'number +15035550102')?.reason;
  expect(number).toMatch(ELSEWHERE);
  expect(number).toContain('also needs subscriber ben@example.test (some-rule: a finding)');
});

function withoutMain(draft: Draft): Draft {
  if (draft.kind !== 'location' || draft.data.mainNumber !== '+15035550150') return draft;
  const { mainNumber: _main, ...data } = draft.data;
  return { ...draft, data };
}
