import { expect, it } from 'vitest';
import { anonymiseReport } from '../../src/report/anonymise/anonymise-report.ts';
import { collectReport } from '../../src/report/report-data.ts';
import { reportWorkspace } from '../builders/report-database.ts';

it('leaves out names and ids of objects that nobody planned', () => {
  const data = collectReport(reportWorkspace({ users: 24 }).ports, { now: new Date('2026-11-23T10:00:00Z') });
  if (!data.verification.done) throw new Error('nothing was verified');
  const label = 'hunt group Night Crew in customer Acme';
  const items = [
    { step: 'extra:ORG77:huntGroup:ID77', kind: 'huntGroup', label, state: 'extra' as const, differences: [] },
  ];
  const told = anonymiseReport({ ...data, verification: { ...data.verification, items } }, 'key');

  expect(told.verification).toMatchObject({ items: [{ step: 'extra', label: 'huntGroup', state: 'extra' }] });
  expect(JSON.stringify(told.verification)).not.toMatch(/Night Crew|ORG77|ID77/);
});
