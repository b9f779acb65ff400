import type { DeviceMemberData } from '../domain/device-data.ts';
import type { DraftId } from '../domain/draft-id.ts';
import type { Loss } from '../domain/drafts.ts';
import { type SourceRef, sourceRef } from '../domain/keys.ts';
import { cellPath } from '../domain/settings.ts';
import type { SourceDevice } from '../domain/source.ts';
import type { Structure } from './create-context.ts';
import { lineUsers } from './device-lines.ts';
import type { Account } from './features/merge.ts';

const RESPONSE = 'UserSharedCallAppearanceGetResponse';
const SHARED = 'Shared Call Appearance';

/** Lines of one device, in order, and how each appearance of a shared line ended. */
export interface MappedLines {
  /** Every line, also of an owner who is alone. */
  readonly lines: readonly DeviceMemberData[];
  /** Empty where the owner's own line is the only one: then the target needs no word about it. */
  readonly members: readonly DeviceMemberData[];
  readonly refs: readonly SourceRef[];
  readonly losses: readonly Loss[];
  readonly accounts: readonly Account[];
}

/**
 * Who has a line on a device, the owner first, then in the order of the source. An appearance that is switched off is not
 * carried, and lines that the phone has no room for are told to those who have them.
 *
 * @param maxLines - lines that the model shows; `undefined` where nobody knows, then the target says the last word
 */
export function mapMembers(context: Structure, device: SourceDevice, maxLines: number | undefined): MappedLines {
  const members: DeviceMemberData[] = [];
  const seen = new Set<DraftId>();
  const refs: SourceRef[] = [];
  const losses: Loss[] = [];
  const accounts: Account[] = [];
  const primary = new Set([
    ...context.primaryUsers(device.key).map(({ key }) => key),
    ...device.lines.filter(({ endpointType }) => endpointType === 'Primary').map(({ userKey }) => userKey),
  ]);
  for (const key of lineUsers(context, device)) {
    const owner = context.owner(key);
    if (owner === undefined || seen.has(owner.draft)) continue;
    const rows = rowsOf(context, device, key);
    if (!primary.has(key) && isOff(context, device, key)) {
      accounts.push(...rows.map((prefix): Account => ({ prefix, outcome: 'not used', reason: 'switched-off' })));
      continue;
    }
    if (maxLines !== undefined && members.length >= maxLines) {
      accounts.push(...rows.map((prefix): Account => ({ prefix, outcome: 'manual', reason: 'shared-line-left-out' })));
      losses.push(noRoom(context, device, key, maxLines, rows));
      continue;
    }
    seen.add(owner.draft);
    refs.push(...rows);
    members.push({
      owner: owner.draft,
      port: members.length + 1,
      lineType: primary.has(key) ? 'PRIMARY' : 'SHARED_CALL_APPEARANCE',
    });
  }
  // A device that its owner reaches by a shared appearance only is still its owner's own one.
  const [first, ...others] = members;
  const all: DeviceMemberData[] = first === undefined ? [] : [{ ...first, lineType: 'PRIMARY' }, ...others];
  return { lines: all, members: all.length > 1 ? all : [], refs, losses, accounts };
}

/** Rows of the user's own list of shared lines that speak of this device. */
function rowsOf(context: Structure, device: SourceDevice, userKey: string): SourceRef[] {
  const user = { kind: 'user', key: userKey } as const;
  if (context.source.readState(user, RESPONSE) !== 'read') return [];
  return device.lines.flatMap(({ userKey: key, linePort }) =>
    key === userKey && linePort !== undefined
      ? ['Device Level', 'Device Name'].map((heading) =>
          sourceRef(user, RESPONSE, cellPath('endpointTable', 'Line/Port', linePort, heading)),
        )
      : [],
  );
}

function isOff(context: Structure, device: SourceDevice, userKey: string): boolean {
  const endpoints = context.source.feature(userKey, 'sharedCallAppearance')?.data?.endpoints ?? [];
  const here = endpoints.filter(({ linePort }) =>
    device.lines.some((line) => line.userKey === userKey && line.linePort === linePort),
  );
  return here.length > 0 && here.every(({ isActive }) => isActive === false);
}

function noRoom(
  context: Structure,
  device: SourceDevice,
  userKey: string,
  maxLines: number,
  sources: readonly SourceRef[],
): Loss {
  return {
    customer: context.customer,
    owner: `user:${userKey}`,
    service: SHARED,
    verdict: 'lost',
    notice: `The line no longer rings on ${device.name}: that model shows ${maxLines === 1 ? 'one line' : `${maxLines} lines`}.`,
    action: 'Put the line on another phone, or in the Webex App.',
    sources,
  };
}
