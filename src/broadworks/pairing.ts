import type { EntityRef } from '../domain/keys.ts';
import { isGeneric } from './command-type.ts';
import { type AnswerCommand, type AskedCommand, answersAll, type LostDocument, matches } from './exchange.ts';
import { createTurns, NO_TURNS, type TurnsRest } from './turns.ts';

export type { AnswerCommand, AskedCommand, LostDocument } from './exchange.ts';

/** How an answer was paired; `contested` = nobody can tell which of several requests it answers, so none is taken. */
export type Pairing = { readonly by: 'echo' | 'order'; readonly asked: AskedCommand } | 'contested' | undefined;

/** An answer document whose pairing is final; `tag` is what the caller gave with it. */
export interface Decision<Tag> {
  readonly tag: Tag;
  readonly pairings: readonly Pairing[];
}

interface RequestDocument {
  readonly commands: readonly AskedCommand[];
  readonly open: Set<number>;
  tangle?: Tangle;
}

/** Requests of which some were answered, nobody knows which. They stay rivals of later ones until all are answered. */
interface Tangle {
  readonly documents: Set<RequestDocument>;
  /** Answers (errors) that may belong to requests of any name in it. */
  owed: number;
}

interface Held<Tag> {
  readonly tag: Tag;
  readonly commands: readonly AnswerCommand[];
  readonly candidates: readonly RequestDocument[];
}

/** Requests without answer that are remembered per session; older ones are forgotten, so that memory stays flat. */
const MAX_OPEN = 20_000;

export interface Session<Tag> {
  ask(commands: readonly AskedCommand[]): void;
  answer(commands: readonly AnswerCommand[], tag: Tag): void;
  /**
   * A command of the session could not be read: nobody knows whether it was a request or an answer, and of what. From
   * then on only echoes count, for any answer by order may be that of another request.
   */
  doubt(): void;
  /**
   * A document of the session holds commands that could not be read, though they say whether they are requests or
   * answers. Where requests and answers took turns so far, nothing but this exchange is in doubt: of its answers only
   * echoes count. Otherwise, and as soon as they take no turns any more, it is {@link Session.doubt}.
   *
   * @returns whether only this exchange is in doubt
   */
  lose(lost: LostDocument<Tag>): boolean;
  /** Ends the wait of all answers that are still contested: they are paired with nobody. */
  giveUp(): void;
  /** What was decided since the last call. */
  decided(): Decision<Tag>[];
  /** Its open requests, for going on another time; `undefined` while something is contested. */
  state(): SessionRest | undefined;
}

/** A session between two documents. */
export interface SessionRest {
  readonly open: readonly { readonly commands: readonly AskedCommand[]; readonly open: readonly number[] }[];
  readonly forgotten: boolean;
  /** Whether requests and answers took turns so far, and whether an exchange was lost among them; see `turns.ts`. */
  readonly turns?: TurnsRest;
}

/**
 * Pairs the answers of one session with its requests: by `echo`, else by order, never by guess.
 *
 * By order means the only open request document with the same number of commands, the same names, and no other echo.
 * An answer that several such requests fit waits until its rivals are answered otherwise. A second answer that fits
 * the same requests shows that they were sent in one go: then none of them is paired any more by order, nor is a later
 * request of that shape as long as one of them may still be unanswered.
 */
