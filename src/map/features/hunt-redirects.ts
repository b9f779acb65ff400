import type { Loss, Why } from '../../domain/drafts.ts';
import type { HuntGroupData } from '../../domain/feature-data.ts';
import { type SourceRef, sourceRef } from '../../domain/keys.ts';
import type { HuntGroup, SourceInstance } from '../../domain/source.ts';
import type { MapContext } from '../context.ts';
import { destinationOf, unresolvedLoss } from './destination.ts';
import { readInstanceFeature } from './instance-features.ts';
import { instanceRef } from './instance-fields.ts';
import type { Account } from './merge.ts';

type Field = 'busyRedirect' | 'notReachable';

/** One forwarding as the source stores it. */
interface Stored {
  readonly active: boolean;
  readonly written: string | undefined;
  readonly service: string;
  readonly refs: { readonly active: SourceRef; readonly target: SourceRef };
}

interface MappedRedirect {
  readonly data: Partial<Pick<HuntGroupData, Field>>;
  readonly why: Record<string, Why>;
  readonly losses: readonly Loss[];
  readonly accounts: readonly Account[];
}

/**
 * Where calls go when everybody is busy, and when nobody can be reached: the target has both inside the hunt group. The
 * group's own forwarding when not reachable comes before the service of the same name; of two, the other one is told.
 */
export function mapRedirects(context: MapContext, instance: SourceInstance, source: HuntGroup): MappedRedirect {
  const own = ownNotReachable(instance, source);
  const assigned = ofService(context, instance, 'callForwardingNotReachable', 'Call Forwarding Not Reachable');
  const ownUsed = own !== undefined && isUsed(own);
  const parts = [
    redirect(
      context,
      instance,
      'busyRedirect',
      ofService(context, instance, 'callForwardingBusy', 'Call Forwarding Busy'),
    ),
    redirect(context, instance, 'notReachable', ownUsed ? own : assigned),
    ownUsed ? besideTheOwn(context, instance, assigned) : redirect(context, instance, 'notReachable', own),
  ];
  return {
    data: Object.assign({}, ...parts.map(({ data }) => data)),
    why: Object.assign({}, ...parts.map(({ why }) => why)),
    losses: parts.flatMap(({ losses }) => losses),
    accounts: parts.flatMap(({ accounts }) => accounts),
  };
}

const NOTHING: MappedRedirect = { data: {}, why: {}, losses: [], accounts: [] };

function isUsed({ active, written }: Stored): boolean {
  return active || written !== undefined;
}

function ownNotReachable(instance: SourceInstance, source: HuntGroup): Stored | undefined {
  const { enableNotReachableForwarding: active, notReachableForwardToPhoneNumber: written } = source;
  if (active === undefined && written === undefined) return undefined;
  const ref = (path: string) => sourceRef(instanceRef(instance), 'GroupHuntGroupGetInstanceResponse', path);
  return {
    active: active ?? false,
    written,
    service: 'Hunt Group',
    refs: { active: ref('enableNotReachableForwarding'), target: ref('notReachableForwardToPhoneNumber') },
  };
}

function ofService(
  context: MapContext,
  instance: SourceInstance,
  feature: 'callForwardingBusy' | 'callForwardingNotReachable',
  service: string,
): Stored | undefined {
  const read = readInstanceFeature(context, instance, feature);
  return (
    read && {
      active: read.data.isActive,
      written: read.data.forwardToPhoneNumber,
      service,
      refs: { active: read.ref('isActive'), target: read.ref('forwardToPhoneNumber') },
    }
  );
}

function redirect(
  context: MapContext,
  instance: SourceInstance,
  field: Field,
  stored: Stored | undefined,
): MappedRedirect {
  if (stored === undefined) return NOTHING;
  const { active, written, service, refs } = stored;
  if (!isUsed(stored)) {
    return { ...NOTHING, accounts: [{ prefix: refs.active, outcome: 'not used', reason: 'inactive-and-empty' }] };
  }
  const { value, unresolved } = destinationOf(context, written, instance.groupKey);
  const enabled = active && value !== undefined;
  return {
    data: { [field]: { enabled, ...(value === undefined ? {} : { destination: value }) } },
    why: {
      [`${field}.enabled`]:
        active && !enabled
          ? {
              rule: 'forward-target-unresolved',
              sources: [refs.active],
              changed: true,
              note: 'switched off: its target cannot be written',
            }
          : { rule: 'carried-over', sources: [refs.active] },
      ...(value === undefined ? {} : { [`${field}.destination`]: { rule: 'R-NUM-1', sources: [refs.target] } }),
    },
    losses: unresolved
      ? [unresolvedLoss(context, `serviceInstance:${instance.key}`, service, unresolved, active, refs.target)]
      : [],
    accounts: unresolved ? [{ prefix: refs.target, outcome: 'manual', reason: 'forward-target-unresolved' }] : [],
  };
}

/** The group says itself where calls go when it cannot be reached: what the service stores has no place left. */
function besideTheOwn(context: MapContext, instance: SourceInstance, stored: Stored | undefined): MappedRedirect {
  if (stored === undefined || !isUsed(stored)) return redirect(context, instance, 'notReachable', stored);
  const { refs, service, written } = stored;
  return {
    ...NOTHING,
    accounts: [refs.active, refs.target].map((prefix) => ({ prefix, outcome: 'lost', reason: 'one-target-only' })),
    losses: [
      {
        customer: context.customer,
        owner: `serviceInstance:${instance.key}`,
        service,
        verdict: 'lost',
        notice: `${instance.name ?? instance.userId} has two targets for calls that reach nobody; "${written ?? '(no target)'}" is dropped.`,
        action: 'Check which of the two is wanted.',
        sources: [refs.target],
      },
    ],
  };
}
