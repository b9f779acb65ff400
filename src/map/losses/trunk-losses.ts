import type { Loss } from '../../domain/drafts.ts';
import { type EntityRef, joinKey, partRef, type SourceRef, sourceRef, splitKey } from '../../domain/keys.ts';
import { type BodyElement, tableRows, text } from '../../domain/response-body.ts';
import type { EnterpriseTrunkDetail } from '../../domain/source-policies.ts';
import type { MapContext } from '../context.ts';

const LIST = 'GroupTrunkGroupGetInstanceListResponse';
const DETAILS = 'GroupTrunkGroupGetInstanceResponse';
const USERS = 'GroupTrunkGroupGetInstanceUserListResponse';
const SERVICE = 'Trunk Group';

/**
 * Trunks to PBXs, which are a project of their own: each by its name, with what whoever plans that project needs to know
 * of it, as far as it was read.
 */
export function trunkLosses(context: MapContext): Loss[] {
  return [...trunkGroups(context), ...enterpriseTrunks(context)];
}

interface Found {
  readonly sources: SourceRef[];
  readonly details: string[];
}

/** Trunk groups of the lists, and those of which only the details were read. */
function trunkGroups(context: MapContext): Loss[] {
  const { source } = context;
  const found = new Map<string, Found>();
  const at = (key: string): Found => {
    const known = found.get(key) ?? { sources: [], details: [] };
    found.set(key, known);
    return known;
  };
  for (const group of source.groups) {
    for (const { name, groupId } of source.feature(group.key, 'trunkGroups')?.data?.listed ?? []) {
      // Where the whole enterprise was asked for, the row says whose it is.
      const of = groupId === undefined ? group.key : `${group.providerKey}/${joinKey(groupId)}`;
      const { sources } = at(`${of}/${joinKey(name)}`);
      const ref = sourceRef({ kind: 'group', key: group.key }, LIST, 'trunkGroupTable');
      if (sources.length === 0) sources.push(ref);
    }
  }
  for (const { owner, base, body } of source.responses(new Set([DETAILS, USERS]))) {
    if ((base !== DETAILS && base !== USERS) || owner.kind !== 'trunkGroup') continue;
    const { sources, details } = at(owner.key);
    sources.push(`trunkGroup:${owner.key} ${base}`);
    if (base === DETAILS) details.push(...trunkGroupDetails(body()));
    else details.push(`${tableRows(body(), 'trunkGroupUserTable').length} users behind it`);
  }
  return [...found]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([key, { sources, details }]) =>
      context.location(key.slice(0, key.lastIndexOf('/'))) === undefined
        ? []
        : [trunkLoss(context, `trunkGroup:${key}`, `Trunk group ${splitKey(key).at(-1) ?? key}`, details, sources)],
    );
}

function trunkGroupDetails(body: BodyElement): string[] {
  const device = text(body, 'accessDevice', 'deviceName');
  const pilot = text(body, 'pilotUserId');
  const calls = text(body, 'maxActiveCalls');
  const hosted = tableRows(body, 'hostedUserTable').length;
  const elsewhere = (when: string, what: string): string[] => {
    const action = text(body, `${what}Action`);
    if (action === undefined) return [];
    const to =
      text(body, `${what}ForwardAddress`) ??
      text(body, `${what}RerouteTrunkGroupKey`, 'name') ??
      'nowhere that is said';
    return [`calls go to ${to} ${when}`];
  };
  return [
    ...(device === undefined ? [] : [`device ${device}`]),
    ...(pilot === undefined ? [] : [`pilot user ${pilot}`]),
    ...(calls === undefined ? [] : [`at most ${calls} calls at a time`]),
    ...(hosted === 0 ? [] : [`${hosted} hosted users`]),
    ...elsewhere('when it is full', 'capacityExceeded'),
    ...elsewhere('when it cannot be reached', 'unreachableDestination'),
    ...elsewhere('always', 'callForwardingAlways'),
  ];
}

/** Of the enterprise, or of the groups of a provider that is none. */
function enterpriseTrunks(context: MapContext): Loss[] {
  const { source } = context;
  const moving = source.groups.filter(({ key }) => context.location(key) !== undefined);
  const provider: EntityRef = { kind: 'serviceProvider', key: source.provider.key };
  const owners: readonly EntityRef[] = [
    ...(moving.length > 0 && source.provider.isEnterprise !== false ? [provider] : []),
    ...moving.map(({ key }): EntityRef => ({ kind: 'group', key })),
  ];
  return owners.flatMap((owner) => {
    const list = source.feature(owner.key, 'enterpriseTrunks');
    const details = source.feature(owner.key, 'enterpriseTrunkDetails');
    const found = new Map<string, { readonly sources: SourceRef[]; readonly details: readonly string[] }>();
    for (const { name } of list?.data?.listed ?? [])
      found.set(name, { sources: [sourceRef(owner, list?.response ?? '', 'enterpriseTrunkTable')], details: [] });
    for (const { name, content } of details?.data?.parts ?? []) {
      const ref = partRef(owner, details?.response ?? '', `enterpriseTrunkName=${name}`);
      const told = content === undefined ? [] : enterpriseTrunkDetails(content);
      found.set(name, { sources: [...(found.get(name)?.sources ?? []), ref], details: told });
    }
    return [...found]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, { sources, details: told }]) =>
        trunkLoss(context, `${owner.kind}:${owner.key}`, `Enterprise trunk ${name}`, told, sources),
      );
  });
}

function enterpriseTrunkDetails(trunk: EnterpriseTrunkDetail): string[] {
  const groups = trunk.trunkGroups.map(({ name, groupId }) => (groupId === undefined ? name : `${name} of ${groupId}`));
  return [
    ...(groups.length === 0 ? [] : [`it leads to ${groups.join(', ')}`]),
    ...(trunk.maxActiveCalls === undefined ? [] : [`at most ${trunk.maxActiveCalls} calls at a time`]),
    ...(trunk.routeExhaustionAction === 'Forward'
      ? [`calls go to ${trunk.routeExhaustionForwardAddress ?? 'nowhere that is said'} when no trunk group takes them`]
      : []),
  ];
}

function trunkLoss(
  context: MapContext,
  owner: string,
  what: string,
  details: readonly string[],
  sources: readonly SourceRef[],
): Loss {
  const entry = context.catalogues.groupServices.get(SERVICE);
  const more = details.length === 0 ? '' : ` (${details.join('; ')})`;
  return {
    customer: context.customer,
    owner,
    service: SERVICE,
    verdict: 'manual',
    notice: `${what} stays behind${more}. ${entry?.notice ?? ''}`.trim(),
    action: entry?.action ?? '',
    sources,
  };
}
