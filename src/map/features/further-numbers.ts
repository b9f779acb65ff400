import type { SourceInstance } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import { readInstanceFeature } from './instance-features.ts';

/** Alternate numbers of hunt groups, queues and attendants are not written yet: which ones end is told. */
export function tellFurtherNumbers(context: MapContext, instance: SourceInstance): Mapped {
  const read = readInstanceFeature(context, instance, 'alternateNumbers');
  const numbers = (read?.data.entries ?? []).flatMap(({ phoneNumber, extension }) => phoneNumber ?? extension ?? []);
  if (read === undefined || numbers.length === 0) return { drafts: [] };
  return {
    drafts: [],
    losses: [
      {
        customer: context.customer,
        owner: `serviceInstance:${instance.key}`,
        service: 'Alternate Numbers',
        verdict: 'manual',
        notice: `${numbers.join(', ')} no longer reach ${instance.name ?? instance.userId}: this is not carried over yet.`,
        action: 'Move the numbers by hand, and add them as alternate numbers in Control Hub.',
        sources: [read.all],
      },
    ],
    accounts: [{ prefix: read.all, outcome: 'manual', reason: 'not-supported-yet' }],
  };
}
