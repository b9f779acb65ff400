import type { Loss } from '../../domain/drafts.ts';
import { joinKey, sourceRef, splitKey } from '../../domain/keys.ts';
import { type BodyElement, texts } from '../../domain/response-body.ts';
import type { MapContext, Mapped } from '../context.ts';
import type { Account } from './merge.ts';
import type { ResponseLookup } from './responses.ts';

/** One pickup or park group as it was captured. */
export interface GroupInstance {
  readonly key: string;
  readonly groupKey: string;
  readonly location: string;
  readonly name: string;
  readonly body: BodyElement;
}

export interface InstanceKind {
  readonly kind: 'callPickup' | 'callPark';
  readonly service: string;
  readonly list: string;
  readonly detail: string;
}

/**
 * Pickup and park groups, which are no virtual users: their name is their key. Sorted by key. One that is only named in
 * the list of its group is told as to be made by hand, for nobody knows who is in it.
 */
export function groupInstances(
  context: MapContext,
  lookup: ResponseLookup,
  { kind, service, list, detail }: InstanceKind,
): { readonly instances: readonly GroupInstance[]; readonly rest: Mapped } {
  const instances: GroupInstance[] = [];
  const losses: Loss[] = [];
  const accounts: Account[] = [];
  const read = new Set<string>();
  for (const { owner, base, body } of lookup.all(new Set([detail]))) {
    if (owner.kind !== kind) continue;
    read.add(owner.key);
    const parts = splitKey(owner.key);
    const groupKey = joinKey(...parts.slice(0, -1));
    const location = context.location(groupKey);
    const name = parts.at(-1) ?? owner.key;
    if (location === undefined) {
      accounts.push({ prefix: `${kind}:${owner.key} ${base}`, outcome: 'manual', reason: 'out-of-scope' });
    } else instances.push({ key: owner.key, groupKey, location, name, body: body() });
  }
  for (const { owner, base, body } of lookup.all(new Set([list]))) {
    if (owner.kind !== 'group' || context.location(owner.key) === undefined) continue;
    for (const [index, name] of texts(body(), 'name').entries()) {
      const key = `${owner.key}/${joinKey(name)}`;
      if (read.has(key)) continue;
      const ref = sourceRef(owner, base, index === 0 ? 'name' : `name[${index + 1}]`);
      accounts.push({ prefix: ref, outcome: 'manual', reason: 'instance-not-captured' });
      losses.push({
        customer: context.customer,
        owner: `${kind}:${key}`,
        service,
        verdict: 'manual',
        notice: `"${name}" does not come along: its members were not captured.`,
        action: `Extract ${detail} of "${name}" and run map again, or set it up by hand.`,
        sources: [ref],
      });
    }
  }
  return {
    instances: instances.sort((left, right) => (left.key < right.key ? -1 : 1)),
    rest: { drafts: [], losses, accounts },
  };
}
