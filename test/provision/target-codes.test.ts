import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { StepState } from '../../src/domain/plan.ts';
import { WebexHttpError } from '../../src/domain/webex-errors.ts';
import type { Found } from '../../src/steps/handler.ts';
import { buildStep } from '../steps/step-builders.ts';
import { TARGET } from './engine-harness.ts';
import { createSingleStep } from './single-step.ts';

interface Row {
  readonly status: number;
  /** Outer first, then those inside. */
  readonly codes: readonly string[];
  readonly what: string;
  /** What a look-up finds afterwards; without it nothing. */
  readonly there?: 'equal' | 'different';
  readonly ends: StepState;
  /** Requests that are sent. */
  readonly writes: number;
  /** Why the run stops. */
  readonly stops?: string;
  readonly decision: RegExp;
}

const LOOK_AND_FAIL = { ends: 'failed', writes: 1, decision: /^look it up, and fail if it is absent$/ } as const;
const NOT_VISIBLE_YET = {
  ends: 'failed',
  writes: 6,
  decision: /^nothing happened: send it again after a pause$/,
} as const;
const IT_IS_THERE = { writes: 1, decision: /^look it up: it is there already$/ } as const;
const FINAL = { ends: 'failed', writes: 1, decision: /^fail: sending it again would not help$/ } as const;

/** The status decides, the code explains: every code of the fact sheet that a write of ours can meet. */
const ROWS: readonly Row[] = [
  { status: 400, codes: ['1001'], what: 'mandatory parameter missing', ...LOOK_AND_FAIL },
  { status: 400, codes: ['1002'], what: 'parameter length out of bounds', ...LOOK_AND_FAIL },
  { status: 400, codes: ['10022'], what: 'e-mail of a user elsewhere', ...LOOK_AND_FAIL },
  {
    status: 409,
    codes: ['10022'],
    what: 'e-mail of our own subscriber',
    there: 'equal',
    ends: 'adopted',
    ...IT_IS_THERE,
  },
  {
    status: 409,
    codes: ['10022'],
    what: 'e-mail of another subscriber',
    there: 'different',
    ends: 'failed',
    ...IT_IS_THERE,
  },
  { status: 404, codes: ['4008'], what: 'service instance not found', ...NOT_VISIBLE_YET },
  { status: 404, codes: ['4003'], what: 'user not found', ...NOT_VISIBLE_YET },
  { status: 404, codes: ['4007'], what: 'user not found', ...NOT_VISIBLE_YET },
  { status: 404, codes: ['4152'], what: 'location not found', ...NOT_VISIBLE_YET },
  { status: 404, codes: ['5620'], what: 'location not found', ...NOT_VISIBLE_YET },
  {
    status: 409,
    codes: ['4202'],
    what: 'extension of somebody else',
    there: 'different',
    ends: 'failed',
    ...IT_IS_THERE,
  },
  { status: 400, codes: ['4410'], what: 'service not available for this user', ...LOOK_AND_FAIL },
  { status: 400, codes: ['4470'], what: 'a monitored member could not be added', ...LOOK_AND_FAIL },
  { status: 400, codes: ['5302'], what: 'back-end synchronisation failure', ...LOOK_AND_FAIL },
  {
    status: 400,
    codes: ['5302'],
    what: 'the same, although it took effect',
    there: 'equal',
    ends: 'created',
    writes: 1,
    decision: LOOK_AND_FAIL.decision,
  },
  { status: 400, codes: ['25008'], what: 'mandatory field missing', ...LOOK_AND_FAIL },
  { status: 400, codes: ['25110'], what: 'length out of range', ...LOOK_AND_FAIL },
  { status: 400, codes: ['25024'], what: 'invalid value', ...LOOK_AND_FAIL },
  { status: 400, codes: ['25321'], what: 'call type not settable', ...LOOK_AND_FAIL },
  { status: 409, codes: ['25030'], what: 'schedule exists', there: 'equal', ends: 'adopted', ...IT_IS_THERE },
  { status: 409, codes: ['25223', '8363'], what: 'number exists', there: 'equal', ends: 'adopted', ...IT_IS_THERE },
  { status: 409, codes: ['25223', '8363'], what: 'number exists elsewhere', ends: 'failed', ...IT_IS_THERE },
  { status: 409, codes: ['5675'], what: 'MAC in use', there: 'different', ends: 'failed', ...IT_IS_THERE },
  { status: 400, codes: ['5676'], what: 'MAC twice in a list', ...LOOK_AND_FAIL },
  { status: 400, codes: ['25220'], what: 'MAC malformed', ...LOOK_AND_FAIL },
  {
    status: 401,
    codes: [],
    what: 'token refused',
    ends: 'pending',
    writes: 1,
    stops: 'authentication',
    decision: /^stop the run/,
  },
  {
    status: 403,
    codes: [],
    what: 'not allowed',
    ends: 'pending',
    writes: 1,
    stops: 'authentication',
    decision: /^stop the run/,
  },
  { status: 405, codes: [], what: 'method not allowed', ...FINAL },
  { status: 410, codes: [], what: 'gone', ...FINAL },
  { status: 415, codes: [], what: 'media type', ...FINAL },
  { status: 428, codes: [], what: 'precondition required', ...FINAL },
  {
    status: 423,
    codes: [],
    what: 'locked for a moment',
    ends: 'created',
    writes: 2,
    decision: /^wait 5 s, then send it again$/,
  },
  {
    status: 429,
    codes: [],
    what: 'too many requests',
    ends: 'created',
    writes: 2,
    decision: /^wait 5 s, then send it again$/,
  },
  ...[500, 502, 503, 504].map(
    (status): Row => ({
      status,
      codes: [],
      what: 'nothing happened',
      ends: 'created',
      writes: 2,
      decision: /^look it up, and send it again if it is absent$/,
    }),
  ),
  {
    status: 500,
    codes: [],
    what: 'it took effect',
    there: 'equal',
    ends: 'created',
    writes: 1,
    decision: /^look it up, and send it again if it is absent$/,
  },
];

