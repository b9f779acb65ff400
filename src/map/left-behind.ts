import type { DraftOf } from '../domain/drafts.ts';
import type { SourceInstance } from '../domain/source.ts';
import type { Structure } from './create-context.ts';
import { FEATURE_TYPES } from './features/index.ts';
import { MUSIC_RESPONSE } from './features/location-music.ts';
import { movedPortals } from './features/voice-portals.ts';
import { notMigrated } from './not-migrated.ts';
import { groupRefs, instanceRefs } from './provenance.ts';

/** Users, virtual users and groups that do not move: each is listed with its reason, and nothing falls away silently. */
export function listLeftBehind(context: Structure): DraftOf<'notMigrated'>[] {
  const { source, customer } = context;
  const taken = new Set(context.groups.map((group) => group.key));
  const groups = source.groups
    .filter((group) => !taken.has(group.key))
    .map((group) => {
      const host = context.merged.get(group.key);
      const from = `group:${group.key}`;
      if (host === undefined) {
        return notMigrated(customer, from, { category: 'out-of-scope', reason: 'skipped in migration.yaml' }, []);
      }
      const reason = `becomes part of the location of "${host.name ?? host.id}", as decided`;
      const why = { rule: 'location-merge', decision: `location-merge:${from}` };
      return notMigrated(customer, from, { category: 'none', reason }, groupRefs(source, group, 'groupName'), why);
    });
  const users = context.users.flatMap((user) => {
    const fate = context.fate(user);
    if (fate.kind !== 'notMigrated') return [];
    const { category, reason, why } = fate;
    return [notMigrated(customer, `user:${user.key}`, { category, reason }, why.sources, why)];
  });
  const portals = movedPortals(context);
  const instances = source.instances.flatMap((instance) => {
    const skipped = context.location(instance.groupKey) === undefined;
    const supported = isFeature(instance.type) || portals.has(instance.key);
    if (supported && !skipped) return [];
    const stay = skipped
      ? { category: 'out-of-scope' as const, reason: 'its group is skipped in migration.yaml' }
      : isReadMusic(context, instance)
        ? { category: 'none' as const, reason: 'its music is that of the location' }
        : { category: 'unsupported' as const, reason: `not supported yet: ${instance.type}` };
    return [
      notMigrated(customer, `serviceInstance:${instance.key}`, stay, instanceRefs(source, instance, 'Service Type')),
    ];
  });
  return [...groups, ...users, ...instances];
}

/** The virtual user that plays music to a group: what it plays was asked of the group. */
function isReadMusic({ source }: Structure, { type, groupKey }: SourceInstance): boolean {
  return type === 'Music On Hold' && source.readState({ kind: 'group', key: groupKey }, MUSIC_RESPONSE) === 'read';
}

/** Whether virtual users of this type become a feature; lists say `Auto Attendant - Standard` for some. */
export function isFeature(type: string): boolean {
  return FEATURE_TYPES.some((known) => type === known || type.startsWith(`${known} - `));
}
