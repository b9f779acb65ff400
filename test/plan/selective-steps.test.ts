import { describe, expect, it } from 'vitest';
import type { Draft, SettingData } from '../../src/domain/drafts.ts';
import type { Blocker } from '../../src/plan/blocked-drafts.ts';
import { buildSteps } from '../../src/plan/steps-from-drafts.ts';
import { acmeDrafts, CUSTOMER, migrationConfig } from '../builders/draft-builders.ts';

const OWNER = 'subscriber:anna';
const SCHEDULE = 'setting:anna/personSchedule/businessHours/Hours';
const setting = (id: string, data: SettingData): Draft => ({
  id,
  kind: 'setting',
  customer: CUSTOMER,
  from: 'user:anna',
  data,
  why: {},
});
const schedule = setting(SCHEDULE, {
  setting: 'personSchedule',
  owner: OWNER,
  name: 'Hours',
  type: 'businessHours',
  events: [],
});
const rule = (name: string, draft?: string): Draft =>
  setting(`setting:anna/selectiveRule/selectiveRejection/${name}`, {
    setting: 'selectiveRule',
    owner: OWNER,
    service: 'selectiveRejection',
    name,
    ...(draft === undefined
      ? {}
      : { schedule: { draft, name: 'Hours', type: 'businessHours' as const, level: 'PEOPLE' as const } }),
    callsFrom: 'ANY_PHONE_NUMBER',
    anonymousCallers: false,
    unavailableCallers: false,
    phoneNumbers: [],
    applies: true,
  });
// First by id, so that its place in the plan comes from the order of the families alone.
const service = setting('setting:anna/A', { setting: 'selectiveRejection', owner: OWNER, enabled: true });

function build(drafts: readonly Draft[], blockers: readonly Blocker[] = []) {
  const built = buildSteps([...acmeDrafts(), ...drafts], migrationConfig(), { blockers, provisioningId: 'template' });
  const labels = new Map(built.steps.map((step) => [step.id, step.label]));
  const waitsFor = (label: string): string[] =>
    (built.steps.find((step) => step.label.startsWith(label))?.hard ?? []).map((id) => labels.get(id) ?? id);
  return { ...built, waitsFor };
}

describe('steps of selective services', () => {
  it('make the schedule before its rule, and the rules before their service is switched on', () => {
    const { waitsFor } = build([service, rule('Night', SCHEDULE), rule('Pests'), schedule]);

    expect(waitsFor('rule of selective call rejection Night')).toContainEqual(
      expect.stringMatching(/^schedule Hours of/),
    );
    expect(waitsFor('selective call rejection of')).toEqual([
      expect.stringMatching(/^subscriber /),
      expect.stringMatching(/^rule of selective call rejection Night/),
      expect.stringMatching(/^rule of selective call rejection Pests/),
    ]);
  });

  it('leave a service alone whose rule has no schedule', () => {
    const { steps, unplanned } = build([service, rule('Night', SCHEDULE), rule('Pests')]);

    expect(unplanned.map(({ draft, reason }) => [draft, reason])).toEqual(
      expect.arrayContaining([
        ['setting:anna/selectiveRule/selectiveRejection/Night', 'its schedule is not migrated'],
        ['setting:anna/A', 'one of its rules cannot be written'],
      ]),
    );
    expect(steps.filter(({ label }) => label.includes('selective')).map(({ draft }) => draft)).toEqual([
      'setting:anna/selectiveRule/selectiveRejection/Pests',
    ]);
  });

  it('block the service together with a blocked rule', () => {
    const pests = rule('Pests');
    const blocker = { rule: 'test-rule', draft: pests.id, customer: CUSTOMER, message: 'something is wrong' };
    const { steps, blocked } = build([service, pests], [blocker]);
    const blockedDrafts = steps.filter(({ id }) => blocked.has(id)).map(({ draft }) => draft);

    expect(blockedDrafts.sort()).toEqual(['setting:anna/A', pests.id]);
  });
});
