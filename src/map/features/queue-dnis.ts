import type { Loss, Why } from '../../domain/drafts.ts';
import type { CallQueueData } from '../../domain/feature-data.ts';
import { sourceRef } from '../../domain/keys.ts';
import type { SourceInstance } from '../../domain/source.ts';
import type { QueueDnis } from '../../domain/source-features.ts';
import type { MapContext } from '../context.ts';
import { readInstanceFeature } from './instance-features.ts';
import { instanceRef } from './instance-fields.ts';
import type { Account } from './merge.ts';

const LIST = 'GroupCallCenterGetDNISListResponse';
const DETAIL = 'GroupCallCenterGetDNISResponse';
const SERVICE = 'Call Center';
/** What the target takes for one queue. */
const MOST_NUMBERS = 10;

type Dnis = QueueDnis['numbers'][number];

export interface QueueNumbers {
  readonly data: Pick<CallQueueData, 'alternateNumbers' | 'distinctiveRing'>;
  readonly why: Record<string, Why>;
  readonly losses: readonly Loss[];
  readonly accounts: readonly Account[];
}

/**
 * Further numbers (DNIS) of a queue -> alternate numbers, at most ten. What is about one of them alone (its name, its
 * priority, its caller ID and announcements) ends: to the target all numbers of a queue are alike.
 */
export function mapQueueDnis(context: MapContext, instance: SourceInstance): QueueNumbers {
  const read = readInstanceFeature(context, instance, 'queueDnis');
  if (read === undefined) return { data: {}, why: {}, losses: [], accounts: [] };
  const isOwn = ({ phoneNumber }: Dnis): boolean => {
    const number = context.resolve(phoneNumber, instance.groupKey);
    return number?.kind === 'e164' && number.value === instance.dn;
  };
  const further = read.data.numbers.flatMap((dnis, index) =>
    dnis.isPrimary === true || isOwn(dnis) ? [] : [{ dnis, row: index + 1 }],
  );
  const rest = [read.all, `serviceInstance:${instance.key} ${DETAIL}`];
  if (further.length === 0) {
    const accounts = rest.map((prefix): Account => ({ prefix, outcome: 'not used', reason: 'queue-with-one-number' }));
    return { data: {}, why: {}, losses: [], accounts };
  }
  const numbers: string[] = [];
  const why: Record<string, Why> = {};
  const left: { readonly dnis: Dnis; readonly row: number; readonly reason: string }[] = [];
  for (const { dnis, row } of further) {
    const resolved = context.resolve(dnis.phoneNumber, instance.groupKey);
    const number = resolved?.kind === 'e164' ? resolved.value : undefined;
    if (number === undefined) {
      const short = dnis.phoneNumber === undefined;
      left.push({ dnis, row, reason: short ? 'Webex takes full numbers only' : 'its country stays open' });
    } else if (numbers.length === MOST_NUMBERS) {
      left.push({ dnis, row, reason: `Webex takes ${MOST_NUMBERS} further numbers for a queue` });
    } else if (!numbers.includes(number)) {
      why[`alternateNumbers.${numbers.length}`] = {
        rule: 'dnis-as-alternate-number',
        sources: [cell(instance, row, 'Phone Number')],
      };
      numbers.push(number);
    }
  }
  return {
    data:
      numbers.length === 0
        ? {}
        : {
            alternateNumbers: numbers.map((phoneNumber) => ({ phoneNumber, ringPattern: 'NORMAL' })),
            distinctiveRing: false,
          },
    why:
      numbers.length === 0
        ? {}
        : {
            alternateNumbers: { rule: 'dnis-as-alternate-number', sources: [] },
            distinctiveRing: { rule: 'dnis-as-alternate-number', sources: [] },
            ...why,
          },
    losses: [
      alike(
        context,
        instance,
        further.map(({ dnis }) => dnis),
      ),
      ...left.map(({ dnis, row, reason }) => unreached(context, instance, dnis, row, reason)),
    ],
    accounts: [
      ...left.map(
        ({ dnis, row }): Account => ({
          prefix: cell(instance, row, dnis.phoneNumber === undefined ? 'Extension' : 'Phone Number'),
          outcome: 'manual',
          reason: 'further-numbers-by-hand',
        }),
      ),
      ...rest.map((prefix): Account => ({ prefix, outcome: 'lost', reason: 'numbers-of-a-queue-are-alike' })),
    ],
  };
}

function cell(instance: SourceInstance, row: number, heading: string): string {
  return sourceRef(instanceRef(instance), LIST, `dnisTable[${row}].${heading}`);
}

function alike(context: MapContext, instance: SourceInstance, further: readonly Dnis[]): Loss {
  const list = further.map(({ name, priority }) => (priority === undefined ? name : `${name} (${priority})`));
  return {
    customer: context.customer,
    owner: `serviceInstance:${instance.key}`,
    service: SERVICE,
    verdict: 'lost',
    notice: `All numbers of ${instance.name ?? instance.userId} are alike: names, priorities, caller IDs and announcements of ${list.join(', ')} end.`,
    action: 'Where calls to one of them must come first, or be announced, give it a queue of its own.',
    sources: [sourceRef(instanceRef(instance), LIST, 'dnisTable')],
  };
}

function unreached(context: MapContext, instance: SourceInstance, dnis: Dnis, row: number, reason: string): Loss {
  const dialled = dnis.phoneNumber ?? dnis.extension;
  return {
    customer: context.customer,
    owner: `serviceInstance:${instance.key}`,
    service: SERVICE,
    verdict: 'manual',
    notice: `${dialled ?? dnis.name} no longer reaches ${instance.name ?? instance.userId}: ${reason}.`,
    action: 'Forward it to the queue, for example with a virtual line or a second queue, or tell the callers.',
    sources: [cell(instance, row, dnis.phoneNumber === undefined ? 'Extension' : 'Phone Number')],
  };
}
