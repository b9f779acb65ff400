import { type CommandType, readCommandType, responseBase } from '../broadworks/command-type.ts';
import type { Decoder } from '../broadworks/decode.ts';
import { readerOf } from '../broadworks/families/registry.ts';
import { type Fragment, parseFragment } from '../broadworks/fragment.ts';
import { askedOwner } from '../broadworks/identity.ts';
import type { AskedCommand } from '../broadworks/pairing.ts';
import type { RawCommand } from '../broadworks/splitter.ts';
import type { ExtractIssue } from '../domain/snapshot.ts';
import { type ConversationRest, createConversation, type Drained, type ReadAnswer } from './conversation.ts';

/** A document of more commands is no real one; its answers are joined by echo and identity alone. */
const MAX_DOCUMENT = 500;

/** A reader between two documents. */
export interface ReaderRest {
  readonly responses: number;
  readonly conversation: ConversationRest;
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
  let asked: AskedCommand[] = [];
  let waiting = beside;
  let answers: ReadAnswer[] = [];

  function closeDocument(): void {
    if (asked.length > 0) conversation.ask(session, asked);
    if (answers.length > 0) {
      for (const commands of waiting) conversation.ask(session, commands);
      waiting = [];
      conversation.answer(session, answers);
    }
    asked = [];
    answers = [];
  }

  function quarantine(code: string, message: string, command: RawCommand): void {
    conversation.doubt(command.session);
    issues.push({
      kind: 'warning',
      code,
      message: `${message}, line ${command.line}: the command was left out; answers of its session without echo are joined to nobody from here on`,
      offset: command.offset,
    });
  }

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
      if (command.document !== document || asked.length + answers.length >= MAX_DOCUMENT) {
        closeDocument();
        document = command.document;
        session = command.session;
      }
      let fragment: Fragment;
      try {
        fragment = command.fragment ?? parseFragment(decoder.decode(command.bytes, command.encoding));
      } catch (error) {
        quarantine('command-quarantined', error instanceof Error ? error.message : String(error), command);
        return;
      }
      const type = readCommandType(fragment.xsiType ?? '');
      if (type !== undefined) takeParsed(command, fragment, type);
      else
        quarantine(
          'command-without-type',
          `xsi:type "${fragment.xsiType ?? ''}" is neither request nor response`,
          command,
        );
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
