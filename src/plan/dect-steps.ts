import type { DraftOf } from '../domain/drafts.ts';
import type { DectBaseStep, DectHandsetStep, DectNetworkStep } from '../domain/plan-devices.ts';
import { type BuildContext, blockedNote } from './build-context.ts';
import { stepBase } from './step-identity.ts';

/** A DECT network with its base, and a handset for everybody who has a line: one after another, for they share the base. */
export function addDectSteps(context: BuildContext, draft: DraftOf<'device'>): void {
  const { name, mac, model, handsets = [], location } = draft.data;
  const place = context.locations.get(location);
  if (place === undefined || mac === undefined || model === undefined) {
    context.omit('dectNetwork', draft, 'its location was not mapped', true);
    return;
  }
  const common = { customer: context.customerStep, location: place.location };
  const head = { draft: draft.id, customer: context.customer.id };
  const payload: DectNetworkStep['payload'] = { ...common, name, model };
  const identity = {
    ...head,
    naturalKey: `${location}/${name}`,
    label: `DECT network ${name}`,
    hard: [place.calling],
  };
  const network: DectNetworkStep = { ...stepBase('dectNetwork', identity, payload), kind: 'dectNetwork', payload };
  if (!context.add(network, blockedNote(context, draft.id))) return;

  const basePayload: DectBaseStep['payload'] = { ...common, network: network.id, mac };
  const base: DectBaseStep = {
    ...stepBase(
      'dectBase',
      { ...head, naturalKey: mac, label: `DECT base ${mac}`, hard: [network.id], exclusive: network.id },
      basePayload,
    ),
    kind: 'dectBase',
    payload: basePayload,
  };
  context.add(base, blockedNote(context, draft.id));

  for (const { owner, displayName } of handsets) {
    const holder = context.owners.get(owner);
    const label = `DECT handset ${displayName} of ${name}`;
    if (holder === undefined) {
      context.omit('dectHandset', draft, context.blockedDrafts.get(owner) ?? 'its owner is not migrated', true, label);
      continue;
    }
    const handsetPayload: DectHandsetStep['payload'] = { ...common, network: network.id, owner: holder, displayName };
    const handset: DectHandsetStep = {
      ...stepBase(
        'dectHandset',
        {
          ...head,
          naturalKey: `${location}/${name}/${owner}`,
          label,
          hard: [network.id, holder],
          // The target takes handsets without a base; with one they can be tried at once.
          soft: [base.id, context.ownerCallbacks.get(owner)],
          exclusive: network.id,
        },
        handsetPayload,
      ),
      kind: 'dectHandset',
      payload: handsetPayload,
    };
    context.add(handset, blockedNote(context, draft.id));
  }
}
