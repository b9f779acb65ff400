import { readerOf } from '../broadworks/families/registry.ts';
import type { SourceUser } from '../domain/source.ts';
import type { SettleIssue, SnapshotPort } from './ports.ts';

const GROUP_LIST = 'GroupGetListInServiceProviderResponse';
const USER_LISTS = ['UserGetListInGroupResponse', 'UserGetListInServiceProviderResponse'] as const;
const SHOWN = 5;
const ADVICE =
  'read from an earlier capture, or beside the list; who was deleted since still comes along, until `extract --forget FILE` takes that capture out';

/**
 * Finds groups and users whose own answers are there, while the list of their provider or group that counts does not
 * name them: captures of different days are laid over each other, and nothing in the later one says that somebody went.
 *
 * Only lists that were asked for whole count, not searches and pages.
 */
export function createUnlisted(store: Pick<SnapshotPort, 'current'>): {
  /** Takes each user once. */
  add(user: SourceUser): void;
  issues(groups: Iterable<{ readonly key: string; readonly providerKey: string }>): SettleIssue[];
} {
  const groupsOf = new Map<string, Set<string>>();
  for (const { owner, part, state, body } of store.current(GROUP_LIST)) {
    if (state !== 'read' || part !== '') continue;
    const named = readerOf(GROUP_LIST)?.lists?.(body, owner) ?? [];
    groupsOf.set(owner.key, new Set([...named].map(({ key }) => key)));
  }
  const listing = new Set<string>();
  for (const base of USER_LISTS)
    for (const { owner, part, state } of store.current(base))
      if (state === 'read' && part === '') listing.add(owner.key);
  const gone = new Map<string, { count: number; readonly shown: string[] }>();

  return {
    add({ key, groupKey, providerKey, listed }) {
      if (listed || !(listing.has(groupKey) || listing.has(providerKey))) return;
      const found = gone.get(groupKey) ?? { count: 0, shown: [] };
      found.count += 1;
      if (found.shown.length < SHOWN) found.shown.push(key);
      gone.set(groupKey, found);
    },
    issues(groups) {
      const issues: SettleIssue[] = [];
      for (const { key, providerKey } of groups) {
        if (groupsOf.get(providerKey)?.has(key) !== false) continue;
        const message = `group ${key}: the list of groups that was read last does not name it (${ADVICE})`;
        issues.push({ kind: 'warning', code: 'group-not-listed', message });
      }
      for (const [group, { count, shown }] of [...gone].sort()) {
        const more = count > shown.length ? ` and ${count - shown.length} more` : '';
        const message = `group ${group}: the list of users that was read last does not name ${shown.join(', ')}${more} (${ADVICE})`;
        issues.push({ kind: 'warning', code: 'users-not-listed', message });
      }
      return issues;
    },
  };
}
