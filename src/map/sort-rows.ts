import type { SourceCustomer } from '../domain/source.ts';

/** The same customer with every list in the order of its keys, so that the order of reading cannot be seen. */
export function sortRows(source: SourceCustomer): SourceCustomer {
  const byKey = <Row extends { readonly key: string }>(rows: readonly Row[]): Row[] =>
    [...rows].sort((left, right) => compare(left.key, right.key));
  return {
    provider: source.provider,
    groups: byKey(source.groups),
    departments: byKey(source.departments),
    users: byKey(source.users).map((user) => ({
      ...user,
      services: [...user.services].sort((left, right) => compare(left.name, right.name)),
      packs: [...user.packs].sort(compare),
    })),
    instances: byKey(source.instances),
    devices: byKey(source.devices).map((device) => ({
      ...device,
      lines: [...device.lines].sort((left, right) =>
        compare(`${left.userKey} ${left.linePort ?? ''}`, `${right.userKey} ${right.linePort ?? ''}`),
      ),
    })),
    dns: [...source.dns].sort((left, right) => compare(`${left.dn} ${left.source}`, `${right.dn} ${right.source}`)),
    packs: [...source.packs].sort((left, right) => compare(left.name, right.name)),
    feature: (ownerKey, name) => source.feature(ownerKey, name),
    readState: (owner, base) => source.readState(owner, base),
    responses: (bases) => source.responses(bases),
    responsesOfUsers: (users) => source.responsesOfUsers(users),
    otherResponses: () => source.otherResponses(),
  };
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
