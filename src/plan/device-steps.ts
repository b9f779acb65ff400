import type { DeviceData } from '../domain/device-data.ts';
import type { DraftOf } from '../domain/drafts.ts';
import type { DeviceStep } from '../domain/plan-devices.ts';
import { type BuildContext, blockedNote } from './build-context.ts';
import { addDectSteps } from './dect-steps.ts';
import { addAppLines, addPhoneLines } from './device-line-steps.ts';
import { stepBase } from './step-identity.ts';

/**
 * DECT bases, and phones that are kept, one after another per owner: parallel adds race for the primary device (R-DEV-3). Everything
 * else is listed with its reason.
 */
export function addDeviceSteps(context: BuildContext): void {
  for (const draft of context.drafts.of(context.customer.id, 'device')) addDevice(context, draft);
}

function addDevice(context: BuildContext, draft: DraftOf<'device'>): void {
  const { data } = draft;
  const obstacle = findObstacle(context, data);
  if (obstacle !== undefined) {
    context.omit('device', draft, obstacle.reason, obstacle.blocked);
    if (data.fate === 'drop') addAppLines(context, draft);
    return;
  }
  if (data.handsets !== undefined) {
    addDectSteps(context, draft);
    return;
  }
  const owner = data.owner === undefined ? undefined : context.owners.get(data.owner);
  const { mac, model } = data;
  if (owner === undefined || data.owner === undefined || mac === undefined || model === undefined) return;
  const payload: DeviceStep['payload'] = { name: data.name, mac, model, customer: context.customerStep, owner };
  const identity = {
    draft: draft.id,
    customer: context.customer.id,
    naturalKey: mac,
    label: `device ${mac} (${model})`,
    hard: [owner],
    // An extension-only phone should not register before its emergency callback is set.
    soft: [context.ownerCallbacks.get(data.owner)],
    exclusive: owner,
  };
  const step: DeviceStep = { ...stepBase('device', identity, payload), kind: 'device', payload };
  if (!context.add(step, blockedNote(context, draft.id))) return;
  context.devices.set(data.owner, [...(context.devices.get(data.owner) ?? []), step.id]);
  addPhoneLines(context, draft, step.id, owner);
}

/** Why a device gets no step; `blocked` where a person can mend it. */
function findObstacle(
  context: BuildContext,
  data: DeviceData,
): { readonly reason: string; readonly blocked: boolean } | undefined {
  const staying = whyStaying(data);
  if (staying !== undefined) return { reason: staying, blocked: false };
  if (data.mac === undefined || data.macEvidence !== 'field') return { reason: macFault(data), blocked: true };
  if (data.model === undefined) return { reason: `no Webex model for ${data.sourceType}`, blocked: true };
  if (data.handsets !== undefined) return undefined;
  if (data.owner === undefined) return { reason: 'nobody owns it', blocked: true };
  if (context.owners.has(data.owner)) return undefined;
  return { reason: context.blockedDrafts.get(data.owner) ?? 'its owner is not migrated', blocked: true };
}

/** Why a device is left alone on purpose; nothing for a person to mend. */
function whyStaying(data: DeviceData): string | undefined {
  switch (data.fate) {
    case 'keep':
      return data.management === 'none' ? 'nobody can manage this model in Webex' : undefined;
    case 'convert':
      return 'needs other firmware first';
    case 'partner-managed':
      return 'managed by the partner outside Webex';
    case 'customer-managed':
      if (data.sourceType === '') return 'nothing that was read says what it is: extract the devices of its group';
      return 'managed by the customer outside Webex';
    case 'replace':
      return 'has to be replaced';
    case 'drop':
      return 'not needed any more';
    case 'hold':
      return 'held back until a person decides';
    default:
      return data.fate satisfies never;
  }
}

function macFault(data: DeviceData): string {
  return data.mac === undefined
    ? 'its MAC address is not known'
    : `its MAC address ${data.mac} was only found in a name: a person confirms it first`;
}
