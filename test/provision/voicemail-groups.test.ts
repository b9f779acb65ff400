import { afterEach, describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/drafts.ts';
import { acmeDrafts, draft as draftOf } from '../builders/draft-builders.ts';
import { createSandboxHarness, type SandboxHarness } from './sandbox-harness.ts';

const EXTENSION = '5201';

/** The hunt group of the sample customer sends calls that nobody answers to the mailbox that BroadWorks keeps in it. */
function drafts(): Draft[] {
  return [
    ...acmeDrafts().map((draft): Draft => {
      if (draft.kind !== 'huntGroup') return draft;
      const noAnswer = { ...draft.data.noAnswer, forwardEnabled: true, destination: EXTENSION };
      return { ...draft, data: { ...draft.data, noAnswer } };
    }),
    draftOf('voicemailGroup', 'Sales', {
      location: 'location:north',
      name: 'Sales',
      extension: EXTENSION,
      language: 'en_us',
      mailboxOf: 'huntGroup:Sales',
      messageStorage: 'INTERNAL',
    }),
  ];
}

describe('a mailbox beside its hunt group', () => {
  let harness: SandboxHarness;
  afterEach(() => harness.close());

  it('is there before its calls are sent there, is verified, and left alone by a second run', async () => {
    harness = await createSandboxHarness({}, drafts);
    await harness.plan();
    const { failures } = await harness.provision();
    const verified = await harness.verify();

    expect(failures).toEqual([]);
    expect(verified).toMatchObject({ different: 0, missing: 0 });
    const steps = harness.plans.latest(harness.target.key)?.steps.map(({ step }) => step) ?? [];
    const mailbox = steps.find(({ label }) => label === 'voicemail group Sales');
    expect(mailbox?.payload).not.toHaveProperty('mailboxOf');
    expect(steps.find(({ label }) => label === 'hunt group Sales')?.soft).toContain(mailbox?.id);

    const before = harness.sandbox.log().filter(({ effect }) => effect).length;
    await harness.plan();
    await harness.provision();
    expect(harness.sandbox.log().filter(({ effect }) => effect)).toHaveLength(before);
  });

  it('leaves no passcode behind, neither in the journal nor in what is stored', async () => {
    harness = await createSandboxHarness({}, drafts);
    await harness.plan();
    await harness.provision();

    const stored = harness.db
      .prepare<[], { name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
      .all()
      .map(({ name }) => JSON.stringify(harness.db.prepare(`SELECT * FROM "${name}"`).all()));
    expect(stored.join()).toContain('made when it is sent');
    expect(stored.join()).not.toMatch(/passcode\\*":\s*\\*"\d/);
  });

  it('is removed by a rollback, unless somebody has recorded a greeting', async () => {
    harness = await createSandboxHarness({}, drafts);
    await harness.plan();
    await harness.provision();
    const keys = harness.sandbox.objects().voicemailGroup?.map(({ key }) => String(key)) ?? [];
    harness.sandbox.use(keys.find((key) => key.endsWith('/Orders')) ?? '');
    const summary = await harness.rollback();

    expect(harness.sandbox.objects().voicemailGroup?.map(({ data }) => data)).toMatchObject([{ name: 'Orders' }]);
    expect(JSON.stringify(summary)).toContain('its mailbox is in use: a greeting was recorded');
  });
});
