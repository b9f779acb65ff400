import { createHash, randomBytes } from 'node:crypto';
import { type CommandType, isSessionTraffic } from '../broadworks/command-type.ts';
import { readerOf } from '../broadworks/families/registry.ts';
import type { Fragment } from '../broadworks/fragment.ts';
import { isSystemBase, splitEcho, systemOwner } from '../broadworks/identity.ts';
import {
  type AskedCommand,
  createSession,
  type LostDocument,
  type Pairing,
  type Session,
  type SessionRest,
  sameOwner,
} from '../broadworks/pairing.ts';
import { withoutSecrets } from '../broadworks/secrets.ts';
import type { EntityRef } from '../domain/keys.ts';
import { text } from '../domain/response-body.ts';
import { countSettings } from '../domain/settings.ts';
import type { ExtractIssue, StoredResponse } from '../domain/snapshot.ts';
import { encodeBody, type StoredPattern } from '../domain/stored-body.ts';
import { namesOwner } from './known-entities.ts';

/** One answer, parsed, still without owner. */
export interface ReadAnswer {
  readonly offset: number;
  readonly type: CommandType;
  readonly fragment: Fragment;
}

/** A document of which some commands could not be read: those are `undefined` at their places. */
export type LostCommands =
  | { readonly direction: 'request'; readonly commands: readonly (AskedCommand | undefined)[] }
  | { readonly direction: 'response'; readonly commands: readonly (ReadAnswer | undefined)[] };

/** Open requests and sessions that a place to go on from may carry. */
const MOST_REMEMBERED = 500;

/** Answer documents that may wait behind a contested one; then that one is given up, so that memory stays flat. */
const MAX_WAITING = 2_000;

/** What is decided. */
export interface Drained {
  readonly responses: readonly StoredResponse[];
  readonly issues: readonly ExtractIssue[];
  /** Those that no earlier row of the file referred to. */
  readonly patterns: readonly StoredPattern[];
}

/** Sessions between two documents. Their names are secrets: only hashes are kept. */
export interface ConversationRest {
  readonly salt: string;
  readonly sessions: readonly SessionStored[];
}
interface SessionStored extends SessionRest {
  readonly hash: string;
  readonly stream: number;
}

/** The rows of one answer document, at its place in the order of reading; `undefined` while its pairing is open. */
interface Slot {
  readonly answers: readonly ReadAnswer[];
  rows?: readonly StoredResponse[];
}

interface SessionState {
  readonly stream: number;
  readonly pairing: Session<Slot>;
}

/**
 * The sessions of one file, told apart only while it is read; the store sees their number.
 *
 * Rows come out in the order of reading, for a later copy of a response replaces an earlier one.
 */
