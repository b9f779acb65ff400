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
