import { closest } from '../domain/closest.ts';
import { withoutKind } from '../domain/draft-id.ts';
import type { Draft } from '../domain/drafts.ts';
import { MigrationError } from '../domain/errors.ts';
import { isMeant } from '../domain/keys.ts';
import { type Callable, callableName, isCallable } from './callables.ts';

export interface MemberSelection {
  readonly enterprise?: string | undefined;
  readonly group?: string | undefined;
  /** BroadWorks user ids, e-mail addresses or draft ids, one each. */
  readonly users?: readonly string[] | undefined;
  readonly all?: boolean | undefined;
  /** `field=pattern`, each; `*` stands for anything. */
  readonly query?: readonly string[] | undefined;
}

const FIELDS = {
  location: ({ data }: Callable) => withoutKind(data.location),
  customer: ({ customer }: Callable) => withoutKind(customer),
  kind: ({ kind }: Callable) => kind,
  name: callableName,
  package: ({ data }: Callable) => ('package' in data ? data.package : ''),
  email: ({ data }: Callable) => ('email' in data ? (data.email ?? '') : ''),
  extension: ({ data }: Callable) => data.extension ?? '',
  number: ({ data }: Callable) => data.phoneNumber ?? '',
  user: ({ from }: Callable) => withoutKind(from),
} as const;

/**
 * Owners and features that a selection means; all conditions must hold. Whoever is named one by one is meant: when
 * another condition leaves one of them out, nothing is selected.
 *
 * @throws {MigrationError} `USAGE` for a selection that says nothing or a field that nobody knows, `OBJECT_NOT_FOUND`
 *   with every user that is not there
 */
export function selectMembers(drafts: readonly Draft[], selection: MemberSelection): Callable[] {
  const { enterprise, group, users, all, query = [] } = selection;
  const said = enterprise !== undefined || group !== undefined || users !== undefined || query.length > 0;
  if (all === true ? said : !said) {
    throw new MigrationError('USAGE', 'a batch needs --enterprise, --group, --users, --query, or --all alone');
  }
  const callables = drafts.filter(isCallable);
  const conditions = query.map(readCondition);
  const named = users === undefined ? undefined : findUsers(callables, users);
  const fits = (draft: Callable): boolean =>
    (enterprise === undefined || isMeant(withoutKind(draft.customer), enterprise, CUSTOMERS)) &&
    (group === undefined || isOfGroup(draft.data.location, group)) &&
    conditions.every((condition) => condition(draft));
  const meant = callables.filter(({ id }) => named === undefined || named.has(id));
  const found = meant.filter(fits);
  const leftOut = named === undefined ? [] : meant.filter((draft) => !fits(draft));
  if (leftOut.length > 0) {
    throw new MigrationError(
      'USAGE',
      `named, but not of the rest of this selection: ${listed(leftOut.map(callableName))}`,
      {
        hint: 'All conditions of a batch must hold: leave out the others, or those users.',
      },
    );
  }
  if (found.length === 0) throw new MigrationError('OBJECT_NOT_FOUND', 'nobody fits this selection');
  return found;
}

/** In the location of a group, or in one that was split off from it. */
function isOfGroup(location: string, group: string): boolean {
  const [provider = '', name, part] = withoutKind(location).split('/');
  return isMeant(part === undefined ? withoutKind(location) : `${provider}/${name}`, group, GROUPS);
}

/** In front of keys, as outputs write them. */
const CUSTOMERS = ['customer', 'bw', 'serviceProvider'];
const GROUPS = ['group', 'location', 'customer', 'bw'];

function findUsers(callables: readonly Callable[], users: readonly string[]): Set<string> {
  const byWord = new Map<string, string>();
  for (const draft of callables) {
    const key = FIELDS.user(draft);
    for (const word of [draft.id, key, decodeURIComponent(key), FIELDS.email(draft)]) {
      if (word !== '') byWord.set(word.toLowerCase(), draft.id);
    }
  }
  const missing: string[] = [];
  const found = new Set<string>();
  for (const user of users) {
    const id = byWord.get(user.toLowerCase());
    if (id !== undefined) found.add(id);
    else {
      const near = closest(user, byWord.keys());
      missing.push(near === undefined ? user : `${user} (did you mean ${near}?)`);
    }
  }
  if (missing.length > 0) {
    throw new MigrationError('OBJECT_NOT_FOUND', `not among those who move: ${listed(missing)}`);
  }
  return found;
}

const MOST_NAMES = 10;

/** A list that is no list of users at all would fill the screen. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => (name.length > 80 ? `${name.slice(0, 80)}…` : name));
  return names.length > MOST_NAMES ? `${shown.join(', ')} and ${names.length - MOST_NAMES} more` : shown.join(', ');
}

function readCondition(text: string): (draft: Callable) => boolean {
  const equals = text.indexOf('=');
  const name = text.slice(0, Math.max(equals, 0)).trim();
  const read = Object.entries(FIELDS).find(([field]) => field === name)?.[1];
  if (read === undefined) {
    const known = Object.keys(FIELDS).join(', ');
    throw new MigrationError('USAGE', `--query needs FIELD=PATTERN, with FIELD one of ${known}; not "${text}"`);
  }
  const parts = text.slice(equals + 1).split('*');
  const source = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.*');
  const pattern = new RegExp(`^${source}$`, 'isu');
  return (draft) => {
    const value = read(draft);
    // As ids in outputs begin: `location=location:acme/north`.
    return [value, safelyDecoded(value)].some((form) => pattern.test(form) || pattern.test(`${name}:${form}`));
  };
}

function safelyDecoded(text: string): string {
  return text
    .split('/')
    .map((part) => (/^(?:[^%]|%[0-9A-Fa-f]{2})*$/.test(part) ? decodeURIComponent(part) : part))
    .join('/');
}
