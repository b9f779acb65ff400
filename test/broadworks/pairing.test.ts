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

describe('createSession', () => {
  it('pairs by order when number and names match', () => {
    const session = createSession();
    session.ask([asked('anna'), asked('ben', 'UserDoNotDisturbGetResponse')]);

    expect(names(session.answer([answer(), answer('UserDoNotDisturbGetResponse')], false))).toEqual(['anna', 'ben']);
  });

  it.each([
    ['another number', [answer()]],
    ['another name', [answer(), answer('UserCallWaitingGetResponse')]],
    ['another echo', [answer('UserGetResponse', 'x'), answer('UserDoNotDisturbGetResponse')]],
  ])('pairs nothing with %s', (_, answers) => {
    const session = createSession();
    session.ask([asked('anna', 'UserGetResponse', 'a'), asked('ben', 'UserDoNotDisturbGetResponse', 'b')]);

    expect(names(session.answer(answers, false))).toEqual(answers.map(() => undefined));
  });

  it('takes the nearest request that is still unanswered', () => {
    const session = createSession();
    session.ask([asked('lost')]);
    session.ask([asked('anna')]);

    expect(names(session.answer([answer()], false))).toEqual(['anna']);
  });

  it('pairs out of order by echo, an error included', () => {
    const session = createSession();
    session.ask([asked('anna', 'UserGetResponse', '1')]);
    session.ask([asked('ben', 'UserGetResponse', '2')]);

    expect(names(session.answer([answer('ErrorResponse', '1')], true))).toEqual(['anna']);
    expect(names(session.answer([answer('UserGetResponse', '2')], false))).toEqual(['ben']);
  });

  it('pairs none of several answers that fit several requests equally well', () => {
    const session = createSession();
    session.ask([asked('anna')]);
    session.ask([asked('ben')]);

    expect(session.contested([answer()])).toBe(true);
    expect(session.answer([answer()], true)).toEqual(['contested']);
    expect(session.answer([answer()], false)).toEqual(['contested']);
    expect(session.answer([answer()], false)).toEqual([undefined]);
  });

  it('answers each request once', () => {
    const session = createSession();
    session.ask([asked('anna')]);
    session.answer([answer()], false);

    expect(session.answer([answer()], false)).toEqual([undefined]);
  });
});
