import type { DectHandsetData, DeviceMemberData } from '../domain/device-data.ts';
import type { Loss } from '../domain/drafts.ts';
import type { SourceDevice, SourceUser } from '../domain/source.ts';
import type { Structure } from './create-context.ts';
import { lineUsers } from './device-lines.ts';
import { displayName, personName } from './owner-names.ts';

/** What a handset can show. */
const DISPLAY = 16;

/**
 * One handset per line of a DECT base: the source knows the lines, not the handsets. A virtual line cannot have one.
 *
 * @param lines - who has a line on the base and moves, in order
 */
export function mapHandsets(
  context: Structure,
  device: SourceDevice,
  lines: readonly DeviceMemberData[],
): { readonly handsets: readonly DectHandsetData[]; readonly losses: readonly Loss[] } {
  const users = new Map(
    lineUsers(context, device).flatMap((key) => {
      const user = context.user(key);
      const owner = context.owner(key);
      return user === undefined || owner === undefined ? [] : [[owner.draft, { user, owner }] as const];
    }),
  );
  const handsets: DectHandsetData[] = [];
  const losses: Loss[] = [];
  for (const { owner } of lines) {
    const holder = users.get(owner);
    if (holder === undefined) continue;
    if (holder.owner.kind === 'virtualLine') {
      losses.push({
        customer: context.customer,
        owner: `user:${holder.user.key}`,
        service: 'DECT handset',
        verdict: 'manual',
        notice: `No handset of ${device.name} shows this line: a virtual line cannot have one.`,
        action: 'Add it as the second line of a handset that a person owns.',
        sources: [],
      });
      continue;
    }
    handsets.push({ owner, displayName: handsetName(holder.user) });
  }
  return { handsets, losses };
}

/** The whole name where it fits, else the last name, else as much of it as fits. */
function handsetName(user: SourceUser): string {
  const whole = [displayName(user), personName(user).lastName].find((name) => name !== '' && name.length <= DISPLAY);
  return whole ?? [...displayName(user)].slice(0, DISPLAY).join('').trim();
}
