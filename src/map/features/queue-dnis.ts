import { sourceRef } from '../../domain/keys.ts';
import type { SourceInstance } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import { readInstanceFeature } from './instance-features.ts';
import { instanceRef } from './instance-fields.ts';

/** Further numbers of a queue, each with its priority and announcements: by hand, for the target has alternate numbers only. */
export function mapQueueDnis(context: MapContext, instance: SourceInstance): Mapped {
  const read = readInstanceFeature(context, instance, 'queueDnis');
  const further = (read?.data.numbers ?? []).filter(({ isPrimary }) => isPrimary !== true);
  if (read === undefined || further.length === 0) return { drafts: [] };
  const list = further.map(
    ({ name, phoneNumber, extension }) => `${name} (${phoneNumber ?? extension ?? 'no number'})`,
  );
  return {
    drafts: [],
    accounts: [read.all, `serviceInstance:${instance.key} GroupCallCenterGetDNISResponse`].map((prefix) => ({
      prefix,
      outcome: 'manual',
      reason: 'further-numbers-by-hand',
    })),
    losses: [
      {
        customer: context.customer,
        owner: `serviceInstance:${instance.key}`,
        service: 'Call Center',
        verdict: 'manual',
        notice: `Further numbers of ${instance.name ?? instance.userId} do not reach it: ${list.join(', ')}.`,
        action:
          'Add them as alternate numbers of the queue in Control Hub; priorities, caller IDs and announcements of their own are gone.',
        sources: [sourceRef(instanceRef(instance), 'GroupCallCenterGetDNISListResponse', 'dnisTable')],
      },
    ],
  };
}