/** Codes of the fact sheet that no write of this tool can be answered with; ranges are of moves and jobs that it does not start. */
const NOT_MET: Readonly<Record<string, string>> = {
  '2024': 'billing reports are not asked for',
  '2560': 'a warning of a package, read from the status of its customer (test/steps/special-cases.test.ts)',
  '25043': 'no route groups are made',
  '25085': 'no access codes are made',
  '6675': 'no announcements are made or removed',
  '27571': 'no trunks are made',
  '27601': 'no route lists are made',
};

const SHEET = new URL('../../../shared/reference/webex-target-api.md', import.meta.url);

describe('a code of the target', () => {
  it.each(
    ROWS.map((row) => [`${row.status} ${row.codes.join('/')}`.trim(), row] as const),
  )('%s ($1.what): $1.writes sent, ends $1.ends', async (_, row) => {
    let sent = 0;
    const step = buildStep('subscriber');
    const engine = createSingleStep({
      kind: 'subscriber',
      safety: 'refused',
      canChange: true,
      async lookUp(): Promise<Found | undefined> {
        if (row.there === undefined || sent === 0) return undefined;
        const differences = row.there === 'equal' ? [] : [{ field: 'lastName', expected: 'Berg', actual: 'Hill' }];
        return { outputs: { subscriberId: 's1' }, differences };
      },
      async write() {
        sent += 1;
        const passes = sent > 1 && row.ends === 'created';
        if (passes) return { status: 200, outputs: { subscriberId: 's1' } };
        throw new WebexHttpError(row.what, { status: row.status, codes: row.codes });
      },
    });

    const summary = await engine.run(step);

    expect(sent).toBe(row.writes);
    expect(engine.stateOf(step)?.state).toBe(row.ends);
    expect(summary.stopped?.reason).toBe(row.stops);
    const [first] = engine.journal.attempts(TARGET, step.id);
    expect(first).toMatchObject({ status: row.status, decision: expect.stringMatching(row.decision) });
    expect(first?.code).toBe(row.codes.length === 0 ? undefined : row.codes.join(', '));
    const cause = engine.stateOf(step)?.cause ?? '';
    if (row.there === 'different') expect(cause).toContain('lastName is "Hill", planned "Berg"');
    else if (row.ends === 'failed') expect(cause).toContain(row.what);
  });

  it.skipIf(!existsSync(SHEET))(
    'has a row for each code of the fact sheet, or a reason (needs ../shared/reference)',
    () => {
      const text = readFileSync(SHEET, 'utf8');
      const tables = text.slice(text.indexOf('### Error codes known'), text.indexOf('## 3.'));
      const first = tables.split('\n').flatMap((line) => (/^\| [\d/]/.test(line) ? [line.split('|')[1] ?? ''] : []));
      const codes = first.filter((cell) => !cell.includes('–')).flatMap((cell) => cell.match(/\d{4,}/g) ?? []);
      const rows = new Set(ROWS.flatMap((row) => row.codes));

      expect(codes.length).toBeGreaterThan(20);
      expect(codes.filter((code) => !rows.has(code) && NOT_MET[code] === undefined)).toEqual([]);
    },
  );
});
