import { expect, it } from 'vitest';
import { anonymiseReport } from '../../src/report/anonymise/anonymise-report.ts';
import { freeTextsOf } from '../../src/report/anonymise/free-texts.ts';
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

it('takes what people have written on keys, in menus and as names, whatever the kind of object', () => {
  const attendant = {
    name: 'Front door',
    businessHoursMenu: { keys: [{ key: '2', action: 'EXIT', description: 'Dr Quentin Blackwood' }] },
  };
  const schedule = {
    name: 'Hours of Maud',
    type: 'holidays',
    events: [{ name: 'Wedding of Maud', startDate: '2026-07-01' }],
  };
  const texts = freeTextsOf([attendant, schedule]);

  expect(texts).toEqual(['Front door', 'Dr Quentin Blackwood', 'Hours of Maud', 'Wedding of Maud']);

  const data = collectReport(reportWorkspace({ users: 24 }).ports, { now: new Date('2026-11-23T10:00:00Z') });
  if (!data.mapping.done) throw new Error('nothing was mapped');
  const calls = [{ call: 'key' as const, object: 'Front door', dial: '2', expect: 'Dr Quentin Blackwood' }];
  const sites = data.mapping.sites.map((site) => ({ ...site, calls }));
  const told = anonymiseReport({ ...data, mapping: { ...data.mapping, sites } }, 'key', texts);

  expect(sites.length).toBeGreaterThan(0);
  expect(JSON.stringify(told)).not.toMatch(/Blackwood|Quentin|Front door/);
});
