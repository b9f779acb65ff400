import type { EntityRef } from '../domain/keys.ts';
import { sourceRef } from '../domain/keys.ts';
import { cellPath } from '../domain/settings.ts';
import type { FeatureName, SourceCustomer, SourceService, SourceUser } from '../domain/source.ts';
import { SERVICES_OF_RULES, SWITCH_OF_SERVICE } from './settings/setting-services.ts';

const FEATURE_OF: ReadonlyMap<string, FeatureName> = new Map<string, FeatureName>([
  ...SWITCH_OF_SERVICE,
  ['Call Forwarding Always', 'callForwardingAlways'],
  ['Call Forwarding Busy', 'callForwardingBusy'],
  ['Call Forwarding No Answer', 'callForwardingNoAnswer'],
  ['Call Forwarding Not Reachable', 'callForwardingNotReachable'],
  ['Voice Messaging User', 'voicemail'],
  ['Do Not Disturb', 'doNotDisturb'],
  ['Call Waiting', 'callWaiting'],
]);

/** All services of a user by name, packs expanded to services and never taken by name (R-SVC-1). */
export function assignedServices(source: SourceCustomer, user: SourceUser): readonly SourceService[] {
  const { services } = user;
  let ofCustomer = assigned.get(source);
  if (ofCustomer === undefined) {
    ofCustomer = new WeakMap();
    assigned.set(source, ofCustomer);
  }
  const known = ofCustomer.get(services);
  if (known?.user === user) return known.expanded;
  const expanded = expandPacks(source, user, services);
  ofCustomer.set(services, { user, expanded });
  return expanded;
}

/**
 * Every setting of a user asks again. By the list itself, not by the user: the lists of a large customer come and go, and
 * what was made of them goes with them.
 */
const assigned = new WeakMap<
  SourceCustomer,
  WeakMap<readonly SourceService[], { readonly user: SourceUser; readonly expanded: readonly SourceService[] }>
>();

function expandPacks(
  source: SourceCustomer,
  user: SourceUser,
  own: readonly SourceService[],
): readonly SourceService[] {
  const services = new Map([...own].sort(byNameAndSource).map((service) => [service.name, service]));
  const self: EntityRef = { kind: 'user', key: user.key };
  for (const name of [...user.packs].sort()) {
    const pack = source.packs.find((known) => known.name === name && known.providerKey === user.providerKey);
    const ref = sourceRef(
      self,
      'UserServiceGetAssignmentListResponse',
      cellPath('servicePacksAssignmentTable', 'Service Pack Name', name, 'Assigned'),
    );
    for (const service of pack?.services ?? []) {
      if (!services.has(service)) services.set(service, { name: service, pack: name, source: ref });
    }
  }
  return [...services.values()].sort(byNameAndSource);
}

function byNameAndSource(left: SourceService, right: SourceService): number {
  if (left.name !== right.name) return left.name < right.name ? -1 : 1;
  return left.source < right.source ? -1 : left.source > right.source ? 1 : 0;
}

/**
 * Services that a user really uses (R-SVC-0): active or without a switch, and with a target set where that was read.
 * What nobody asked about counts as in use; `precheck` says so.
 */
export function servicesInUse(source: SourceCustomer, user: SourceUser): readonly SourceService[] {
  return assignedServices(source, user).filter((service) => {
    const feature = FEATURE_OF.get(service.name);
    const read = feature === undefined ? undefined : source.feature(user.key, feature);
    const data = read?.state === 'read' ? read.data : undefined;
    if (data !== undefined && 'isActive' in data && !data.isActive) return false;
    if (data !== undefined && SERVICES_OF_RULES.has(service.name) && !hasRuleOn(data)) return false;
    if (data === undefined && service.active === false) return false;
    const forwards = feature?.startsWith('callForwarding') === true;
    return !(forwards && data !== undefined && (!('forwardToPhoneNumber' in data) || data.forwardToPhoneNumber === ''));
  });
}

/** Selective services do nothing without a rule that is on; acceptance and rejection have no other switch. */
function hasRuleOn(data: object): boolean {
  return 'criteria' in data && Array.isArray(data.criteria) && data.criteria.some(({ isActive }) => isActive !== false);
}