export function createSession<Tag>(from?: SessionRest): Session<Tag> {
  let open: RequestDocument[] = [];
  let held: Held<Tag>[] = [];
  let decisions: Decision<Tag>[] = [];
  /** A forgotten request may be a rival: from then on only echoes count. */
  let forgotten = from?.forgotten ?? false;
  const turns = createTurns(from === undefined ? undefined : (from.turns ?? NO_TURNS));
  const byEcho = new Map<string, { document: RequestDocument; index: number }[]>();

  function add(commands: readonly AskedCommand[], indices: Iterable<number>): void {
    const document: RequestDocument = { commands, open: new Set(indices) };
    open.push(document);
    for (const index of document.open) {
      const echo = commands[index]?.echo ?? '';
      if (echo === '') continue;
      const list = byEcho.get(echo);
      if (list === undefined) byEcho.set(echo, [{ document, index }]);
      else list.push({ document, index });
    }
  }
  for (const document of from?.open ?? []) add(document.commands, document.open);

  function take(document: RequestDocument, index: number): AskedCommand | undefined {
    document.open.delete(index);
    const asked = document.commands[index];
    const list = asked && byEcho.get(asked.echo);
    if (asked !== undefined && list !== undefined) {
      const rest = list.filter((entry) => entry.document !== document || entry.index !== index);
      if (rest.length > 0) byEcho.set(asked.echo, rest);
      else byEcho.delete(asked.echo);
    }
    return asked;
  }

  function takeAll(document: RequestDocument, commands: readonly AnswerCommand[]): Pairing[] {
    return commands.map((answer, index): Pairing => {
      const asked = take(document, index);
      return asked && { by: answer.echo === '' ? 'order' : 'echo', asked };
    });
  }

  function forget(document: RequestDocument): void {
    for (const index of [...document.open]) take(document, index);
  }

  /** Drops answered requests, unties what they leave, and pairs held answers whose rivals are gone. */
  function settle(): void {
    for (const document of open) {
      if (document.open.size > 0 || document.tangle === undefined) continue;
      document.tangle.documents.delete(document);
      untie(document.tangle);
    }
    open = open.filter((document) => document.open.size > 0);
    for (const waiting of held) {
      const rest = waiting.candidates.filter((document) => fits(document, waiting.commands));
      const only = onlyOne(rest, waiting.commands);
      if (only === undefined && rest.length > 0) continue;
      held = held.filter((other) => other !== waiting);
      const { tag, commands } = waiting;
      const pairings = only === undefined ? commands.map(() => 'contested' as const) : takeAll(only, commands);
      decisions.push({ tag, pairings });
      settle();
      return;
    }
  }

  function untie(tangle: Tangle): void {
    if (tangle.owed < tangle.documents.size) return;
    for (const document of tangle.documents) forget(document);
    tangle.documents.clear();
  }

  /** The request that must be meant: the only one, or the last of several that ask the very same. */
  function onlyOne(
    fitting: readonly RequestDocument[],
    answers: readonly AnswerCommand[],
  ): RequestDocument | undefined {
    const last = fitting.at(-1);
    if (last === undefined || !fitting.every((other) => sameDocument(other, last))) return undefined;
    const doubtful = forgotten || fitting.some((document) => document.tangle !== undefined);
    return doubtful && answers.some((answer) => answer.echo === '') ? undefined : last;
  }

  /** Pairs none of the answers, and none of their requests from now on. */
  function tangle(answers: readonly Held<Tag>[]): void {
    const documents = answers.flatMap((answer) => answer.candidates);
    const group = documents.find((document) => document.tangle)?.tangle ?? { documents: new Set(), owed: 0 };
    for (const document of documents) {
      const other = document.tangle;
      if (other === group) continue;
      for (const member of other?.documents ?? []) join(member, group);
      group.owed += other?.owed ?? 0;
      join(document, group);
    }
    for (const { tag, commands, candidates } of answers) {
      decisions.push({ tag, pairings: commands.map(() => 'contested' as const) });
      // All that fit a plain answer are of one shape: which of them goes makes no difference.
      const gone = commands.some((answer) => isGeneric(answer.base))
        ? undefined
        : candidates.find((document) => document.open.size > 0);
      if (gone === undefined) group.owed += 1;
      else {
        forget(gone);
        group.documents.delete(gone);
      }
    }
    untie(group);
  }

  function pairByEcho(answer: AnswerCommand): Pairing {
    if (answer.echo === '') return undefined;
    const fitting = (byEcho.get(answer.echo) ?? []).filter(
      ({ document, index }) => document.open.has(index) && matches(document.commands[index], answer),
    );
    const asked = fitting.map(({ document, index }) => document.commands[index]);
    const last = fitting.at(-1);
    if (last === undefined) return undefined;
    if (!asked.every((command) => sameQuestion(command, asked[0]))) return 'contested';
    const taken = take(last.document, last.index);
    return taken && { by: 'echo', asked: taken };
  }

  function doubt(): void {
    forgotten = true;
    turns.stop();
    settle();
  }

  function ask(commands: readonly AskedCommand[]): void {
    if (turns.ask(open.length) === 'doubt') doubt();
    add(commands, commands.keys());
    if (open.length <= MAX_OPEN) return;
    forgotten = true;
    const oldest = open.shift();
    if (oldest === undefined) return;
    forget(oldest);
    oldest.tangle?.documents.delete(oldest);
  }

  function answer(commands: readonly AnswerCommand[], tag: Tag): void {
    const turn = turns.answer(open.length === 1 ? open[0]?.commands : undefined, commands);
    if (turn === 'doubt') doubt();
    if (turn === 'lost') byEchoAlone(commands, tag);
    else pairWhole(commands, tag);
    settle();
  }

  /** Of an exchange that was lost in part: whose an answer without echo is cannot be told. */
  function byEchoAlone(commands: readonly AnswerCommand[], tag: Tag): void {
    const pairings = commands.map((answer) => (answer.echo === '' ? ('contested' as const) : pairByEcho(answer)));
    decisions.push({ tag, pairings });
    for (const document of open) forget(document);
  }

  function pairWhole(commands: readonly AnswerCommand[], tag: Tag): void {
    const candidates = open.filter((document) => fits(document, commands));
    const only = onlyOne(candidates, commands);
    if (only !== undefined) decisions.push({ tag, pairings: takeAll(only, commands) });
    else if (candidates.length === 0) decisions.push({ tag, pairings: commands.map(pairByEcho) });
    else {
      const mine = held.length > 0 ? new Set(candidates) : undefined;
      const rivals = held.filter((other) => other.candidates.some((document) => mine?.has(document)));
      const answer = { tag, commands, candidates };
      if (!forgotten && rivals.length === 0 && candidates.every((document) => document.tangle === undefined)) {
        held.push(answer);
        return;
      }
      held = held.filter((other) => !rivals.includes(other));
      tangle([...rivals, answer]);
    }
  }

  return {
    ask,
    answer,
    doubt,
    lose(document) {
      const only = turns.lose(document, open.length === 1 ? open[0]?.commands : undefined, open.length);
      if (!only) doubt();
      if (document.direction === 'request') {
        // Their echoes count all the same.
        const commands = document.commands.filter((command) => command !== undefined);
        if (commands.length > 0) add(commands, commands.keys());
      } else {
        const commands = document.commands.filter((command) => command !== undefined);
        if (only) byEchoAlone(commands, document.tag);
        else pairWhole(commands, document.tag);
      }
      settle();
      return only;
    },
    giveUp() {
      const waiting = held;
      held = [];
      for (const answer of waiting) tangle([answer]);
      settle();
    },
    state() {
      if (held.length > 0 || open.some((document) => document.tangle !== undefined)) return undefined;
      const rest = turns.state();
      if (rest === undefined) return undefined;
      return {
        open: open.map((document) => ({ commands: document.commands, open: [...document.open] })),
        forgotten,
        turns: rest,
      };
    },
    decided() {
      const ready = decisions;
      decisions = [];
      return ready;
    },
  };
}

function join(document: RequestDocument, tangle: Tangle): void {
  document.tangle = tangle;
  tangle.documents.add(document);
}

function fits(document: RequestDocument, answers: readonly AnswerCommand[]): boolean {
  return document.open.size === answers.length && answersAll(document.commands, answers);
}

function sameDocument(one: RequestDocument, other: RequestDocument): boolean {
  return one.commands.every((command, index) => sameQuestion(command, other.commands[index]));
}

function sameQuestion(one: AskedCommand | undefined, other: AskedCommand | undefined): boolean {
  return one?.base === other?.base && one?.part === other?.part && sameOwner(one?.owner, other?.owner);
}

export function sameOwner(one: EntityRef | undefined, other: EntityRef | undefined): boolean {
  return one?.kind === other?.kind && one?.key === other?.key;
}
