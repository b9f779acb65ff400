import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { FEATURE_SOURCE } from '../../src/broadworks/families/registry.ts';
import type { Draft, DraftKind } from '../../src/domain/drafts.ts';
import { runExtract } from '../../src/extract/run-extract.ts';
import { ofKind } from '../../src/map/draft-kinds.ts';
import type { MappedPart } from '../../src/map/map-customer.ts';
import { snapshotRepository } from '../../src/store/snapshot-repository.ts';
import { sourceReader } from '../../src/store/source-reader.ts';
import { newStore } from '../fakes/empty-store.ts';
import { CATALOGUES, CONFIG } from './features-context.ts';
import { mapOneCustomer } from './whole-customer.ts';

/** The shipped enterprise sample, through the real extract and the real mapping. */
let mapped: MappedPart;
let stored: number;

beforeAll(async () => {
  const db = newStore();
  await runExtract(
    { signal: new AbortController().signal, now: () => new Date(0), emit: () => {} },
    { sources: ['samples/enterprise'], cwd: fileURLToPath(new URL('../../', import.meta.url)) },
    { store: snapshotRepository(db) },
  );
  const reader = sourceReader(db, FEATURE_SOURCE);
  const [handle] = reader.customers();
  if (!handle) throw new Error('the sample holds no customer');
  mapped = mapOneCustomer(reader.load(handle), {
    config: CONFIG,
    catalogues: CATALOGUES,
    answers: new Map(),
  });
  const row = db
    .prepare<[], { settings: number }>(
      `SELECT sum(settings) AS settings FROM response WHERE current = 1 AND state = 'read' AND owner_kind <> 'system'`,
    )
    .get();
  stored = row?.settings ?? 0;
}, 60_000);

function drafts<Kind extends DraftKind>(kind: Kind) {
  return ofKind(mapped.drafts as Draft[], kind);
}

