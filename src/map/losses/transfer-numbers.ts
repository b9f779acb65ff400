import type { Loss } from '../../domain/drafts.ts';
import { type EntityRef, sourceRef } from '../../domain/keys.ts';
import type { MapContext, Mapped } from '../context.ts';
import { mergeMapped } from '../features/merge.ts';
import { departmentPath } from '../inherited-plans.ts';
import { account } from '../settings/further-parts.ts';
import { numbersOfGroup, type OpenNumber } from '../transfer-numbers.ts';

/**
 * How transfer numbers of groups end that no draft names: those that nobody can dial, and those of departments that nobody
 * follows.
 */
export function transferNumbersOfGroups(context: MapContext): Mapped {
  const moving = context.source.groups.filter(({ key }) => context.location(key) !== undefined);
  return mergeMapped(
    moving.flatMap(({ key }): Mapped[] => {
      const read = context.source.feature(key, 'groupTransferNumbers');
      const held = numbersOfGroup(context.source, key, context);
      if (read?.data === undefined || held === undefined) return [];
      const owner: EntityRef = { kind: 'group', key };
      return [
        {
          drafts: [],
          losses: held.open.map((number) => openNumberLoss(context, owner, 'everybody here', number)),
          accounts: [
            account(sourceRef(owner, read.response, 'groupNumbers'), 'not used', 'inactive-and-empty'),
            ...held.open.flatMap(({ refs }) =>
              refs.map((ref) => account(ref, 'manual', 'transfer-number-cannot-be-dialled')),
            ),
            ...(read.data.departments ?? []).map((_, index) =>
              account(
                sourceRef(owner, read.response, departmentPath('departmentNumbers', index)),
                'not used',
                'like-the-group-or-inherited-by-nobody',
              ),
            ),
          ],
        },
      ];
    }),
  );
}

/** What a person is told of a transfer number that cannot be written: the calls are blocked (R-NUM-10). */
export function openNumberLoss(
  { customer }: MapContext,
  owner: EntityRef,
  whose: string,
  { position, written, reason, refs }: OpenNumber,
): Loss {
  return {
    customer,
    owner: `${owner.kind}:${owner.key}`,
    service: 'Outgoing Calling Plan',
    verdict: 'manual',
    notice: `Restricted calls of ${whose} are blocked, no longer handed over to transfer number ${position} (${written}): ${reason}.`,
    action: 'Enter it as a transfer number of the outgoing permissions in Control Hub, for the calls that it serves.',
    sources: refs,
  };
}