export function createConversation(from?: ConversationRest): {
  ask(session: string, commands: readonly AskedCommand[]): void;
  /** A command of the session could not be read: what follows is paired by echo alone. */
  doubt(session: string): void;
  /**
   * Commands of a document could not be read, though they say whether they are requests or answers.
   *
   * @returns whether only the exchange of the document is paired by echo alone
   */
  lose(session: string, lost: LostCommands): boolean;
  answer(session: string, answers: readonly ReadAnswer[]): void;
  end(): void;
  drain(): Drained;
  /** What is needed to go on another time; `undefined` while something is undecided. */
  rest(): ConversationRest | undefined;
} {
  const sessions = new Map<string, SessionState>();
  /** Of a run that was interrupted, by the hash of their names. */
  const restored = new Map(from?.sessions.map((session) => [session.hash, session] as const));
  const salt = from?.salt ?? randomBytes(12).toString('hex');
  const hashOf = (session: string): string =>
    createHash('sha256')
      .update(salt + session)
      .digest('hex');
  /** Sessions so far, of all runs. */
  let streams = from?.sessions.length ?? 0;
  const slots: Slot[] = [];
  let issues: ExtractIssue[] = [];
  const told = new Set<string>();
  let patterns: StoredPattern[] = [];
  const note = (pattern: StoredPattern): void => {
    if (told.has(pattern.id)) return;
    told.add(pattern.id);
    patterns.push(pattern);
  };

  function stateOf(session: string): SessionState {
    let state = sessions.get(session);
    if (state === undefined) {
      const earlier = restored.size === 0 ? undefined : restored.get(hashOf(session));
      const stream = earlier?.stream ?? ++streams;
      state = { stream, pairing: createSession(earlier) };
      sessions.set(session, state);
    }
    return state;
  }

  function slotOf(answers: readonly ReadAnswer[]): Slot {
    const slot: Slot = { answers: answers.map(withoutCredentials) };
    slots.push(slot);
    return slot;
  }
  function lostAnswers(answers: readonly (ReadAnswer | undefined)[]): LostDocument<Slot> {
    const commands = answers.map((answer) => answer && toAnswer(answer));
    return { direction: 'response', commands, tag: slotOf(answers.filter((answer) => answer !== undefined)) };
  }

  function store({ stream, pairing }: SessionState): void {
    for (const { tag, pairings } of pairing.decided()) tag.rows = rowsOf(stream, tag.answers, pairings);
  }

  function giveUp(): void {
    for (const state of sessions.values()) {
      state.pairing.giveUp();
      store(state);
    }
  }

  function rowsOf(
    stream: number,
    answers: readonly ReadAnswer[],
    pairings: readonly Pairing[],
  ): readonly StoredResponse[] {
    const owners = answers.map((answer, index) => ownIdentity(answer, pairings[index]));
    // Order is one guess for a whole document: where one answer proves it wrong, it is wrong for all.
    const misordered = owners.some(
      ({ disagrees }, index) => disagrees !== undefined && by(pairings[index]) === 'order',
    );
    return answers.map((answer, index) => {
      const pairing = pairings[index];
      const found = owners[index];
      if (found?.disagrees !== undefined) {
        issues.push({
          kind: 'conflict',
          code: 'identity-disagrees',
          message: `${answer.type.type} says ${label(found.owner)}, its request said ${label(found.disagrees)}: joined to nobody`,
          offset: answer.offset,
        });
        return disputedRow(stream, answer, note);
      }
      if (pairing === 'contested' && found?.owner === undefined) {
        issues.push({
          kind: 'warning',
          code: 'pairing-contested',
          message: `${answer.type.type}: several requests without answer fit it equally well`,
          offset: answer.offset,
        });
      }
      const asked =
        pairing === undefined || pairing === 'contested' || (misordered && pairing.by === 'order')
          ? undefined
          : pairing.asked;
      return toRow(stream, answer, asked, note);
    });
  }

  return {
    ask(session, commands) {
      const state = stateOf(session);
      state.pairing.ask(commands);
      store(state);
    },
    doubt(session) {
      const state = stateOf(session);
      state.pairing.doubt();
      store(state);
    },
    lose(session, lost) {
      const state = stateOf(session);
      const only = state.pairing.lose(lost.direction === 'request' ? lost : lostAnswers(lost.commands));
      store(state);
      return only;
    },
    answer(session, answers) {
      const state = stateOf(session);
      state.pairing.answer(answers.map(toAnswer), slotOf(answers));
      store(state);
      if (slots.length > MAX_WAITING && slots[0]?.rows === undefined) giveUp();
    },
    end: giveUp,
    rest() {
      if (slots.some((slot) => slot.rows === undefined)) return undefined;
      const rests = new Map<string, SessionStored>(restored);
      for (const [name, { stream, pairing }] of sessions) {
        const state = pairing.state();
        if (state === undefined) return undefined;
        const hash = hashOf(name);
        rests.set(hash, { hash, stream, ...withoutChanges(state) });
      }
      const stored = [...rests.values()];
      const open = stored.reduce((sum, it) => sum + it.open.length, 0);
      return open + stored.length > MOST_REMEMBERED ? undefined : { salt, sessions: stored };
    },
    drain() {
      const waiting = slots.findIndex((slot) => slot.rows === undefined);
      const ready = slots.splice(0, waiting < 0 ? slots.length : waiting);
      const decided = { responses: ready.flatMap((slot) => slot.rows ?? []), issues, patterns };
      issues = [];
      patterns = [];
      return decided;
    },
  };
}

/** What a change carries may be a password; only which part a question asked is needed. */
function withoutChanges(rest: SessionRest): SessionRest {
  const clean = rest.open.map((document) => ({
    open: document.open,
    commands: document.commands.map((command) => (isQuestion(command.base) ? command : { ...command, part: '' })),
  }));
  return { ...rest, open: clean };
}

/** Only questions have parts. */
function isQuestion(base: string): boolean {
  return /Get(?![a-z])/.test(base);
}