describe('the enterprise sample', () => {
  it('has its hunt groups with agents in hunt order and the time-out as rings', () => {
    const sales = drafts('huntGroup').find(({ data }) => data.name === 'Sales Team');

    expect(drafts('huntGroup').map(({ data }) => [data.name, data.policy])).toEqual([
      ['Lab Front Desk', 'SIMULTANEOUS'],
      ['London Reception', 'CIRCULAR'],
      ['Sales Team', 'REGULAR'],
    ]);
    expect(sales?.data).toMatchObject({
      phoneNumber: '+15035550120',
      extension: '1020',
      language: 'en_us',
      timeZone: 'America/Los_Angeles',
      noAnswer: { forwardEnabled: true, numberOfRings: 5, destination: '1018' },
    });
    expect(sales?.data.agents.map(({ owner }) => owner)).toEqual([
      'subscriber:5035550103@brightwater.example.test',
      'subscriber:5035550104@brightwater.example.test',
      'subscriber:5035550105@brightwater.example.test',
    ]);
    expect(drafts('huntGroup').find(({ data }) => data.name === 'London Reception')?.data.language).toBe('en_gb');
  });

  it('has its queue, whose overflow nobody asked about', () => {
    expect(drafts('callQueue').map(({ data, why }) => [data.name, data.queueSize, why.overflow?.rule])).toEqual([
      ['Service Desk', 8, 'queue-overflow-never-asked'],
    ]);
  });

  it('has its attendant with both menus and the captured hours', () => {
    const [main] = drafts('autoAttendant');
    const [hours, holidays] = drafts('schedule');

    expect(main?.data.businessSchedule).toBe(hours?.id);
    expect(hours?.data).toMatchObject({
      name: 'Office Hours',
      events: [
        { startTime: '08:30', endTime: '17:30', weekly: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] },
      ],
    });
    expect(holidays?.data).toMatchObject({
      type: 'holidays',
      events: [{ name: 'New Year', allDayEnabled: true, yearly: { dayOfMonth: 1, month: 'JANUARY' } }],
    });
    expect(
      main?.data.businessHoursMenu.keys.map(({ key, action, value }) => `${key} ${action} ${value ?? ''}`),
    ).toEqual([
      '1 TRANSFER_WITHOUT_PROMPT 1020',
      '2 TRANSFER_WITHOUT_PROMPT 1021',
      '3 TRANSFER_WITHOUT_PROMPT +15035550101',
      '4 EXTENSION_DIALING ',
      '9 REPEAT_MENU ',
      '0 TRANSFER_TO_OPERATOR 1002',
      '# EXIT ',
    ]);
  });

  it('has the settings that differ from what the target starts with', () => {
    const counts = new Map<string, number>();
    for (const { data } of drafts('setting')) counts.set(data.setting, (counts.get(data.setting) ?? 0) + 1);

    expect(Object.fromEntries(counts)).toEqual({
      callForwarding: 8,
      callWaiting: 1,
      doNotDisturb: 1,
      voicemail: 30,
      // One or two of each for the people in London, and a softphone in Portland that rings elsewhere too.
      alternateNumbers: 1,
      anonymousCallRejection: 1,
      assignedAssistants: 1,
      assistantDivert: 1,
      bargeIn: 1,
      callRecording: 1,
      callerId: 2,
      executiveAssistant: 2,
      hotelingGuest: 1,
      incomingPermission: 1,
      intercept: 1,
      monitoring: 1,
      musicOnHold: 1,
      outgoingPermission: 1,
      privacy: 1,
      pushToTalk: 1,
      receptionist: 1,
      simultaneousRing: 2,
      singleNumberReach: 1,
      singleNumberReachNumber: 1,
    });
    expect(
      drafts('setting').find(({ id }) => id === 'setting:5035550105@brightwater.example.test/voicemail')?.data,
    ).toEqual({
      setting: 'voicemail',
      owner: 'subscriber:5035550105@brightwater.example.test',
      enabled: true,
      sendAllCalls: false,
      sendBusyCalls: true,
      sendUnansweredCalls: true,
      numberOfRings: 3,
      copyEmail: 'sales.archive@brightwater.example.test',
      transferToNumber: '1000',
      messageStorage: 'INTERNAL',
    });
  });

  it('has its pickup, park and paging groups; a person is no longer called back', () => {
    expect(drafts('callPickup').map(({ data }) => [data.name, data.members.length])).toEqual([['Front Row', 2]]);
    expect(drafts('callPark').map(({ data }) => [data.name, data.recall, data.recallHuntGroup])).toEqual([
      ['Front Desk', 'ALERT_HUNT_GROUP_ONLY', 'huntGroup:hg.sales@brightwater.example.test'],
      ['Workshop', 'ALERT_PARKING_USER_ONLY', undefined],
    ]);
    expect(
      drafts('callParkSettings').map(({ data }) => [data.ringPattern, data.recallTime, data.huntWaitTime]),
    ).toEqual([['SHORT_SHORT_LONG', 60, 45]]);
    expect(drafts('pagingGroup').map(({ data }) => [data.name, data.extension, data.targets.length])).toEqual([
      ['Warehouse Call', '1022', 4],
    ]);
  });

  it('has the intercept of the lab, which is switched off', () => {
    expect(drafts('locationIntercept').map(({ id, data }) => [id, data.enabled, data.newNumber])).toEqual([
      ['locationIntercept:brightwater/boston%20lab', false, '+15035550100'],
    ]);
  });

  it('gives every field of its features and settings a reason', () => {
    const own = mapped.drafts.filter(({ kind }) =>
      [
        'huntGroup',
        'callQueue',
        'autoAttendant',
        'schedule',
        'setting',
        'callPickup',
        'callPark',
        'callParkSettings',
        'pagingGroup',
        'voicePortal',
        'locationIntercept',
      ].includes(kind),
    );
    const silent = own.flatMap(({ id, data, why }) =>
      Object.keys(data)
        .filter((field) => !Object.keys(why).some((path) => path === field || path.startsWith(`${field}.`)))
        .map((field) => `${id} ${field}`),
    );

    expect(silent).toEqual([]);
  });

  it('accounts for every stored value, and leaves few to the next version', () => {
    const total = mapped.coverage.reduce((sum, { settings }) => sum + settings, 0);
    const later = mapped.coverage
      .filter(({ reason }) => reason === 'not-supported-yet')
      .reduce((sum, { settings }) => sum + settings, 0);

    expect(stored).toBeGreaterThan(4000);
    expect(total).toBe(stored);
    expect(later / total).toBeLessThan(0.02);
  });
});
