import type { SourceCustomer } from '../domain/source.ts';

/** The same customer with every list in a fixed order, so that the order of reading cannot be seen. */
export function sortRows(source: SourceCustomer): SourceCustomer {
  const byKey = <Row extends { readonly key: string }>(rows: readonly Row[]): Row[] =>
    [...rows].sort((left, right) => compare(left.key, right.key));
  return {
    provider: source.provider,
    groups: byKey(source.groups),
    departments: byKey(source.departments),
    // Group by group, as the store reads them. Their services have no order: whoever reads them sorts them.
    users: [...source.users].sort(
      (left, right) => compare(left.groupKey, right.groupKey) || compare(left.key, right.key),
    ),
    instances: byKey(source.instances),
    devices: byKey(source.devices).map((device) =>
      device.lines.length < 2 ? device : { ...device, lines: [...device.lines].sort(byUserAndPort) },
    ),
    dns: [...source.dns].sort((left, right) => compare(left.dn, right.dn) || compare(left.source, right.source)),
    packs: [...source.packs].sort((left, right) => compare(left.name, right.name)),
    audio: source.audio,
    feature: (ownerKey, name) => source.feature(ownerKey, name),
    readState: (owner, base) => source.readState(owner, base),
    responses: (bases) => source.responses(bases),
    responsesOfUsers: (users) => source.responsesOfUsers(users),
    otherResponses: () => source.otherResponses(),
  };
}

type Line = SourceCustomer['devices'][number]['lines'][number];

function byUserAndPort(left: Line, right: Line): number {
  return compare(left.userKey, right.userKey) || compare(left.linePort ?? '', right.linePort ?? '');
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
