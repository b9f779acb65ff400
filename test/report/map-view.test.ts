import { describe, expect, it } from 'vitest';
import type { MapSummary } from '../../src/domain/map-summary.ts';
import { decisionsView, importView } from '../../src/report/decisions-view.ts';
import { mapView } from '../../src/report/map-view.ts';

function summary(overrides: Partial<MapSummary> = {}): MapSummary {
  return {
    stage: 'map',
    counts: {
      customers: 1,
      locations: 1,
      numbers: 2,
      subscribers: 1,
      workspaces: 0,
      virtualLines: 0,
      devices: 1,
      huntGroups: 0,
      callQueues: 0,
      autoAttendants: 0,
      callPickups: 0,
      callParks: 0,
      pagingGroups: 0,
      voicemailGroups: 0,
      voicePortals: 0,
      schedules: 0,
      settings: 4,
      notMigrated: 1,
    },
    packages: { webex_calling: 1 },
    decisions: { open: 0, answered: 0, stale: 0 },
    openDecisions: {},
    losses: 1,
    coverage: { migrated: 5, changed: 1, manual: 1, lost: 1, 'not used': 2, total: 10 },
    notMigrated: { hold: 1 },
    ...overrides,
  };
}

describe('mapView', () => {
  it('tells which answer became stale, why, and how to give it again', () => {
    const stale = {
      id: 'administrator:acme',
      answer: 'subscriber:ann b',
      taken: 'subscriber:bob',
      why: 'it offers more',
    };
    const view = mapView(summary(), [{ ...stale, offered: true }]);
    const gone = mapView(summary(), [{ ...stale, offered: false }]);

    expect(JSON.stringify(view)).toContain('1 answer stale since this run: its cause has changed');
    expect(view).toContainEqual(expect.objectContaining({ rows: [Object.values(stale)] }));
    expect(view).toContainEqual({
      kind: 'text',
      text: expect.stringContaining('decisions resolve administrator:acme --answer "subscriber:ann b", then map'),
    });
    expect(JSON.stringify(gone)).toContain('it offers more');
    expect(JSON.stringify(gone)).not.toContain('decisions resolve');
    expect(JSON.stringify(mapView(summary()))).not.toContain('stale since');
  });

  it('says that open decisions took their recommendation, and where to see them', () => {
    const view = mapView(
      summary({ decisions: { open: 2, answered: 1, stale: 1 }, openDecisions: { administrator: 3 } }),
    );

    expect(view).toContainEqual(
      expect.objectContaining({ kind: 'text', text: expect.stringContaining('the recommendation is taken') }),
    );
    expect(view.at(-1)).toMatchObject({ kind: 'next', command: 'bw2wholesale decisions list' });
  });

  it('goes on to precheck when nothing is open, and shows the five outcomes with their total', () => {
    const view = mapView(summary());
    const proof = view.find((block) => block.kind === 'table' && block.title?.startsWith('Coverage'));

    expect(view.at(-1)).toMatchObject({ command: 'bw2wholesale precheck' });
    expect(proof).toMatchObject({
      rows: [
        ['migrated', 5, '50.0 %'],
        ['changed', 1, '10.0 %'],
        ['manual', 1, '10.0 %'],
        ['lost', 1, '10.0 %'],
        ['not used', 2, '20.0 %'],
        ['total', 10, ''],
      ],
    });
  });
});

describe('decisionsView', () => {
  const decision = {
    id: 'place:user:x',
    kind: 'place',
    customer: 'customer:acme',
    object: 'user:x',
    question: 'Is this a place?',
    options: [
      { value: 'workspace', consequence: 'a' },
      { value: 'subscriber', consequence: 'b' },
    ],
    recommendation: 'workspace',
    reason: 'named lobby',
    fingerprint: 'f',
  };

  it('shows the recommendation of an open decision and the answer of a settled one, stale ones first', () => {
    const [, table] = decisionsView([
      {
        ...decision,
        state: 'answered',
        answer: 'subscriber',
        object: 'user:a',
        answeredBy: 'eve',
        answeredHost: 'desk-1',
        answeredAt: '2026-01-05T08:00:00.000Z',
      },
      { ...decision, state: 'stale', answer: 'subscriber', object: 'user:z' },
    ]);
    const asked = ['Is this a place?', 'workspace | subscriber', 'named lobby'];

    expect(table).toMatchObject({
      head: ['state', 'object', 'taken', 'answered', 'question', 'options', 'reason'],
      rows: [
        ['stale', 'user:z', 'workspace (recommended)', 'unknown', ...asked],
        ['answered', 'user:a', 'subscriber', 'eve on desk-1, 2026-01-05', ...asked],
      ],
    });
  });

  it('sums up more than anybody reads, and shows the first of each kind', () => {
    const many = Array.from({ length: 201 }, (_, index) => ({
      ...decision,
      kind: index === 7 ? 'emergency-address' : 'place',
      state: index === 150 ? ('stale' as const) : ('open' as const),
      object: `user:${String(index).padStart(3, '0')}`,
    }));
    const tables = decisionsView(many).filter((block) => block.kind === 'table');

    expect(tables.map(({ rows }) => rows.length)).toEqual([2, 1, 5]);
    expect(tables[0]?.rows.map(([kind, , ...counts]) => [kind, ...counts])).toEqual([
      ['emergency-address', 0, 1, 0],
      ['place', 1, 199, 0],
    ]);
    expect(tables[0]?.title).toContain('201 decisions');
    expect(tables[2]?.title).toContain('the first 5 of 200');
    expect(tables[2]?.rows[0]?.[1]).toBe('user:150');
    expect(
      decisionsView(many.slice(1))
        .filter((block) => block.kind === 'table')
        .map(({ rows }) => rows.length),
    ).toEqual([1, 199]);
  });

  it('says so when there are none, and when none of those there are was asked for', () => {
    expect(decisionsView([])[0]).toMatchObject({ text: expect.stringContaining('No decisions') });
    expect(decisionsView([], 18)).toEqual([
      { kind: 'text', text: 'None of the 18 decisions fits what was asked for.' },
      { kind: 'next', command: 'bw2wholesale decisions list', why: 'all of them' },
    ]);
  });
});

describe('importView', () => {
  const sheet = { answers: [], empty: 7, unchanged: 0 };
  const wrong = { row: 2, column: 'answer', value: 'maybe', message: 'must be one of its options' };

  it.each([
    { name: 'of a preview', of: { ...sheet, applied: 0, preview: true, faults: [] }, command: 'decisions list' },
    { name: 'of a refusal', of: { ...sheet, applied: 0, preview: false, faults: [wrong] }, command: 'decisions list' },
    { name: 'of recorded answers', of: { ...sheet, applied: 3, preview: false, faults: [] }, command: 'map' },
  ])('names the next command $name', ({ of, command }) => {
    expect(importView(of, 'answers.csv').at(-1)).toMatchObject({ kind: 'next', command: `bw2wholesale ${command}` });
  });
});
