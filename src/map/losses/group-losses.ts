import type { Loss } from '../../domain/drafts.ts';
import { type EntityRef, sourceRef } from '../../domain/keys.ts';
import { tableRows } from '../../domain/response-body.ts';
import { cellPath } from '../../domain/settings.ts';
import type { MapContext, Mapped } from '../context.ts';
import { groupServiceAccount } from '../coverage-proof/service-responses.ts';
import { keepsIntercept } from '../features/location-intercept.ts';
import { MUSIC_RESPONSE, playsSystemMusic } from '../features/location-music.ts';
import type { Account } from '../features/merge.ts';
import { indexOf } from '../source-index.ts';
import {
  HANDLED_GROUP_ANSWERS,
  HANDLED_GROUP_SERVICES,
  HANDLED_GROUP_SETTINGS,
  HANDLED_GROUPINGS,
} from './handled-services.ts';
import { endOf, lossOf } from './service-end.ts';
import { lossIsAccepted } from './unknown-service.ts';

const RESPONSE = 'GroupServiceGetAuthorizationListResponse';
const TABLE = 'groupServicesAuthorizationTable';

/**
 * Services that are assigned to a group, by their verdict; one without instances, where it counts them, is not in use.
 *
 * @param unknown - counts of names that no table knows, added to
 */
export function listGroupLosses(context: MapContext, unknown: Map<string, number>): Mapped {
  const losses: Loss[] = [];
  const accounts: Account[] = [];
  const groupings = groupingsOf(context);
  for (const { owner, base, body } of context.source.responses(new Set([RESPONSE]))) {
    if (base !== RESPONSE || owner.kind !== 'group' || context.location(owner.key) === undefined) continue;
    for (const row of tableRows(body(), TABLE)) {
      const name = row.get('Service Name');
      if (name === undefined || row.get('Assigned') !== 'true') continue;
      const entry = context.catalogues.groupServices.get(name);
      if (entry === undefined) unknown.set(name, (unknown.get(name) ?? 0) + 1);
      const instances = HANDLED_GROUP_SERVICES.get(name);
      const grouping = groupings.of(name, owner);
      const answer = HANDLED_GROUP_ANSWERS.get(name);
      const answered = answer !== undefined && context.source.readState(owner, answer) === 'read';
      const handled = instances !== undefined || grouping?.known === true || answered;
      const used =
        instances === undefined
          ? (grouping?.used ?? row.get('Instance Count') !== '0')
          : indexOf(context.source)
              .instancesOf(owner.key)
              .some(({ type }) => type.startsWith(instances));
      const accepted = entry === undefined && lossIsAccepted(context, name);
      accounts.push({ prefix: groupServiceAccount(owner.key, name), ...endOf(entry, handled, used, accepted) });
      const told = used ? lossOf(name, entry, handled, accepted) : undefined;
      if (told === undefined) continue;
      losses.push({
        customer: context.customer,
        owner: `group:${owner.key}`,
        service: name,
        ...told,
        sources: [sourceRef(owner, base, cellPath(TABLE, 'Service Name', name, 'Assigned'))],
      });
    }
  }
  return { drafts: [], losses, accounts };
}

/** Whether a group has pickup or park groups: those are no virtual users, so their responses tell. */
function groupingsOf(context: MapContext) {
  const { source } = context;
  const details = new Set([...HANDLED_GROUPINGS.values()].map(({ detail }) => detail));
  const found = new Set<string>();
  /** Settings that say nothing beyond what the target starts with, by service and key of the group. */
  const idle = new Set<string>();
  for (const { owner, base, body } of source.responses(new Set([MUSIC_RESPONSE]))) {
    if (base === MUSIC_RESPONSE && playsSystemMusic(body())) idle.add(`Music On Hold ${owner.key}`);
  }
  for (const { owner, base } of source.responses(details)) {
    if (details.has(base)) found.add(`${owner.key.slice(0, owner.key.lastIndexOf('/'))} ${base}`);
  }
  for (const { key } of source.groups) {
    if (keepsIntercept(context, key)) idle.add(`Intercept Group ${key}`);
  }
  return {
    /** `known`: somebody asked; what nobody asked about counts as in use (R-SVC-0). */
    of(service: string, group: EntityRef): { readonly known: boolean; readonly used?: boolean } | undefined {
      const setting = HANDLED_GROUP_SETTINGS.get(service);
      if (setting !== undefined) {
        const known = source.readState(group, setting) === 'read';
        // What nobody asked about counts as in use where it has an instance.
        return { known, ...(known ? { used: !idle.has(`${service} ${group.key}`) } : {}) };
      }
      const grouping = HANDLED_GROUPINGS.get(service);
      if (grouping === undefined) return undefined;
      const exists = found.has(`${group.key} ${grouping.detail}`);
      const known = exists || source.readState(group, grouping.list) === 'read';
      return { known, used: exists || !known };
    },
  };
}
