import { type CommandType, isSessionTraffic } from '../broadworks/command-type.ts';
import { readerOf } from '../broadworks/families/registry.ts';
import type { Fragment } from '../broadworks/fragment.ts';
import { isSystemBase, systemOwner } from '../broadworks/identity.ts';
import { type AskedCommand, createSession, type Pairing, sameOwner } from '../broadworks/pairing.ts';
import type { EntityRef } from '../domain/keys.ts';
import { text } from '../domain/response-body.ts';
import { countSettings } from '../domain/settings.ts';
import type { ExtractIssue, StoredResponse } from '../domain/snapshot.ts';

/** One answer, parsed, still without owner. */
export interface ReadAnswer {
  readonly offset: number;
  readonly type: CommandType;
  readonly fragment: Fragment;
}

interface SessionState {
  readonly stream: number;
  readonly pairing: ReturnType<typeof createSession>;
  /** An answer document whose pairing depends on what follows. */
  held?: readonly ReadAnswer[];
}

/** The sessions of one file, told apart only while it is read; the store sees their number. */
export function createConversation(): {
  ask(session: string, commands: readonly AskedCommand[]): void;
  answer(session: string, answers: readonly ReadAnswer[]): void;
  end(): void;
  drain(): { responses: StoredResponse[]; issues: ExtractIssue[] };
} {
  const sessions = new Map<string, SessionState>();
  let responses: StoredResponse[] = [];
  let issues: ExtractIssue[] = [];

  function stateOf(session: string): SessionState {
    let state = sessions.get(session);
    if (state === undefined) {
      state = { stream: sessions.size + 1, pairing: createSession() };
      sessions.set(session, state);
    }
    return state;
  }

  function settleHeld(state: SessionState, followedBy: readonly ReadAnswer[] | undefined): void {
    const held = state.held;
    if (held === undefined) return;
    delete state.held;
    store(state, held, followedBy !== undefined && sameShape(held, followedBy));
  }

  function store(state: SessionState, answers: readonly ReadAnswer[], followed: boolean): void {
    const pairings = state.pairing.answer(answers.map(toAnswer), followed);
    const owners = answers.map((answer, index) => ownIdentity(answer, pairings[index]));
    // Order is one guess for a whole document: where one answer proves it wrong, it is wrong for all.
    const misordered = owners.some(
      ({ disagrees }, index) => disagrees !== undefined && by(pairings[index]) === 'order',
    );
    for (const [index, answer] of answers.entries()) {
      const pairing = pairings[index];
      const found = owners[index];
      if (found?.disagrees !== undefined) {
        issues.push({
          kind: 'conflict',
          code: 'identity-disagrees',
          message: `${answer.type.type} says ${label(found.owner)}, its request said ${label(found.disagrees)}`,
          offset: answer.offset,
        });
      }
      if (pairing === 'contested') {
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
      responses.push(toRow(state.stream, answer, asked));
    }
  }

  return {
    ask(session, commands) {
      const state = stateOf(session);
      settleHeld(state, undefined);
      state.pairing.ask(commands);
    },
    answer(session, answers) {
      const state = stateOf(session);
      settleHeld(state, answers);
      if (state.pairing.contested(answers.map(toAnswer))) state.held = answers;
      else store(state, answers, false);
    },
    end() {
      for (const state of sessions.values()) settleHeld(state, undefined);
    },
    drain() {
      const decided = { responses, issues };
      responses = [];
      issues = [];
      return decided;
    },
  };
}

const toAnswer = (answer: ReadAnswer): { base: string; echo: string } => ({
  base: answer.type.base,
  echo: answer.fragment.echo ?? '',
});
const by = (pairing: Pairing | undefined): string | undefined => (typeof pairing === 'object' ? pairing.by : undefined);
const label = (owner: EntityRef | undefined): string => (owner === undefined ? 'nobody' : `${owner.kind} ${owner.key}`);

function sameShape(one: readonly ReadAnswer[], other: readonly ReadAnswer[]): boolean {
  return one.length === other.length && one.every((answer, index) => answer.type.base === other[index]?.type.base);
}

/** Identity inside the response, and what its request said where the two disagree. */
function ownIdentity(answer: ReadAnswer, pairing: Pairing | undefined): { owner?: EntityRef; disagrees?: EntityRef } {
  const owner = readerOf(answer.type.base)?.own?.(answer.fragment.body);
  if (owner === undefined) return {};
  const asked = typeof pairing === 'object' ? pairing.asked.owner : undefined;
  const disagrees = asked !== undefined && asked.kind === owner.kind && !sameOwner(asked, owner);
  return { owner, ...(disagrees ? { disagrees: asked } : {}) };
}

function toRow(
  stream: number,
  { offset, type, fragment }: ReadAnswer,
  asked: AskedCommand | undefined,
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
  const summary = text(fragment.body, 'summaryEnglish') ?? text(fragment.body, 'summary') ?? '';
  return {
    offset,
    type: type.type,
    base,
    state: failed ? 'error' : 'read',
    known: reader !== undefined || isSessionTraffic(base),
    stream,
    echo: fragment.echo ?? '',
    ...(owner === undefined ? {} : { ownerKind: owner.kind, ownerKey: owner.key, joinedBy }),
    part: asked?.part ?? '',
    ...(failed ? errorFields(text(fragment.body, 'errorCode'), summary) : {}),
    settings: failed ? 0 : countSettings(base, fragment.body),
    body: JSON.stringify(fragment.body),
  };
}

/** The number usually stands only in the text: `[Error 4008] User not found: x@y`. */
function errorFields(code: string | undefined, summary: string): { errorCode?: string; errorText: string } {
  const number = code ?? /\[Error (\d+)\]/.exec(summary)?.[1];
  return { ...(number === undefined ? {} : { errorCode: number }), errorText: summary };
}
