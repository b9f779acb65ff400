import type { BodyElement } from '../../domain/response-body.ts';
import type { ExtractIssue, StoredResponse } from '../../domain/snapshot.ts';
import type { StoredPattern } from '../../domain/stored-body.ts';
import type { ElementRule } from './profile-file.ts';
import { isPlaced, ownerOf, type Scope } from './scope.ts';
import { describeScope, type Fields, listBody, listOf, MOST_ROWS, rowOf, storedRow, UNREAD_BASE } from './translate.ts';
import { ENTITY_FORMS, type EntityName, type ListForm } from './vocabulary.ts';

/** Elements that may wait for the id of what encloses them, so that memory stays flat. */
const MOST_WAITING = 10_000;

/** What was translated and is still to be stored. */
export interface Translated {
  readonly responses: StoredResponse[];
  readonly issues: ExtractIssue[];
  readonly patterns: StoredPattern[];
}

export interface ElementFacts {
  readonly path: string;
  readonly rule: ElementRule;
  readonly offset: number;
  readonly line: number;
  readonly id: string | undefined;
  readonly fields: Fields;
}

/**
 * Turns elements of an export into the responses that would have told the same, so that everything behind reading is
 * one: joining, completeness, explaining, coverage.
 *
 * @param profile - its name, shown behind the response
 * @param complete - entities of which the profile says that the export holds all
 * @param keptBefore - elements that were kept unread up to where it goes on
 */
