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

it('a mailbox that takes faxes waits for their number', () => {
  const voicemail = draft('setting', 'anna/voicemail', {
    setting: 'voicemail',
    owner: 'subscriber:anna',
    enabled: true,
    sendAllCalls: false,
    sendBusyCalls: false,
    sendUnansweredCalls: false,
    numberOfRings: 3,
    messageStorage: 'INTERNAL',
    fax: { enabled: true, phoneNumber: '+15035550100' },
  });
  const { steps } = planned(voicemail);
  const labels = new Map(steps.map(({ id, label }) => [id, label]));

  expect(
    steps.find(({ label }) => label === 'voicemail of subscriber anna@example.test')?.hard.map((id) => labels.get(id)),
  ).toContain('3 numbers of north');
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
