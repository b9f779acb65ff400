import type { EntityRef } from '../domain/keys.ts';
import { isGeneric } from './command-type.ts';
import type { Asked } from './identity.ts';

/** One command of a request document, reduced to what an answer needs. */
export interface AskedCommand extends Asked {
  /** Of the answer that is expected. */
  readonly base: string;
  readonly echo: string;
}

export interface AnswerCommand {
  readonly base: string;
  readonly echo: string;
}

/** How an answer was paired; `contested` = several requests fit equally well, so none is taken. */
export type Pairing = { readonly by: 'echo' | 'order'; readonly asked: AskedCommand } | 'contested' | undefined;

interface RequestDocument {
  readonly commands: readonly AskedCommand[];
  readonly open: Set<number>;
}

/** Requests without answer that are remembered per session; older ones are forgotten, so that memory stays flat. */
const MAX_OPEN = 20_000;

/**
 * Pairs the answers of one session with its requests: by `echo`, else by order.
 *
 * By order means the nearest request document that is still unanswered, with the same number of commands and the same
 * names. When several such documents were sent without an answer in between and more than one answer follows, nobody
 * can tell them apart: then none is paired.
 */
export function createSession(): {
  ask(commands: readonly AskedCommand[]): void;
  /** @param followed - whether the next document of the session is an answer of the same shape */
  answer(commands: readonly AnswerCommand[], followed: boolean): Pairing[];
  /** Whether `answer` needs to know what follows. */
  contested(commands: readonly AnswerCommand[]): boolean;
} {
  let open: RequestDocument[] = [];
  let burst = false;
  const byEcho = new Map<string, { document: RequestDocument; index: number }[]>();

  function candidates(commands: readonly AnswerCommand[]): RequestDocument[] {
    return open.filter((document) => fits(document, commands));
  }

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

  function settle(): void {
    open = open.filter((document) => document.open.size > 0);
  }

  function forget(document: RequestDocument): void {
    for (const index of [...document.open]) take(document, index);
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

  return {
    ask(commands) {
      burst = false;
      const document: RequestDocument = { commands, open: new Set(commands.keys()) };
      open.push(document);
      for (const [index, command] of commands.entries()) {
        if (command.echo === '') continue;
        const list = byEcho.get(command.echo);
        if (list === undefined) byEcho.set(command.echo, [{ document, index }]);
        else list.push({ document, index });
      }
      while (open.length > MAX_OPEN) {
        const oldest = open.shift();
        if (oldest !== undefined) forget(oldest);
      }
    },
    contested(commands) {
      const fitting = candidates(commands);
      const nearest = fitting.at(-1);
      // Echoes that all differ settle it: only one document fits then.
      return nearest !== undefined && fitting.some((other) => other !== nearest && !sameDocument(other, nearest));
    },
    answer(commands, followed) {
      const fitting = candidates(commands);
      const nearest = fitting.at(-1);
      const contested =
        nearest !== undefined && fitting.some((other) => other !== nearest && !sameDocument(other, nearest));
      burst = (burst && nearest !== undefined) || (contested && followed);
      if (nearest !== undefined && !burst) {
        const byOrder = commands.map((answer, index): Pairing => {
          const asked = take(nearest, index);
          if (asked === undefined) return undefined;
          return { by: answer.echo !== '' && answer.echo === asked.echo ? 'echo' : 'order', asked };
        });
        settle();
        return byOrder;
      }
      if (nearest !== undefined && burst) {
        forget(nearest);
        settle();
        return commands.map(() => 'contested' as const);
      }
      const paired = commands.map(pairByEcho);
      settle();
      return paired;
    },
  };
}

function fits(document: RequestDocument, answers: readonly AnswerCommand[]): boolean {
  if (document.commands.length !== answers.length || document.open.size !== answers.length) return false;
  return answers.every((answer, index) => {
    const asked = document.commands[index];
    if (!matches(asked, answer)) return false;
    return answer.echo === '' || asked?.echo === '' || answer.echo === asked?.echo;
  });
}

/** An error may answer anything. */
function matches(asked: AskedCommand | undefined, answer: AnswerCommand): boolean {
  return asked !== undefined && (asked.base === answer.base || isGeneric(answer.base));
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