export function createTranslator(
  profile: string,
  complete: ReadonlySet<EntityName>,
  keptBefore = 0,
): {
  closeScope(scope: Scope, facts: ElementFacts): void;
  row(scope: Scope | undefined, facts: ElementFacts): void;
  feature(scope: Scope | undefined, facts: ElementFacts, body: BodyElement): void;
  unread(scope: Scope | undefined, path: string, offset: number, body: BodyElement): void;
  take(): Translated;
  readonly waiting: number;
  /** Elements that were kept unread. */
  readonly kept: number;
} {
  let taken: Translated = { responses: [], issues: [], patterns: [] };
  let waiting: { readonly scope: Scope | undefined; readonly store: () => void }[] = [];
  let unreadCount = keptBefore;
  const seenPatterns = new Set<string>();
  const note = (pattern: StoredPattern): void => {
    if (seenPatterns.has(pattern.id)) return;
    seenPatterns.add(pattern.id);
    taken.patterns.push(pattern);
  };

  /** Stores at once, or as soon as everything around the element has its id. */
  function whenPlaced(scope: Scope | undefined, store: () => void): void {
    if (isPlaced(scope)) store();
    else waiting.push({ scope, store });
  }
  function put(row: Omit<Parameters<typeof storedRow>[0], 'type'> & { readonly type?: string }): void {
    taken.responses.push(storedRow({ type: `${row.base} (${profile})`, ...row }, note));
  }
  function settleWaiting(closing?: Scope): void {
    const open = waiting;
    waiting = [];
    for (const it of open) {
      if (isPlaced(it.scope) || (closing !== undefined && isBelow(it.scope, closing))) it.store();
      else waiting.push(it);
    }
  }

  function collect(scope: Scope, form: ListForm, row: string[], offset: number): void {
    let list = scope.lists.get(form);
    if (list === undefined) {
      list = { offset, rows: [], parts: 0 };
      scope.lists.set(form, list);
    }
    list.rows.push(row);
    if (list.rows.length >= MOST_ROWS && form.inside !== true) flush(scope, form);
  }
  function flush(scope: Scope, form: ListForm): void {
    const list = scope.lists.get(form);
    if (list === undefined) return;
    const part = `list=${list.parts}`;
    const rows = list.rows.splice(0);
    list.parts += 1;
    const { offset } = list;
    whenPlaced(scope, () =>
      put({ base: form.response, body: listBody(form, rows), owner: ownerOf(scope), offset, part }),
    );
  }
  function storeLists(scope: Scope): void {
    for (const entity of complete) {
      const form = ENTITY_FORMS[entity].below.includes(scope.entity) ? listOf(entity, scope) : undefined;
      // An export that holds all numbers of its groups says nothing of those that no group has.
      const told = form?.inside !== true && entity !== 'member' && !(entity === 'number' && scope.entity !== 'group');
      if (form !== undefined && told && !scope.lists.has(form))
        scope.lists.set(form, { offset: scope.offset, rows: [], parts: 0 });
    }
    // Two tables of one response are one response.
    const bodies = new Map<string, { body: BodyElement; offset: number }>();
    for (const [form, { rows, parts, offset }] of scope.lists) {
      if (form.inside === true) continue;
      if (parts > 0) {
        if (rows.length > 0) flush(scope, form);
        continue;
      }
      const earlier = bodies.get(form.response);
      bodies.set(form.response, {
        body: { ...earlier?.body, ...listBody(form, rows) },
        offset: earlier?.offset ?? offset,
      });
    }
    for (const [base, { body, offset }] of bodies)
      whenPlaced(scope, () => put({ base, body, owner: ownerOf(scope), offset }));
  }

  return {
    closeScope(scope, { path, id, fields, offset, line }) {
      scope.id ??= id;
      if (scope.id === undefined) {
        taken.issues.push({
          kind: 'warning',
          code: 'nested-without-id',
          message: `line ${line}: <${path}> has no ${scope.rule.id ?? 'id'}: nothing says whom it describes`,
          offset,
        });
      }
      if (scope.entity === 'device' && scope.parent?.entity === 'user') attach(scope, fields);
      if (scope.id !== undefined && scope.parent !== undefined) {
        const form = listOf(scope.entity, scope.parent);
        if (form !== undefined) collect(scope.parent, form, rowOf(scope.entity, form, scope.id, fields), offset);
      }
      whenPlaced(scope, () => {
        for (const { base, body } of describeScope(scope, fields)) put({ base, body, owner: ownerOf(scope), offset });
      });
      storeLists(scope);
      settleWaiting(scope);
    },
    row(scope, { path, rule, id, fields, offset, line }) {
      const form = listOf(rule.entity, scope);
      if (scope !== undefined && form !== undefined && id !== undefined) {
        collect(scope, form, rowOf(rule.entity, form, id, fields), offset);
        return;
      }
      const message = `line ${line}: <${path}> has no ${rule.id ?? 'id'}: it is left out`;
      taken.issues.push({ kind: 'warning', code: 'nested-without-id', message, offset });
    },
    feature(scope, { rule, offset }, body) {
      const base = rule.response ?? '';
      whenPlaced(scope, () => put({ base, body, owner: ownerOf(scope), offset }));
    },
    unread(scope, path, offset, body) {
      unreadCount += 1;
      const part = `${path}#${unreadCount}`;
      whenPlaced(scope, () => put({ base: UNREAD_BASE, type: path, body, owner: ownerOf(scope), offset, part }));
    },
    take() {
      if (waiting.length > 0) settleWaiting();
      const all = taken;
      taken = { responses: [], issues: [], patterns: [] };
      return all;
    },
    get waiting() {
      return waiting.length;
    },
    get kept() {
      return unreadCount;
    },
  };

  /**
   * A device inside a user is where the user's phone is: the first one, unless the profile says what kind of line each is.
   * What is neither that nor a shared line is no line that anybody could move.
   */
  function attach(device: Scope, fields: Fields): void {
    const user = device.parent;
    if (user === undefined || device.id === undefined) return;
    const kind = fields.get('endpointType')?.[0];
    const form = listOf('sharedLine', user);
    if (kind === SHARED && form !== undefined) {
      collect(user, form, rowOf('sharedLine', form, device.id, fields), device.offset);
      return;
    }
    if (user.endpoint === undefined && (kind === undefined || kind === PRIMARY)) {
      user.endpoint = { name: device.id, linePort: fields.get('linePort')?.[0] };
      return;
    }
    const why =
      kind === undefined
        ? 'nothing says what kind of line it is (endpointType in the profile)'
        : kind === PRIMARY
          ? 'the user has a primary one already'
          : `its endpointType is "${kind}", neither ${PRIMARY} nor ${SHARED}`;
    taken.issues.push({
      kind: 'warning',
      code: 'nested-further-device',
      message: `line ${device.line}: a further device of one user is kept, but not as a line of the user: ${why}`,
      offset: device.offset,
    });
  }
}

/** Kinds of lines, as BroadWorks calls them. */
const PRIMARY = 'Primary';
const SHARED = 'Shared Call Appearance';

export const waitsTooMuch = (count: number): boolean => count > MOST_WAITING;

function isBelow(scope: Scope | undefined, above: Scope): boolean {
  for (let here = scope; here !== undefined; here = here.parent) if (here === above) return true;
  return false;
}
