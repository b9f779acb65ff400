import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/drafts.ts';
import { buildSteps } from '../../src/plan/steps-from-drafts.ts';
import { acmeDrafts, draft, migrationConfig } from '../builders/draft-builders.ts';

const host = (name: string): Draft =>
  draft('setting', `${name}/hotelingHost`, {
    setting: 'hotelingHost',
    owner: `subscriber:${name}`,
    enabled: true,
  });
const planned = (setting: Draft) =>
  buildSteps([...acmeDrafts(), setting], migrationConfig(), { blockers: [], provisioningId: 'template' });

const FAX = { enabled: true, phoneNumber: '+15035550100' };
const MAILBOX = {
  setting: 'voicemail',
  owner: 'subscriber:anna',
  enabled: true,
  sendAllCalls: false,
  sendBusyCalls: false,
  sendUnansweredCalls: false,
  numberOfRings: 3,
  messageStorage: 'INTERNAL',
} as const;

it.each([
  [
    'a person',
    draft('setting', 'anna/voicemail', { ...MAILBOX, fax: FAX }),
    'voicemail of subscriber anna@example.test',
  ],
  [
    'several people',
    draft('voicemailGroup', 'invoices', {
      location: 'location:north',
      name: 'Invoices',
      extension: '5501',
      language: 'en_us',
      messageStorage: 'INTERNAL',
      fax: FAX,
    }),
    'voicemail group Invoices',
  ],
])('a mailbox of %s that takes faxes waits for their number, and is held back with it', (_, mailbox, label) => {
  const blocked = { rule: 'number-owner-disagrees', message: 'somebody else has it', customer: mailbox.customer };
  const draftOfNumber = `number:${FAX.phoneNumber}`;
  const { steps } = planned(mailbox);
  const labels = new Map(steps.map(({ id, label: each }) => [id, each]));
  const built = buildSteps([...acmeDrafts(), mailbox], migrationConfig(), {
    blockers: [{ ...blocked, draft: draftOfNumber }],
    provisioningId: 'template',
  });
  const step = built.steps.find((each) => each.label === label);

  expect(steps.find((each) => each.label === label)?.hard.map((id) => labels.get(id))).toContain('3 numbers of north');
  expect(built.blocked.get(step?.id ?? '')).toContain('somebody else has it');
});

it('holds further numbers of a person back with the number that somebody else may have', () => {
  const setting = draft('setting', 'anna/alternateNumbers', {
    setting: 'alternateNumbers',
    owner: 'subscriber:anna',
    distinctiveRing: false,
    numbers: [{ phoneNumber: FAX.phoneNumber, ringPattern: 'NORMAL' }],
  });
  const blocked = { rule: 'number-owner-disagrees', message: 'somebody else has it', customer: setting.customer };
  const built = buildSteps([...acmeDrafts(), setting], migrationConfig(), {
    blockers: [{ ...blocked, draft: `number:${FAX.phoneNumber}` }],
    provisioningId: 'template',
  });
  const step = built.steps.find(({ label }) => label === 'alternate numbers of subscriber anna@example.test');

  expect(built.blocked.get(step?.id ?? '')).toContain('somebody else has it');
});

describe('settings that stand at a phone', () => {
  it('wait for the first phone of their owner', () => {
    const { steps, unplanned } = planned(host('anna'));
    const step = steps.find(({ label }) => label === 'guests on the phone of subscriber anna@example.test');
    const labels = new Map(steps.map(({ id, label }) => [id, label]));

    expect(step?.hard.map((id) => labels.get(id))).toEqual([
      'subscriber anna@example.test',
      'device 0011223344AA (DMS Cisco 8851)',
    ]);
    expect(unplanned.filter(({ kind }) => kind === 'setting')).toEqual([]);
  });

  it('are told where their owner has none', () => {
    const { steps, unplanned } = planned(host('carla'));

    expect(steps.some(({ label }) => label.startsWith('guests on the phone'))).toBe(false);
    expect(unplanned).toContainEqual(
      expect.objectContaining({
        label: 'guests on the phone of subscriber carla@example.test',
        reason: 'no phone of its own is planned',
        blocked: true,
      }),
    );
  });
});
