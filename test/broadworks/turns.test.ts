import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AskedCommand, createSession, type Session } from '../../src/broadworks/pairing.ts';
import { createTurns } from '../../src/broadworks/turns.ts';

type Answer = { readonly base: string; readonly echo: string };
type Direction = 'request' | 'response';

/** A document of a session as it was really sent, and which of its commands cannot be read in the capture. */
interface Sent {
  readonly direction: Direction;
  readonly users: readonly string[];
  readonly bases: readonly string[];
  readonly failed: readonly boolean[];
  readonly unreadable: readonly boolean[];
}

/** Hands a document to the session as a reader of captures does. */
function hear(session: Session<number>, sent: Sent, tag: number): boolean | undefined {
  const asked = sent.users.map(
    (key, index): AskedCommand => ({ base: sent.bases[index] ?? '', echo: '', owner: { kind: 'user', key }, part: '' }),
  );
  const answers = asked.map(
    ({ base }, index): Answer => ({ base: sent.failed[index] === true ? 'ErrorResponse' : base, echo: '' }),
  );
  const holes = <Command>(commands: readonly Command[]): (Command | undefined)[] =>
    commands.map((command, index) => (sent.unreadable[index] === true ? undefined : command));
  const lossy = sent.unreadable.includes(true);
  if (sent.direction === 'request') {
    if (lossy) return session.lose({ direction: 'request', commands: holes(asked) });
    session.ask(asked);
  } else {
    if (lossy) return session.lose({ direction: 'response', commands: holes(answers), tag });
    session.answer(answers, tag);
  }
  return undefined;
}

/** Joins of a whole session: `true owner -> owner it was paired with`, unreadable commands left out. */
function joinsOf(documents: readonly Sent[]): {
  readonly right: number;
  readonly wrong: string[];
  readonly open: number;
} {
  const session = createSession<number>();
  for (const [tag, sent] of documents.entries()) hear(session, sent, tag);
  session.giveUp();
  const wrong: string[] = [];
  let right = 0;
  let open = 0;
  for (const { tag, pairings } of session.decided()) {
    const sent = documents[tag];
    const owners = sent?.users.filter((_, index) => sent.unreadable[index] !== true) ?? [];
    expect(pairings).toHaveLength(owners.length);
    for (const [index, pairing] of pairings.entries()) {
      if (typeof pairing !== 'object') open += 1;
      else if (pairing.asked.owner?.key === owners[index]) right += 1;
      else wrong.push(`${owners[index]} -> ${pairing.asked.owner?.key} in document ${tag}`);
    }
  }
  return { right, wrong, open };
}

const BASES = ['UserGetResponse', 'UserDoNotDisturbGetResponse'] as const;
const documentShape = fc.array(fc.constantFrom(...BASES), { minLength: 1, maxLength: 2 });
/** Every third command or so is unreadable, in some of the documents. */
const holes = fc.oneof(
  { weight: 4, arbitrary: fc.constant<boolean[]>([]) },
  { weight: 1, arbitrary: fc.array(fc.boolean(), { minLength: 1, maxLength: 2 }) },
);
type Step =
  | { readonly kind: 'ask'; readonly bases: string[]; readonly unreadable: boolean[] }
  | { readonly kind: 'answer'; readonly which: number; readonly unreadable: boolean[]; readonly failed: boolean[] }
  | { readonly kind: 'forget'; readonly which: number };
const step = (forgets: number): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('ask' as const), bases: documentShape, unreadable: holes }) },
    {
      weight: 5,
      arbitrary: fc.record({
        kind: fc.constant('answer' as const),
        which: fc.nat(3),
        unreadable: holes,
        failed: fc.array(fc.boolean(), { maxLength: 2 }),
      }),
    },
    { weight: forgets, arbitrary: fc.record({ kind: fc.constant('forget' as const), which: fc.nat(3) }) },
  );

/**
 * What really happens in a session.
 *
 * @param most - requests that the client leaves unanswered at once; 1 = it waits for each answer
 */
