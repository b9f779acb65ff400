import { type AnswerCommand, type AskedCommand, answersAll, type LostDocument } from './exchange.ts';

/** Turns of a session between two documents. */
export interface TurnsRest {
  readonly taken: boolean;
  readonly gaps: boolean;
}
/** Of a session whose past nobody knows. */
export const NO_TURNS: TurnsRest = { taken: false, gaps: false };

/**
 * Watches whether a session takes turns: one request document, then its answer, then the next one. Only then is it
 * known which exchange an unreadable document belongs to, so that the others can still be paired by order: a request
 * is joined to the answer that follows it immediately, with nothing of the session between.
 *
 * Every document that comes out of turn after such a gap shows that the gap was something else, or that the session
 * sends several requests in one go: then all of it is in doubt from there on. Before anything is joined wrongly, for a
 * join needs a request that nothing else waits beside, and an answer directly behind it.
 */
export interface Turns {
  /** @param open - request documents without answer */
  ask(open: number): 'fine' | 'doubt';
  /**
   * @param only - commands of the only request document without answer, where there is one
   * @returns `lost`: the answer of a request document that could not be read
   */
  answer(only: readonly AskedCommand[] | undefined, answers: readonly AnswerCommand[]): 'fine' | 'doubt' | 'lost';
  /** @returns whether nothing but this exchange is in doubt */
  lose(lost: LostDocument<unknown>, only: readonly AskedCommand[] | undefined, open: number): boolean;
  /** No order counts any more. */
  stop(): void;
  /** `undefined` while the answer of a lost request document is awaited. */
  state(): TurnsRest | undefined;
}

export function createTurns(from?: TurnsRest): Turns {
  let taken = from?.taken ?? true;
  /** An exchange was lost: from then on what comes out of turn makes everything doubtful. */
  let gaps = from?.gaps ?? false;
  /** A request document with unreadable commands whose answer is awaited. */
  let lost: readonly (AskedCommand | undefined)[] | undefined;

  function outOfTurn(): 'fine' | 'doubt' {
    taken = false;
    lost = undefined;
    return gaps ? 'doubt' : 'fine';
  }

  return {
    ask: (open) => (lost !== undefined || open > 0 ? outOfTurn() : 'fine'),
    answer(only, answers) {
      if (lost !== undefined) {
        if (!answersAll(lost, answers)) return outOfTurn();
        lost = undefined;
        return 'lost';
      }
      return only !== undefined && answersAll(only, answers) ? 'fine' : outOfTurn();
    },
    lose(document, only, open) {
      const waiting = lost ?? only;
      const inTurn =
        document.direction === 'request'
          ? lost === undefined && open === 0
          : waiting !== undefined && answersAll(waiting, document.commands);
      if (!taken || !inTurn) return false;
      gaps = true;
      lost = document.direction === 'request' ? document.commands : undefined;
      return true;
    },
    stop() {
      taken = false;
      gaps = false;
      lost = undefined;
    },
    state: () => (lost === undefined ? { taken, gaps } : undefined),
  };
}
