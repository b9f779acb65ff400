import { type CommandType, readCommandType, responseBase } from '../broadworks/command-type.ts';
import type { Decoder } from '../broadworks/decode.ts';
import { readerOf } from '../broadworks/families/registry.ts';
import { type Fragment, parseFragment } from '../broadworks/fragment.ts';
import { askedOwner } from '../broadworks/identity.ts';
import type { AskedCommand } from '../broadworks/pairing.ts';
import type { RawCommand } from '../broadworks/splitter.ts';
import type { ExtractIssue } from '../domain/snapshot.ts';
import {
  type ConversationRest,
  createConversation,
  type Drained,
  type LostCommands,
  type ReadAnswer,
} from './conversation.ts';

/** A document of more commands is no real one; its answers are joined by echo and identity alone. */
const MAX_DOCUMENT = 500;

/** A reader between two documents. */
export interface ReaderRest {
  readonly responses: number;
  readonly conversation: ConversationRest;
}

/** Without its bytes, which may be many. */
interface Quarantined {
  readonly code: string;
  readonly message: string;
  readonly offset: number;
  readonly line: number;
  /** Among the commands of its document. */
  readonly place: number;
  /** What its start tag says it is. */
  readonly direction: CommandType['direction'] | undefined;
}

/**
 * Turns the commands of one file into rows: parses them, pairs answers with requests, and keeps what cannot be used as
 * an issue. Requests leave no row.
 *
 * @param beside - requests of another file that the first session with answers is about
 * @param from - where to go on
 */
export function createCaptureReader(
  decoder: Decoder,
  beside: readonly (readonly AskedCommand[])[] = [],
  from?: ReaderRest,
): {
  readonly responses: number;
  take(command: RawCommand): void;
  /** Rows and issues that are decided by now. */
  drain(): Drained;
  end(): void;
  /** Called between two documents: what is needed to go on from there, or `undefined` while something is undecided. */
  rest(): ReaderRest | undefined;
} {
  const conversation = createConversation(from?.conversation);
  const issues: ExtractIssue[] = [];
  let responses = from?.responses ?? 0;
  let document = -1;
  let session = '';
  let waiting = beside;
  let asked: AskedCommand[] = [];
  let answers: ReadAnswer[] = [];
  /** Commands of the document that could not be read. */
  let quarantined: Quarantined[] = [];
  /** Whether the document goes on behind its first commands, which were dealt with already. */
  let continued = false;

  function closeDocument(): void {
    const lost = quarantined.length > 0 ? lostDocument() : undefined;
    let only = false;
    if (quarantined.length > 0 && lost === undefined) conversation.doubt(session);
    if (lost?.direction === 'request') only = conversation.lose(session, lost);
    else if (asked.length > 0) conversation.ask(session, asked);
    if (answers.length > 0 || lost?.direction === 'response') {
      for (const questions of waiting) conversation.ask(session, questions);
      waiting = [];
    }
    if (lost?.direction === 'response') only = conversation.lose(session, lost);
    else if (answers.length > 0) conversation.answer(session, answers);
    tellQuarantined(only);
    asked = [];
    answers = [];
    quarantined = [];
  }

  /** The document with holes where commands could not be read; `undefined` where nobody knows what it is. */
  function lostDocument(): LostCommands | undefined {
    const [direction, ...others] = new Set([
      ...(asked.length > 0 ? (['request'] as const) : []),
      ...(answers.length > 0 ? (['response'] as const) : []),
      ...quarantined.map((it) => it.direction),
    ]);
    if (direction === undefined || others.length > 0 || continued || !NAMED.test(session)) return undefined;
    return direction === 'request'
      ? { direction, commands: withHoles(asked) }
      : { direction, commands: withHoles(answers) };
  }

  function withHoles<Command>(commands: readonly Command[]): (Command | undefined)[] {
    const all: (Command | undefined)[] = [...commands];
    for (const { place } of quarantined) all.splice(place, 0, undefined);
    return all;
  }

  function tellQuarantined(only: boolean): void {
    const consequence = only
      ? 'answers of its exchange without echo are joined to nobody'
      : 'answers of its session without echo are joined to nobody from here on';
    for (const { code, message, line, offset } of quarantined) {
      const told = `${message}, line ${line}: the command was left out; ${consequence}`;
      issues.push({ kind: 'warning', code, message: told, offset });
    }
  }

  function quarantine(
    { line, offset }: RawCommand,
    code: string,
    message: string,
    direction: Quarantined['direction'],
  ): void {
    quarantined.push({ code, message, line, offset, place: place(), direction });
  }

  const place = (): number => asked.length + answers.length + quarantined.length;

  function takeParsed(command: RawCommand, fragment: Fragment, type: CommandType): void {
    if (type.direction === 'request') {
      const base = responseBase(type.base);
      const question = askedOwner(type.base, fragment.body, readerOf(base) !== undefined);
      asked.push({ ...question, base, echo: fragment.echo ?? '' });
      return;
    }
    responses += 1;
    answers.push({ offset: command.offset, type, fragment });
  }

  return {
    get responses() {
      return responses;
    },
    take(command) {
      if (command.document !== document || place() >= MAX_DOCUMENT) {
        closeDocument();
        continued = command.document === document;
        document = command.document;
        session = command.session;
      }
      let fragment: Fragment;
      let xml = '';
      try {
        if (command.fragment === undefined) xml = decoder.decode(command.bytes, command.encoding);
        fragment = command.fragment ?? parseFragment(xml);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        quarantine(command, 'command-quarantined', message, directionOf(xml));
        return;
      }
      const type = readCommandType(fragment.xsiType ?? '');
      if (type !== undefined) takeParsed(command, fragment, type);
      else {
        const message = `xsi:type "${fragment.xsiType ?? ''}" is neither request nor response`;
        quarantine(command, 'command-without-type', message, undefined);
      }
    },
    drain() {
      const decided = conversation.drain();
      return { ...decided, issues: [...issues.splice(0), ...decided.issues] };
    },
    rest() {
      closeDocument();
      const state = waiting.length > 0 ? undefined : conversation.rest();
      return state && { responses, conversation: state };
    },
    end() {
      closeDocument();
      conversation.end();
      for (const [code, message] of decoder.warnings) issues.push({ kind: 'warning', code, message });
    },
  };
}

/** A session that says which one it is. Without, documents of anybody may stand between each other. */
const NAMED = /^\S+ \S/;
/** A start tag that is whole, with nothing but attributes in it. */
const START_TAG = /^<(?:[\w.-]+:)?command((?:\s+[\w.-]+(?::[\w.-]+)?\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*)\s*>/;
const TYPE = /\s[\w.-]+:type\s*=\s*["']([^"']*)["']/g;

/** What the start tag of an unreadable command says; nothing where the tag itself is damaged. */
function directionOf(xml: string): CommandType['direction'] | undefined {
  const types = [...(START_TAG.exec(xml)?.[1] ?? '').matchAll(TYPE)];
  return types.length === 1 ? readCommandType(types[0]?.[1] ?? '')?.direction : undefined;
}
