import { describe, expect, it } from 'vitest';
import { type AskedCommand, createSession, type Pairing } from '../../src/broadworks/pairing.ts';

const asked = (user: string, base = 'UserGetResponse', echo = ''): AskedCommand => ({
  base,
  echo,
  owner: { kind: 'user', key: user },
  part: '',
});
const answer = (base = 'UserGetResponse', echo = ''): { base: string; echo: string } => ({ base, echo });
const names = (pairings: readonly Pairing[]): (string | undefined)[] =>
  pairings.map((pairing) => (typeof pairing === 'object' ? pairing.asked.owner?.key : pairing));

/** A session whose answers are numbered from 1; shows what was decided of each, `held` where nothing was. */
function conversation() {
  const session = createSession<number>();
  const decided = new Map<number, readonly Pairing[]>();
  let answers = 0;
  return {
    ask: session.ask,
    giveUp: session.giveUp,
    answer: (...commands: readonly ReturnType<typeof answer>[]): void => session.answer(commands, ++answers),
    result(): (readonly (string | undefined)[] | 'held')[] {
      for (const { tag, pairings } of session.decided()) decided.set(tag, pairings);
      return Array.from({ length: answers }, (_, index) => {
        const pairings = decided.get(index + 1);
        return pairings === undefined ? 'held' : names(pairings);
      });
    },
  };
}

describe('createSession', () => {
  it('pairs by order when number and names match', () => {
    const session = conversation();
    session.ask([asked('anna'), asked('ben', 'UserDoNotDisturbGetResponse')]);
    session.answer(answer(), answer('UserDoNotDisturbGetResponse'));

    expect(session.result()).toEqual([['anna', 'ben']]);
  });

  it.each([
    ['another number', [answer()]],
    ['another name', [answer(), answer('UserCallWaitingGetResponse')]],
    ['another echo', [answer('UserGetResponse', 'x'), answer('UserDoNotDisturbGetResponse')]],
  ])('pairs nothing with %s', (_, answers) => {
    const session = conversation();
    session.ask([asked('anna', 'UserGetResponse', 'a'), asked('ben', 'UserDoNotDisturbGetResponse', 'b')]);
    session.answer(...answers);

    expect(session.result()).toEqual([answers.map(() => undefined)]);
  });

  it('pairs nothing with an echo that the request did not send', () => {
    const session = conversation();
    session.ask([asked('anna')]);
    session.answer(answer('UserGetResponse', 'ben'));

    expect(session.result()).toEqual([[undefined]]);
  });

  it('waits with an answer that fits several requests, and pairs nobody when nothing tells them apart', () => {
    const session = conversation();
    session.ask([asked('lost')]);
    session.ask([asked('anna')]);
    session.answer(answer());

    expect(session.result()).toEqual(['held']);
    session.giveUp();
    expect(session.result()).toEqual([['contested']]);
  });

  it('pairs a waiting answer once its rivals are answered', () => {
    const session = conversation();
    session.ask([asked('anna')]);
    session.ask([asked('ben', 'UserDoNotDisturbGetResponse')]);
    session.answer(answer('ErrorResponse'));
    session.ask([asked('cleo', 'UserCallWaitingGetResponse')]);
    session.answer(answer('UserDoNotDisturbGetResponse'));
    session.answer(answer('UserCallWaitingGetResponse'));

    expect(session.result()).toEqual([['anna'], ['ben'], ['cleo']]);
  });

  it('pairs out of order by echo, an error included', () => {
    const session = conversation();
    session.ask([asked('anna', 'UserGetResponse', '1')]);
    session.ask([asked('ben', 'UserGetResponse', '2')]);
    session.answer(answer('ErrorResponse', '1'));
    session.answer(answer('UserGetResponse', '2'));

    expect(session.result()).toEqual([['anna'], ['ben']]);
  });

  it('pairs none of several answers that fit several requests, whatever is asked or answered between them', () => {
    const session = conversation();
    session.ask([asked('anna')]);
    session.ask([asked('ben')]);
    session.answer(answer());
    session.ask([asked('anna', 'UserDoNotDisturbGetResponse')]);
    session.answer(answer());
    session.answer(answer('UserDoNotDisturbGetResponse'));
    session.answer(answer());

    expect(session.result()).toEqual([['contested'], ['contested'], ['anna'], [undefined]]);
  });

  it('pairs none of three that were asked in one go, though another request comes before the third answer', () => {
    const session = conversation();
    for (const user of ['anna', 'ben', 'cleo']) session.ask([asked(user)]);
    session.answer(answer());
    session.answer(answer());
    session.ask([asked('anna', 'UserDoNotDisturbGetResponse')]);
    session.answer(answer());

    expect(session.result()).toEqual([['contested'], ['contested'], ['contested']]);
  });

  it('pairs no later request while an answer of the burst may be on its way, and again after it', () => {
    const session = conversation();
    for (const user of ['anna', 'ben', 'cleo']) session.ask([asked(user)]);
    session.answer(answer());
    session.answer(answer());
    session.ask([asked('dora')]);
    session.answer(answer());
    session.answer(answer());
    session.ask([asked('emil')]);
    session.answer(answer());

    expect(session.result()).toEqual([['contested'], ['contested'], ['contested'], ['contested'], ['emil']]);
  });

  it('counts errors of a burst as answers of it', () => {
    const session = conversation();
    session.ask([asked('anna')]);
    session.ask([asked('ben')]);
    session.answer(answer('ErrorResponse'));
    session.answer(answer());
    session.ask([asked('cleo')]);
    session.answer(answer());

    expect(session.result()).toEqual([['contested'], ['contested'], ['cleo']]);
  });

  it('pairs requests of the very same question with either answer', () => {
    const session = conversation();
    session.ask([asked('anna')]);
    session.ask([asked('anna')]);
    session.answer(answer());
    session.answer(answer());

    expect(session.result()).toEqual([['anna'], ['anna']]);
  });

  it('answers each request once', () => {
    const session = conversation();
    session.ask([asked('anna')]);
    session.answer(answer());
    session.answer(answer());

    expect(session.result()).toEqual([['anna'], [undefined]]);
  });

  it('never pairs by order with a request whose answer is lost among 20,000 others', () => {
    const session = conversation();
    for (let user = 0; user <= 20_000; user++) session.ask([asked(`user${user}`, `User${user}GetResponse`)]);
    session.answer(answer('User20000GetResponse'));
    session.ask([asked('anna', 'UserGetResponse', 'a')]);
    session.answer(answer('UserGetResponse', 'a'));

    expect(session.result()).toEqual([['contested'], ['anna']]);
  });
});