/** Before anything is counted or stored. */
function withoutCredentials(answer: ReadAnswer): ReadAnswer {
  const { fragment } = answer;
  // The reader has seen to it.
  if (fragment.stored !== undefined) return answer;
  const error = answer.type.base === 'ErrorResponse' || fragment.kind === 'Error';
  const body = withoutSecrets(fragment.body, error, answer.type.base);
  return { ...answer, fragment: { ...fragment, body } };
}

const toAnswer = (answer: ReadAnswer): { base: string; echo: string } => ({
  base: answer.type.base,
  echo: answer.fragment.echo ?? '',
});
const by = (pairing: Pairing | undefined): string | undefined => (typeof pairing === 'object' ? pairing.by : undefined);
const label = (owner: EntityRef | undefined): string => (owner === undefined ? 'nobody' : `${owner.kind} ${owner.key}`);

/** Identity inside the response, and what its request said where the two disagree. */
function ownIdentity(answer: ReadAnswer, pairing: Pairing | undefined): { owner?: EntityRef; disagrees?: EntityRef } {
  const owner = readerOf(answer.type.base)?.own?.(answer.fragment.body);
  if (owner === undefined) return {};
  const asked = typeof pairing === 'object' ? pairing.asked.owner : undefined;
  const disagrees = asked !== undefined && asked.kind === owner.kind && !sameOwner(asked, owner);
  return { owner, ...(disagrees ? { disagrees: asked } : {}) };
}

/**
 * A response that two rules of identity give to two owners belongs to none. It says `self` without an owner, so that
 * no weaker rule joins it later.
 */
function disputedRow(stream: number, answer: ReadAnswer, note: (pattern: StoredPattern) => void): StoredResponse {
  const { ownerKind: _kind, ownerKey: _key, ...row } = toRow(stream, answer, undefined, note);
  return { ...row, joinedBy: 'self', echo: answer.fragment.echo ?? '' };
}

function toRow(
  stream: number,
  { offset, type, fragment }: ReadAnswer,
  asked: AskedCommand | undefined,
  note: (pattern: StoredPattern) => void,
): StoredResponse {
  const failed = type.base === 'ErrorResponse' || fragment.kind === 'Error';
  // An error stands for the answer that was asked for; without its request nobody knows which one.
  const base = failed && asked !== undefined ? asked.base : type.base;
  const reader = readerOf(base);
  const own = failed ? undefined : reader?.own?.(fragment.body);
  const traffic = isSessionTraffic(base);
  const joined =
    own ?? (traffic ? undefined : asked?.owner) ?? (traffic || isSystemBase(base) ? systemOwner() : undefined);
  const owner = joined === undefined || failed ? joined : (reader?.refine?.(joined, fragment.body) ?? joined);
  const joinedBy = own !== undefined ? 'self' : joined?.kind === 'system' ? 'system' : 'request';
  // Requests of our own files name the part in the echo, for answers that come without their requests.
  const echoed = splitEcho(fragment.echo ?? '');
  const echo = echoed?.entity ?? fragment.echo ?? '';
  const summary = text(fragment.body, 'summaryEnglish') ?? text(fragment.body, 'summary') ?? '';
  return {
    offset,
    type: type.type,
    base,
    state: failed ? 'error' : 'read',
    known: reader !== undefined || isSessionTraffic(base),
    stream,
    echo: owner !== undefined && namesOwner(echo, owner) ? null : echo,
    ...(owner === undefined ? {} : { ownerKind: owner.kind, ownerKey: owner.key, joinedBy }),
    part: asked === undefined ? (echoed?.part ?? '') : isQuestion(asked.base) ? asked.part : '',
    ...(failed ? errorFields(text(fragment.body, 'errorCode'), summary) : {}),
    ...stored(base, failed, fragment, note),
  };
}

function stored(
  base: string,
  failed: boolean,
  { stored: form, body }: Fragment,
  note: (pattern: StoredPattern) => void,
): { readonly settings: number; readonly body: string } {
  if (form === undefined) return { settings: failed ? 0 : countSettings(base, body), body: encodeBody(body, note) };
  for (const pattern of form.patterns) note(pattern);
  return { settings: form.settings, body: form.json };
}

/** The number usually stands only in the text: `[Error 4008] User not found: x@y`. */
function errorFields(code: string | undefined, summary: string): { errorCode?: string; errorText: string } {
  const number = code ?? /\[Error (\d+)\]/.exec(summary)?.[1];
  return { ...(number === undefined ? {} : { errorCode: number }), errorText: summary };
}
