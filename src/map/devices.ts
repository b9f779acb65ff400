import { type DraftId, withoutKind } from '../domain/draft-id.ts';
import type { Decision, Draft, DraftOf, Loss, Why } from '../domain/drafts.ts';
import type { SourceDevice, SourceUser } from '../domain/source.ts';
import type { DeviceEntry } from './catalogue-files.ts';
import type { Mapped } from './context.ts';
import type { Structure } from './create-context.ts';
import { mapHandsets } from './device-handsets.ts';
import { mapLayouts } from './device-layout.ts';
import { limitDevices } from './device-limit.ts';
import { linesOf, lineUsers } from './device-lines.ts';
import { settleMac } from './device-mac.ts';
import { type MappedLines, mapMembers } from './device-members.ts';
import { type DeviceMatch, matchDevice } from './device-model.ts';
import { decide, onDecision } from './features/decide.ts';
import type { Account } from './features/merge.ts';
import { notMigrated } from './not-migrated.ts';
import { deviceRefs } from './provenance.ts';

const GENERIC = 'Generic IPPhone Customer Managed';

/**
 * Access devices: model and management by pattern table and user agent, fate by section 5 of the rules, owner by the
 * primary line. A device without a line, or whose lines all stay behind, is not migrated but listed.
 */
export function mapDevices(context: Structure): Required<Mapped> {
  const left: Draft[] = [];
  const devices: DraftOf<'device'>[] = [];
  const kinds = new Map<DraftId, DeviceEntry['kind']>();
  const losses: Loss[] = [];
  const accounts: Account[] = [];
  const decisions = new Map<string, Decision>();
  for (const device of context.source.devices) {
    const { lines, refs: lineRefs } = linesOf(context, device);
    const [owner] = lines;
    const ownerKey = owner === undefined ? undefined : withoutKind(owner);
    const location = locationOf(context, context.user(ownerKey), device);
    const match = matchDevice(device, context.catalogues);
    const stays = owner === undefined ? whyItStays(context, device, match) : undefined;
    if (owner === undefined || location === undefined) {
      left.push(
        notMigrated(
          context.customer,
          `device:${device.key}`,
          stays ?? SKIPPED,
          deviceRefs(context.source, device, 'deviceType', 'Device Type'),
        ),
      );
      continue;
    }
    if (device.hotline !== undefined) losses.push(hotlineLoss(context, device));
    const kind = settleKind(context, device, match);
    if (kind.decision) decisions.set(kind.decision.id, kind.decision);
    const mac = settleMac(context, device);
    if (mac.decision) decisions.set(mac.decision.id, mac.decision);
    let shared = mapShared(context, device, kind, match);
    losses.push(...shared.losses);
    accounts.push(...shared.accounts);
    const isBase = match?.entry.kind === 'dect' && kind.management === 'cisco' && kind.fate === 'keep';
    const dect = isBase ? mapHandsets(context, device, shared.lines) : undefined;
    losses.push(...(dect?.losses ?? []));
    if (dect) shared = { ...shared, members: [] };
    const draft: DraftOf<'device'> = {
      id: `device:${device.key}`,
      kind: 'device',
      customer: context.customer,
      from: `device:${device.key}`,
      data: {
        location,
        owner,
        sourceType: device.type ?? '',
        name: device.name,
        ...(mac.mac === undefined ? {} : { mac: mac.mac }),
        macEvidence: mac.evidence,
        ...(kind.model === undefined ? {} : { model: kind.model }),
        management: kind.management,
        fate: kind.fate,
        lines,
        ...(shared.members.length === 0 ? {} : { members: shared.members }),
        ...(dect === undefined ? {} : { handsets: dect.handsets }),
      },
      why: {
        location: { rule: 'R-DEV-7', sources: [], note: 'moves with its primary owner' },
        owner: { rule: 'device-primary-line', sources: lineRefs },
        lines: { rule: 'device-lines', sources: [...lineRefs, ...shared.refs] },
        ...(shared.members.length === 0 ? {} : { members: { rule: shared.rule, sources: shared.refs } }),
        name: { rule: 'device-name', sources: [] },
        sourceType: { rule: 'R-DEV-6', sources: deviceRefs(context.source, device, 'deviceType', 'Device Type') },
        ...(dect === undefined ? {} : { handsets: { rule: 'dect-handset-per-line', sources: lineRefs } }),
        mac: mac.why,
        macEvidence: mac.why,
        model: kind.why,
        management: kind.why,
        fate: kind.why,
      },
    };
    devices.push(draft);
    if (match) kinds.set(draft.id, match.entry.kind);
  }
  const limited = limitDevices(devices, (id) => kinds.get(id));
  const layouts = mapLayouts(context, limited.drafts);
  return {
    drafts: [...left, ...layouts.drafts],
    losses: [...losses, ...limited.losses, ...layouts.losses],
    decisions: [...decisions.values()],
    accounts: [...accounts, ...layouts.accounts],
  };
}

