import { describe, expect, it } from 'vitest';
import { createLiveBoard } from '../../src/cli/live-board.ts';
import type { WebexResponse } from '../../src/webex/transport.ts';

const RESPONSE: WebexResponse = { status: 200, body: {}, headers: {} };

describe('createLiveBoard', () => {
  it('counts the requests of the last minute against the budget and names the oldest under way', async () => {
    let time = 0;
    const board = createLiveBoard(() => time);
    const answers: (() => void)[] = [];
    const watched = board.watch({ send: () => new Promise((resolve) => answers.push(() => resolve(RESPONSE))) }, 300);
    const send = (path: string) => watched.send({ method: 'GET', path, scope: 'org' }, new AbortController().signal);

    expect(createLiveBoard().requests()).toEqual([]);
    const first = send('/people?email=anna');
    time = 4000;
    const second = send('/locations');
    expect(board.requests()).toEqual(['2 of 300 requests/min; GET /people 4 s']);
    answers[0]?.();
    await first;
    time = 61_000;
    expect(board.requests()).toEqual(['1 of 300 requests/min; GET /locations 57 s']);
    answers[1]?.();
    await second;
    expect(board.requests()).toEqual(['1 of 300 requests/min']);
  });

  it('shows customers at work, and folds those that are through or not begun', () => {
    const board = createLiveBoard(() => 0);
    board.expect([
      ['a1', 'customer:acme'],
      ['b1', 'customer:bolt'],
      ['b2', 'customer:bolt'],
      ['c1', 'customer:cobalt'],
    ]);
    expect(board.customerLines(10)).toEqual(['3 more to come']);
    board.ended('a1', 'created');
    board.ended('b1', 'failed');
    expect(board.customerLines(10)).toEqual(['bolt: 1/2, 1 not done', '1 customer through', '1 more to come']);
    board.ended('b2', 'created');
    board.ended('c1', 'created');
    expect(board.customerLines(10)).toEqual(['3 customers through, 1 not done']);
  });
});
