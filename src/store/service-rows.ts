import { type SourceRef, sourceRef } from '../domain/keys.ts';
import { cellPath, entryPath } from '../domain/settings.ts';
import type { SourceService } from '../domain/source.ts';

/** One service as `bw_user.services` holds it: name, switch, pack, and which response says that the user has it. */
export type ServiceRow = readonly [name: string, active: 0 | 1 | null, pack: string | null, origin: 'a' | 'e' | 'p'];

const ASSIGNED = 'UserServiceGetAssignmentListResponse';
const EFFECTIVE = 'UserAssignedServicesGetListResponse';

/** Where a service comes from follows from its user, its name and its pack: only which of three places is stored. */
export function toServiceRow({ name, active, pack, source }: SourceService): ServiceRow {
  const origin = source.includes(` ${EFFECTIVE}.`)
    ? 'e'
    : source.includes(` ${ASSIGNED}.userServicesAssignmentTable[`)
      ? 'a'
      : 'p';
  return [name, active === undefined ? null : active ? 1 : 0, pack ?? null, origin];
}

export function fromServiceRow(userKey: string, [name, active, pack, origin]: ServiceRow): SourceService {
  return {
    name,
    ...(active === null ? {} : { active: active === 1 }),
    ...(pack === null ? {} : { pack }),
    source: sourceOf(userKey, name, pack, origin),
  };
}

function sourceOf(key: string, name: string, pack: string | null, origin: ServiceRow[3]): SourceRef {
  const owner = { kind: 'user', key } as const;
  if (origin === 'e') return sourceRef(owner, EFFECTIVE, entryPath('userServiceEntry', name, 'serviceName'));
  if (origin === 'a')
    return sourceRef(owner, ASSIGNED, cellPath('userServicesAssignmentTable', 'Service Name', name, 'Assigned'));
  return sourceRef(
    owner,
    ASSIGNED,
    cellPath('servicePacksAssignmentTable', 'Service Pack Name', pack ?? '', 'Assigned'),
  );
}