/** A client that is dropped hands its lines over to the Webex App; other devices that are not added have none to write. */
function mapShared(
  context: Structure,
  device: SourceDevice,
  { fate, management, model }: SettledKind,
  match: DeviceMatch | undefined,
): MappedLines & { readonly rule: string } {
  const client = fate === 'drop' && match?.entry.kind === 'soft-client';
  const phone = fate === 'keep' && (management === 'cisco' || management === 'cisco-third-party');
  const maxLines = phone && model !== undefined ? context.catalogues.deviceModels.get(model)?.lines : undefined;
  const rule = phone && maxLines === undefined ? 'shared-lines-unmeasured' : 'shared-lines';
  const mapped = { ...mapMembers(context, device, maxLines), rule };
  if (!client) return phone ? mapped : { ...mapped, members: [] };
  const [first] = mapped.members;
  if (first?.owner.startsWith('subscriber:') !== true) return { ...mapped, members: [] };
  const moved = mapped.refs.map((prefix): Account => ({ prefix, outcome: 'migrated', reason: 'shared-line-in-app' }));
  return { ...mapped, accounts: [...mapped.accounts, ...moved] };
}

interface Stay {
  readonly category: 'hold' | 'none' | 'out-of-scope';
  readonly reason: string;
}
const SKIPPED: Stay = { category: 'out-of-scope', reason: 'its group is skipped in migration.yaml' };

/** Where its owner goes, else its group. */
function locationOf(
  context: Structure,
  owner: SourceUser | undefined,
  { groupKey }: SourceDevice,
): DraftId | undefined {
  if (owner !== undefined) return context.locationOf(owner);
  return groupKey === undefined ? undefined : context.location(groupKey);
}

/** Nobody who moves has a line on it. */
function whyItStays(context: Structure, device: SourceDevice, match: DeviceMatch | undefined): Stay {
  if (match?.entry.kind === 'trunk')
    return { category: 'out-of-scope', reason: 'a trunk device; trunks are out of scope' };
  const fates = lineUsers(context, device)
    .map((key) => context.user(key))
    .filter((user) => user !== undefined)
    .map((user) => context.fate(user));
  if (fates.some((fate) => fate.kind === 'notMigrated' && fate.category === 'hold')) {
    return { category: 'hold', reason: 'its line is held for a decision' };
  }
  if (fates.some((fate) => fate.kind === 'notMigrated' && fate.category === 'out-of-scope')) {
    return { category: 'out-of-scope', reason: 'its lines belong to users that are out of scope' };
  }
  return { category: 'none', reason: fates.length === 0 ? 'no line uses it' : 'its users do not move' };
}

interface SettledKind extends Pick<DraftOf<'device'>['data'], 'management' | 'fate'> {
  readonly model?: string;
  readonly why: Why;
  readonly decision?: Decision;
}

