import { expect, it } from 'vitest';
import type { Draft, SettingData } from '../../src/domain/drafts.ts';
import { buildSteps } from '../../src/plan/steps-from-drafts.ts';
import { acmeDrafts, CUSTOMER, migrationConfig } from '../builders/draft-builders.ts';

const OWNER = 'subscriber:anna';
const setting = (data: SettingData): Draft => ({
  id: `setting:anna/${data.setting}`,
  kind: 'setting',
  customer: CUSTOMER,
  from: 'user:anna',
  data,
  why: {},
});

it('an executive is one before its calls are filtered', () => {
  const { steps } = buildSteps(
    [
      ...acmeDrafts(),
      setting({ setting: 'executiveFiltering', owner: OWNER, enabled: true, filterType: 'ALL_CALLS' }),
      setting({ setting: 'executiveAssistant', owner: OWNER, type: 'EXECUTIVE' }),
    ],
    migrationConfig(),
    { blockers: [], provisioningId: 'template' },
  );
  const named = (label: string) => steps.find((step) => step.label.startsWith(label));

  const type = named('executive or assistant');
  expect(type).toBeDefined();
  expect(named('filtering of executive calls')?.hard).toContain(type?.id);
});

it('a rule for calls to an alternate number waits for that one', () => {
  const rule: Draft = setting({
    setting: 'selectiveRule',
    owner: OWNER,
    service: 'executiveFiltering',
    name: 'Press',
    callsFrom: 'ANY_EXTERNAL',
    anonymousCallers: false,
    unavailableCallers: false,
    phoneNumbers: [],
    applies: true,
    calledNumbers: [{ type: 'ALTERNATE', phoneNumber: '+15125550102' }],
  });
  const numbers = [{ phoneNumber: '+15125550102', ringPattern: 'NORMAL' }] as const;
  const { steps } = buildSteps(
    [
      ...acmeDrafts(),
      rule,
      setting({ setting: 'executiveAssistant', owner: OWNER, type: 'EXECUTIVE' }),
      setting({ setting: 'alternateNumbers', owner: OWNER, distinctiveRing: false, numbers }),
    ],
    migrationConfig(),
    { blockers: [], provisioningId: 'template' },
  );
  const alternates = steps.find(({ label }) => label.startsWith('alternate numbers'));

  expect(alternates).toBeDefined();
  expect(steps.find(({ kind }) => kind === 'settingEntry')?.hard).toContain(alternates?.id);
});

it('rules come once their owner is an executive, and the filter switches them on and off behind them', () => {
  const rule = (name: string, active: boolean): Draft => ({
    ...setting({
      setting: 'selectiveRule',
      owner: OWNER,
      service: 'executiveFiltering',
      name,
      callsFrom: 'ANY_EXTERNAL',
      anonymousCallers: false,
      unavailableCallers: false,
      phoneNumbers: [],
      applies: true,
      active,
    }),
    id: `setting:anna/selectiveRule/executiveFiltering/${name}`,
  });
  const { steps } = buildSteps(
    [
      ...acmeDrafts(),
      setting({ setting: 'executiveFiltering', owner: OWNER, enabled: true, filterType: 'CUSTOM_CALL_FILTERS' }),
      rule('Press', true),
      rule('Old', false),
      setting({ setting: 'executiveAssistant', owner: OWNER, type: 'EXECUTIVE' }),
    ],
    migrationConfig(),
    { blockers: [], provisioningId: 'template' },
  );
  const ruleSteps = steps.filter(({ kind }) => kind === 'settingEntry');
  const type = steps.find(({ label }) => label.startsWith('executive or assistant'));
  const filter = steps.find(({ label }) => label.startsWith('filtering of executive calls'));

  expect(ruleSteps.map(({ label }) => label)).toEqual([
    'rule of filtering of executive calls Press of subscriber anna@example.test',
    'rule of filtering of executive calls Old of subscriber anna@example.test',
  ]);
  for (const step of ruleSteps) expect(step.hard).toContain(type?.id);
  expect(filter?.hard).toEqual(expect.arrayContaining(ruleSteps.map(({ id }) => id)));
  expect(filter?.payload).toMatchObject({
    rules: [
      { step: ruleSteps[0]?.id, active: true },
      { step: ruleSteps[1]?.id, active: false },
    ],
  });
});
