import type { DraftId } from '../domain/draft-id.ts';
import { type SourceRef, sourceRef } from '../domain/keys.ts';
import { cellPath } from '../domain/settings.ts';
import type { SourceDevice } from '../domain/source.ts';
import type { Structure } from './create-context.ts';
import { userRefs } from './provenance.ts';

/** Behind every line whose place is known. */
const LAST = Number.MAX_SAFE_INTEGER;

/** Keys of the users on a device: primary endpoints first, then shared lines, each in the order of the source, each once. */
export function lineUsers(context: Structure, device: SourceDevice): readonly string[] {
  const primary = context.primaryUsers(device.key).map((user) => user.key);
  const listed = (type: boolean) =>
    [...device.lines]
      .sort((left, right) => Number(left.order ?? LAST) - Number(right.order ?? LAST))
      .filter((line) => (line.endpointType === 'Primary') === type)
      .map((line) => line.userKey);
  return [...new Set([...primary, ...listed(true), ...listed(false)])];
}

/** Drafts of all who move and have a line on a device, the primary one first, and where the source says so. */
export function linesOf(
  context: Structure,
  device: SourceDevice,
): { readonly lines: readonly DraftId[]; readonly refs: readonly SourceRef[] } {
  const lines: DraftId[] = [];
  const refs: SourceRef[] = [];
  for (const key of lineUsers(context, device)) {
    const owner = context.owner(key);
    if (owner) lines.push(owner.draft);
    const user = context.user(key);
    if (user?.endpoint?.deviceKey === device.key) {
      for (const part of ['accessDevice.deviceLevel', 'accessDevice.deviceName']) {
        refs.push(...userRefs(context.source, user, `accessDeviceEndpoint.${part}`));
      }
    }
  }
  const list = 'GroupAccessDeviceGetUserListResponse';
  const self = { kind: 'device', key: device.key } as const;
  if (context.source.readState(self, list) === 'read') {
    for (const { linePort } of device.lines) {
      if (linePort === undefined) continue;
      for (const heading of ['User Id', 'Endpoint Type', 'User Type', 'Order', 'Primary Line/Port']) {
        refs.push(sourceRef(self, list, cellPath('deviceUserTable', 'Line/Port', linePort, heading)));
      }
    }
  }
  return { lines, refs };
}