function settleKind(context: Structure, device: SourceDevice, match: DeviceMatch | undefined): SettledKind {
  const typeRefs = deviceRefs(context.source, device, 'deviceType', 'Device Type');
  if (match) {
    const { entry } = match;
    const sources =
      match.by === 'agent' ? [...deviceRefs(context.source, device, 'version', 'Version'), ...typeRefs] : typeRefs;
    const unsure = match.model !== undefined && !entry.confirmed ? 'spelling of the model not confirmed' : '';
    const note = [entry.note, unsure].filter((part) => part !== '').join('; ');
    const why = { rule: `device-${entry.id}`, sources, ...(note === '' ? {} : { note }), changed: true };
    const model = match.model === undefined ? {} : { model: match.model };
    const settled = settleFate(context, device, entry.fate);
    if (settled === undefined) return { ...model, management: entry.management, fate: entry.fate, why };
    return {
      ...model,
      management: entry.management,
      fate: settled.fate,
      decision: settled.decision,
      why: onDecision(why, settled.decision),
    };
  }
  const type = device.type ?? 'no type';
  const { decision, answer } = decide(context, {
    kind: 'device-type',
    object: `${context.customer}/${encodeURIComponent(type)}`,
    question: `What becomes of devices of type "${type}"?`,
    options: [
      { value: 'customer-managed', consequence: 'added as a generic phone; the owner keeps the SIP credentials' },
      { value: 'replace', consequence: 'listed for replacement, never added' },
      { value: 'drop', consequence: 'left behind; the person uses the Webex App' },
    ],
    recommendation: 'customer-managed',
    reason: 'no entry of mappings/devices.yaml fits this type or its user agent',
    cause: [type],
  });
  const fate = answer === 'replace' || answer === 'drop' ? answer : 'customer-managed';
  return {
    ...(fate === 'customer-managed' ? { model: GENERIC } : {}),
    management: fate === 'customer-managed' ? 'customer' : 'none',
    fate,
    decision,
    why: onDecision(
      {
        rule: 'device-type-unknown',
        sources: typeRefs,
        note: `no entry of devices.yaml fits "${type}"`,
        changed: true,
      },
      decision,
    ),
  };
}

const CHANGE_OF_PHONE = [
  { value: 'replace', consequence: 'is listed for replacement, never added' },
  { value: 'drop', consequence: 'is left behind; the person uses the Webex App' },
] as const;
const CHANGE_OF_FIRMWARE = [
  { value: 'convert', consequence: 'is listed for conversion, and added once somebody says that it is done' },
  { value: 'keep', consequence: 'has been converted already: it is added like any other phone' },
  ...CHANGE_OF_PHONE,
] as const;

/** Whoever pays decides what becomes of phones that cannot stay as they are: once per type of a customer. */
function settleFate(
  context: Structure,
  device: SourceDevice,
  fate: DraftOf<'device'>['data']['fate'],
): { readonly fate: DraftOf<'device'>['data']['fate']; readonly decision: Decision } | undefined {
  if (fate !== 'convert' && fate !== 'replace') return undefined;
  const type = device.type ?? 'no type';
  const options = fate === 'convert' ? CHANGE_OF_FIRMWARE : CHANGE_OF_PHONE;
  const { decision, answer } = decide(context, {
    kind: 'device-fate',
    object: `${context.customer}/${encodeURIComponent(type)}/${fate}`,
    question: `What becomes of devices of type "${type}"?`,
    options,
    recommendation: fate,
    reason:
      fate === 'convert'
        ? 'they run firmware that does not register with Webex, and can be converted'
        : 'no firmware of theirs registers with Webex',
    cause: [type, fate],
  });
  return { fate: options.find(({ value }) => value === answer)?.value ?? fate, decision };
}

/** Phones of lifts, doors and lobbies: whoever lifts one expects to be answered. */
function hotlineLoss(context: Structure, device: SourceDevice): Loss {
  const sources = deviceRefs(context.source, device, 'hotlineContact', 'Device Type');
  return {
    customer: context.customer,
    owner: `device:${device.key}`,
    service: 'Hotline of a phone',
    verdict: 'manual',
    notice: `${device.name} calls ${device.hotline} as soon as it is lifted; in Webex it gives a dial tone.`,
    action: 'Set the hotline on the phone in Control Hub, and call from it before the move is over.',
    sources,
  };
}