function play(steps: readonly Step[], most: number): Sent[] {
  const sent: Sent[] = [];
  const waiting: Sent[] = [];
  let user = 0;
  for (const it of steps) {
    if (it.kind === 'ask') {
      if (waiting.length >= most) continue;
      const request: Sent = {
        direction: 'request',
        bases: it.bases,
        users: it.bases.map(() => `user${user++}`),
        failed: [],
        unreadable: it.bases.map((_, index) => it.unreadable[index] === true),
      };
      sent.push(request);
      waiting.push(request);
    } else {
      const [request] = waiting.splice(it.which % Math.max(waiting.length, 1), 1);
      if (request === undefined || it.kind === 'forget') continue;
      const unreadable = request.bases.map((_, index) => it.unreadable[index] === true);
      sent.push({ ...request, direction: 'response', failed: it.failed, unreadable });
    }
  }
  return sent;
}

const exchange = (user: string, unreadable: 'request' | 'response' | 'none' = 'none'): Sent[] =>
  (['request', 'response'] as const).map((direction) => ({
    direction,
    users: [user, `${user}2`],
    bases: [...BASES],
    failed: [],
    unreadable: [unreadable === direction, false],
  }));

describe('a session with an unreadable command', () => {
  it.each([
    'request',
    'response',
  ] as const)('loses one exchange where they take turns and a %s is unreadable', (where) => {
    const documents = [...exchange('anna'), ...exchange('ben', where), ...exchange('cleo'), ...exchange('dora')];

    expect(joinsOf(documents)).toEqual({ right: 6, wrong: [], open: where === 'request' ? 2 : 1 });
  });

  it('is in doubt from there on where several requests were sent in one go before', () => {
    const [first, answer] = exchange('anna');
    const [second, other] = exchange('ben');
    const burst = [first, second, answer, other].filter((it) => it !== undefined);

    expect(joinsOf([...burst, ...exchange('cleo', 'response'), ...exchange('dora')])).toMatchObject({
      right: 0,
      wrong: [],
    });
  });

  it.each([
    ['another request follows the lost one', (lost: Sent[], next: Sent[]) => [lost[0], next[0], lost[1], next[1]]],
    ['an answer comes that nobody asked for', (lost: Sent[], next: Sent[]) => [lost[0], lost[1], lost[1], ...next]],
  ])('is in doubt as soon as %s', (_, order) => {
    const mixed = order(exchange('ben', 'request'), exchange('cleo')).filter((it) => it !== undefined);
    const readable = mixed.map((it) => (it.direction === 'response' ? { ...it, unreadable: [false, false] } : it));

    expect(joinsOf([...exchange('anna'), ...readable, ...exchange('dora')])).toMatchObject({ right: 2, wrong: [] });
  });

  it('is in doubt where the unreadable document does not belong to the open request', () => {
    const [request] = exchange('anna');
    const stranger = exchange('ben', 'response').map((it) => ({
      ...it,
      users: ['ben'],
      bases: [BASES[1]],
      unreadable: [true],
    }));
    const documents = [request, stranger[1], ...exchange('cleo')].filter((it) => it !== undefined);

    expect(joinsOf(documents)).toMatchObject({ right: 0, wrong: [] });
  });

  it('says whether only the exchange is in doubt, and goes on so after an interruption', () => {
    const session = createSession<number>();
    const told = [...exchange('anna'), ...exchange('ben', 'request'), ...exchange('cleo', 'response')].map((it, tag) =>
      hear(session, it, tag),
    );
    session.decided();
    const rest = session.state();
    const later = createSession<number>(rest);
    for (const [tag, it] of exchange('dora', 'request').entries())
      expect(hear(later, it, tag)).toBe(tag === 0 ? true : undefined);

    expect(told).toEqual([undefined, undefined, true, undefined, undefined, true]);
    expect(rest).toMatchObject({ open: [], forgotten: false, turns: { taken: true, gaps: true } });
    // Between a lost request and its answer is no place to go on from.
    expect(hear(later, exchange('emil', 'request')[0] as Sent, 9)).toBe(true);
    expect(later.state()).toBeUndefined();
    expect(
      createSession<number>({ open: [], forgotten: false }).lose({ direction: 'request', commands: [undefined] }),
    ).toBe(false);
  });

  it('never pairs wrongly, and everything else where the client waits for each answer', () => {
    let joined = 0;
    fc.assert(
      fc.property(fc.array(step(0), { minLength: 4, maxLength: 24, size: 'max' }), (steps) => {
        const sent = play(steps, 1);
        const { right, wrong } = joinsOf(sent);
        expect(wrong).toEqual([]);
        // All answers that are whole, to requests that are whole.
        const expected = sent.flatMap((it, at) => {
          const request = sent[at - 1];
          if (it.direction === 'request' || request === undefined) return [];
          return it.unreadable.includes(true) || request.unreadable.includes(true) ? [] : it.users;
        });
        expect(right).toBe(expected.length);
        joined += right;
      }),
      { numRuns: 3000 },
    );
    expect(joined).toBeGreaterThan(3000);
  });

  it('never pairs wrongly where requests are sent in one go, answers are out of order, late or missing', () => {
    let joined = 0;
    fc.assert(
      fc.property(
        fc.array(step(1), { minLength: 4, maxLength: 30, size: 'max' }),
        fc.array(step(0), { maxLength: 8 }),
        fc.integer({ min: 2, max: 4 }),
        (steps, orderly, most) => {
          const before = play(orderly, 1);
          const sent = play(steps, most).map((it) => ({ ...it, users: it.users.map((user) => `late-${user}`) }));
          // A session that took turns may stop doing so.
          const done = before.at(-1)?.direction === 'request' ? before.slice(0, -1) : before;
          const { right, wrong } = joinsOf([...done, ...sent]);
          expect(wrong).toEqual([]);
          joined += right;
        },
      ),
      { numRuns: 6000 },
    );
    expect(joined).toBeGreaterThan(3000);
  });

  it('never pairs wrongly where bytes are lost from one document into another, if the client waits for each answer', () => {
    fc.assert(
      fc.property(
        fc.array(step(0), { minLength: 6, maxLength: 24, size: 'max' }),
        fc.nat(12),
        fc.integer({ min: 0, max: 4 }),
        fc.nat(1),
        fc.nat(1),
        (steps, from, span, head, tail) => {
          const sent = play(steps, 1);
          const [first, last] = [sent[from], sent[from + span]];
          fc.pre(first !== undefined && last !== undefined && span > 0);
          if (first === undefined || last === undefined) return;
          // The command that is cut says of itself what the first document is.
          const kept = first.users.slice(0, head % first.users.length);
          const rest = last.users.slice(1 + (tail % last.users.length));
          fc.pre(rest.length === 0 || last.direction === first.direction);
          const merged: Sent = {
            direction: first.direction,
            users: [...kept, 'lost', ...rest],
            bases: [
              ...first.bases.slice(0, kept.length),
              BASES[0],
              ...last.bases.slice(last.bases.length - rest.length),
            ],
            failed: [],
            unreadable: [...kept.map(() => false), true, ...rest.map(() => false)],
          };
          expect(joinsOf([...sent.slice(0, from), merged, ...sent.slice(from + span + 1)]).wrong).toEqual([]);
        },
      ),
      { numRuns: 4000 },
    );
  });
});

describe('an answer behind a request that could not be read', () => {
  const asked = (base: string, echo = ''): AskedCommand => ({
    ...{ base, echo, part: '' },
    owner: { kind: 'user', key: 'anna' },
  });
  const answer = (base: string, echo = '') => ({ base, echo });
  const lossy = () => {
    const turns = createTurns();
    expect(turns.lose({ direction: 'request', commands: [undefined, asked('B', 'e1')] }, undefined, 0)).toBe(true);
    return turns;
  };

  it('is that of the lost exchange where it may be', () => {
    expect(lossy().answer(undefined, [answer('A'), answer('B', 'e1')])).toBe('lost');
    expect(lossy().answer(undefined, [answer('A'), answer('ErrorResponse', 'e1')])).toBe('lost');
  });

  it.each([
    ['another number of commands', [answer('A')]],
    ['another base', [answer('A'), answer('C', 'e1')]],
    ['another echo', [answer('A'), answer('B', 'e2')]],
  ])('puts the session in doubt where it cannot be: %s', (_, answers) => {
    expect(lossy().answer(undefined, answers)).toBe('doubt');
  });
});
