import type { Loss } from '../../domain/drafts.ts';
import { type EntityRef, type SourceRef, sourceRef } from '../../domain/keys.ts';
import type { MapContext, Mapped } from '../context.ts';
import { mergeMapped } from '../features/merge.ts';
import { account } from '../settings/further-parts.ts';
import { readFeature, type Subject, userRef } from '../settings/owner-settings.ts';

const SERVICE = 'Outgoing Calling Plan';
const REASON = 'transferred-calls-are-blocked';

/** Numbers to which a person's restricted calls are handed over; who follows the group is told there. */
export function mapTransferNumbers(context: MapContext, subject: Subject): Mapped {
  const read = readFeature(context, subject.user, 'transferNumbers');
  if (read === undefined) return { drafts: [] };
  if (read.data.useCustomSettings !== true) {
    return { drafts: [], accounts: [account(read.all, 'not used', 'follows-the-location')] };
  }
  return tell(context, userRef(subject.user), {
    numbers: read.data.numbers,
    source: read.ref('userNumbers'),
    whose: 'this person',
  });
}

/** The same of groups, and of departments that have numbers of their own. */
export function transferNumbersOfGroups(context: MapContext): Mapped {
  const moving = context.source.groups.filter(({ key }) => context.location(key) !== undefined);
  return mergeMapped(
    moving.flatMap(({ key }) => {
      const read = context.source.feature(key, 'groupTransferNumbers');
      if (read?.data === undefined || read.state !== 'read') return [];
      const owner: EntityRef = { kind: 'group', key };
      const source = sourceRef(owner, read.response, 'groupNumbers');
      return [
        tell(context, owner, { numbers: read.data.numbers, source, whose: 'everybody here' }),
        ...(read.data.departments ?? []).map(({ name, numbers }, index) =>
          tell(context, owner, {
            numbers,
            source: sourceRef(owner, read.response, `departmentNumbers${index === 0 ? '' : `[${index + 1}]`}`),
            whose: `the department ${name}`,
          }),
        ),
      ];
    }),
  );
}

interface Numbers {
  readonly numbers: Readonly<Record<string, string>>;
  readonly source: SourceRef;
  readonly whose: string;
}

/** Calls that were handed over are blocked (R-NUM-10), so that the numbers would have nothing to do in Webex. */
function tell(context: MapContext, owner: EntityRef, { numbers, source, whose }: Numbers): Mapped {
  const set = Object.entries(numbers);
  if (set.length === 0) return { drafts: [], accounts: [account(source, 'not used', 'inactive-and-empty')] };
  const loss: Loss = {
    customer: context.customer,
    owner: `${owner.kind}:${owner.key}`,
    service: SERVICE,
    verdict: 'manual',
    notice: `Restricted calls of ${whose} are blocked, no longer handed over to ${set
      .map(([position, number]) => `${number} (${Number(position)})`)
      .join(', ')}.`,
    action:
      'Enter the numbers as transfer numbers of the outgoing permissions in Control Hub, for the calls they serve.',
    sources: [source],
  };
  return { drafts: [], losses: [loss], accounts: [account(source, 'manual', REASON)] };
}
