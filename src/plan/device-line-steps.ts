import type { DeviceMemberData } from '../domain/device-data.ts';
import type { DraftOf } from '../domain/drafts.ts';
import type { DeviceLayoutStep, DeviceMembersStep } from '../domain/plan-devices.ts';
import type { StepId } from '../domain/plan-step.ts';
import { type BuildContext, blockedNote } from './build-context.ts';
import { nameOfDraft } from './draft-index.ts';
import { stepBase, stepId } from './step-identity.ts';

type Device = DraftOf<'device'>;

/** Further lines and the line keys of a phone that is added; the phone comes first. */
export function addPhoneLines(context: BuildContext, draft: Device, device: StepId, owner: StepId): void {
  const { mac, model, members = [], layout = [], moduleKeys } = draft.data;
  const what = `${mac} (${model})`;
  const lines = addMembers(context, draft, { device, owner }, `${mac} lines`, `${members.length} lines of ${what}`);
  if (layout.length === 0) return;
  // The target refuses keys of lines that are not on the phone: the keys wait for whoever is outside of the batch.
  const waits = members.find((member) => context.cut?.outside.has(member.owner));
  const outside = waits && context.cut?.outside.get(waits.owner);
  if (outside !== undefined) {
    const reason = `later step: a line of ${outside.name} (${outside.where}) is not on the phone yet`;
    context.omit('deviceLayout', draft, reason, false, `line keys of ${what}`);
    return;
  }
  const payload: DeviceLayoutStep['payload'] = {
    customer: context.customerStep,
    device,
    keys: layout,
    ...(moduleKeys === undefined ? {} : { moduleKeys }),
  };
  const identity = {
    draft: draft.id,
    customer: context.customer.id,
    naturalKey: `${mac} keys`,
    label: `line keys of ${what}`,
    hard: [device, ...sharers(context, draft)],
    soft: [lines, monitoringOf(context, draft)],
    exclusive: owner,
  };
  const step: DeviceLayoutStep = { ...stepBase('deviceLayout', identity, payload), kind: 'deviceLayout', payload };
  context.add(step, blockedNote(context, draft.id));
}

/** Lines that rang on the soft clients of a person ring in the Webex App, which is one for all of them. */
export function addAppLines(context: BuildContext, draft: Device): void {
  const { owner, members = [] } = draft.data;
  const step = owner === undefined ? undefined : context.owners.get(owner);
  if (owner === undefined || step === undefined || members.length === 0) return;
  const clients = context.drafts
    .of(context.customer.id, 'device')
    .filter(({ data }) => data.owner === owner && data.fate === 'drop' && data.members !== undefined);
  if (clients[0]?.id !== draft.id) return;
  const lines = new Map(clients.flatMap(({ data }) => data.members ?? []).map((line) => [line.owner, line]));
  const label = `${lines.size} lines in the Webex App of ${nameOfDraft(context.drafts, owner)}`;
  addMembers(context, draft, { owner: step }, `${owner} app lines`, label, [...lines.values()]);
}

function addMembers(
  context: BuildContext,
  draft: Device,
  { device, owner }: { readonly device?: StepId; readonly owner: StepId },
  naturalKey: string,
  label: string,
  members: readonly DeviceMemberData[] = draft.data.members ?? [],
): StepId | undefined {
  if (members.length === 0) return undefined;
  const leftOut: string[] = [];
  const list = members.flatMap(({ owner: holder, ...member }) => {
    const step = context.owners.get(holder);
    if (step !== undefined) return [{ ...member, owner: step }];
    const outside = context.cut?.outside.get(holder);
    leftOut.push(
      outside === undefined
        ? `line of ${nameOfDraft(context.drafts, holder)}: ${context.blockedDrafts.get(holder) ?? 'it is not migrated'}`
        : `line of ${outside.name}: ${outside.where}`,
    );
    return [];
  });
  const payload: DeviceMembersStep['payload'] = {
    customer: context.customerStep,
    owner,
    ...(device === undefined ? {} : { device }),
    // A line that is left out leaves no gap: ports follow one another.
    members: list.map((member, index) => ({ ...member, port: index + 1 })),
  };
  const identity = {
    draft: draft.id,
    customer: context.customer.id,
    naturalKey,
    label,
    hard: [device ?? owner],
    soft: list.map((member) => member.owner).filter((step) => step !== owner),
    // Phones of one owner are added one at a time; what changes them keeps out of the way.
    exclusive: owner,
  };
  const step: DeviceMembersStep = { ...stepBase('deviceMembers', identity, payload), kind: 'deviceMembers', payload };
  return context.add(step, { ...blockedNote(context, draft.id), leftOut }) ? step.id : undefined;
}

/** Whose lines have keys: a holder who is held back, or who fails, is not on the phone, and the target refuses the keys. */
function sharers(context: BuildContext, { data: { owner, members = [], layout = [] } }: Device): StepId[] {
  if (!layout.some(({ type }) => type === 'SHARED_LINE')) return [];
  return members.flatMap((member) => (member.owner === owner ? [] : (context.owners.get(member.owner) ?? [])));
}

/** The list that the keys watch, where it is planned: the phone shows it from the moment both are there. */
function monitoringOf(context: BuildContext, { data: { owner, layout = [] } }: Device): StepId | undefined {
  if (owner === undefined || !layout.some(({ type }) => type === 'MONITOR')) return undefined;
  const id = stepId('setting', context.customer.id, `${owner} monitoring`);
  return context.hasStep(id) ? id : undefined;
}
