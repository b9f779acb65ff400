import { z } from 'zod';
import { type DraftId, withoutKind } from '../../domain/draft-id.ts';
import { type Draft, isMadeBeside, type Why } from '../../domain/drafts.ts';
import type { ReportPorts } from '../ports.ts';
import { personName } from './customers-part.ts';
import type { DraftsByKind } from './drafts-by-kind.ts';
import { count, ranked, tally } from './part.ts';

/** Phones, numbers and group features: what becomes of each. */
export const DevicesSchema = z.object({
  byFate: z.array(z.object({ fate: z.string(), count: count() })),
  rows: z.array(
    z.object({
      name: z.string(),
      sourceType: z.string(),
      mac: z.string().exactOptional(),
      macEvidence: z.enum(['field', 'candidate', 'none']).describe('candidate: to be confirmed by a person'),
      model: z.string().exactOptional(),
      management: z.string(),
      fate: z.string(),
      owners: z.array(z.string()),
      location: z.string(),
    }),
  ),
});
export const NumbersSchema = z.object({
  move: count(),
  stay: count(),
  activateAtCutover: count(),
  withoutOwner: count(),
  rows: z.array(
    z.object({
      number: z.string(),
      fate: z.enum(['move', 'stay']),
      owner: z.string().exactOptional(),
      location: z.string(),
      activateAtCutover: z.boolean(),
      why: z.string(),
    }),
  ),
});
export const FeaturesSchema = z.array(
  z.object({
    kind: z.enum([
      'huntGroup',
      'callQueue',
      'autoAttendant',
      'pagingGroup',
      'callPickup',
      'callPark',
      'voicePortal',
      'voicemailGroup',
    ]),
    name: z.string(),
    number: z.string().exactOptional(),
    extension: z.string().exactOptional(),
    location: z.string(),
    agents: count(),
    enabled: z.boolean(),
  }),
);

export const LeftBehindSchema = z
  .array(
    z.object({
      source: z.string(),
      category: z.enum(['hold', 'none', 'unsupported', 'out-of-scope']),
      reason: z.string(),
      customer: z.string(),
    }),
  )
  .describe('Source objects of any kind that become nothing in Webex');

export type DevicesPart = z.output<typeof DevicesSchema>;
export type NumbersPart = z.output<typeof NumbersSchema>;
export type FeaturesPart = z.output<typeof FeaturesSchema>;

export function collectDevices({ device: drafts }: DraftsByKind, names: ReadonlyMap<DraftId, string>): DevicesPart {
  return {
    byFate: ranked(tally(drafts, (draft) => draft.data.fate)).map(({ name, count: number }) => ({
      fate: name,
      count: number,
    })),
    rows: drafts.map(({ data }) => ({
      name: data.name,
      sourceType: data.sourceType,
      ...(data.mac === undefined ? {} : { mac: data.mac }),
      macEvidence: data.macEvidence,
      ...(data.model === undefined ? {} : { model: data.model }),
      management: data.management,
      fate: data.fate,
      owners: [...new Set([...(data.owner === undefined ? [] : [data.owner]), ...data.lines])].map((id) =>
        nameOf(names, id),
      ),
      location: nameOf(names, data.location),
    })),
  };
}

export function collectNumbers({ number: drafts }: DraftsByKind, names: ReadonlyMap<DraftId, string>): NumbersPart {
  const moving = drafts.filter((draft) => draft.data.fate === 'move');
  return {
    move: moving.length,
    stay: drafts.length - moving.length,
    activateAtCutover: moving.filter((draft) => draft.data.activateAtCutover).length,
    withoutOwner: drafts.filter((draft) => draft.data.owner === undefined).length,
    rows: drafts.map(({ data, why }) => ({
      number: data.number,
      fate: data.fate,
      ...(data.owner === undefined ? {} : { owner: nameOf(names, data.owner) }),
      location: nameOf(names, data.location),
      activateAtCutover: data.activateAtCutover,
      why: reason(why.fate ?? why.number),
    })),
  };
}

/** A sentence where there is one, else the id of the rule. */
function reason(why: Why | undefined): string {
  return why?.note ?? why?.rule ?? '';
}

export function collectFeatures(drafts: DraftsByKind, names: ReadonlyMap<DraftId, string>): FeaturesPart {
  const called = [...drafts.huntGroup, ...drafts.callQueue, ...drafts.autoAttendant, ...drafts.pagingGroup].map(
    ({ kind, data }) => ({
      kind,
      name: data.name,
      ...(data.phoneNumber === undefined ? {} : { number: data.phoneNumber }),
      ...(data.extension === undefined ? {} : { extension: data.extension }),
      location: nameOf(names, data.location),
      agents: 'agents' in data ? data.agents.length : 'targets' in data ? data.targets.length : 0,
      enabled: data.enabled,
    }),
  );
  const groups = [...drafts.callPickup, ...drafts.callPark].map(({ kind, data }) => ({
    kind,
    name: data.name,
    location: nameOf(names, data.location),
    agents: data.members.length,
    enabled: true,
  }));
  const mailboxes = [...drafts.voicePortal, ...drafts.voicemailGroup].map(({ kind, data }) => ({
    kind,
    name: data.name,
    ...(data.phoneNumber === undefined ? {} : { number: data.phoneNumber }),
    ...(data.extension === undefined ? {} : { extension: data.extension }),
    location: nameOf(names, data.location),
    agents: 0,
    enabled: true,
  }));
  return [...called, ...groups, ...mailboxes];
}

export function collectLeftBehind(
  drafts: DraftsByKind,
  customerName: (customer: string) => string,
): z.output<typeof LeftBehindSchema> {
  return drafts.notMigrated.map(({ customer, data }) => ({
    source: data.source,
    category: data.category,
    reason: data.reason,
    customer: customerName(customer),
  }));
}

/** What people call each draft that others point at. */
export function collectNames(drafts: DraftsByKind): Map<DraftId, string> {
  const names = new Map<DraftId, string>();
  for (const kind of NAMED) {
    for (const draft of drafts[kind]) names.set(draft.id, spokenName(draft));
  }
  return names;
}

/** What people call each BroadWorks object, by `kind:key`: its own name, else the name of what it becomes. */
export function collectSourceNames(ports: ReportPorts, drafts: DraftsByKind): Map<string, string> {
  const names = new Map<string, string>();
  for (const kind of NAMED) {
    for (const draft of drafts[kind]) if (!isMadeBeside(draft)) names.set(draft.from, spokenName(draft));
  }
  for (const user of ports.users()) {
    names.set(`user:${user.key}`, `${user.firstName ?? ''} ${user.lastName ?? ''}`.trim() || user.userId);
  }
  return names;
}

const NAMED = [
  'customer',
  'location',
  'subscriber',
  'workspace',
  'virtualLine',
  'huntGroup',
  'callQueue',
  'autoAttendant',
  'pagingGroup',
  'callPickup',
  'callPark',
  'voicePortal',
  'voicemailGroup',
] as const;

function spokenName(draft: Draft): string {
  if (draft.kind === 'subscriber' || draft.kind === 'virtualLine') return personName(draft);
  if (draft.kind === 'workspace') return draft.data.displayName;
  return 'name' in draft.data ? draft.data.name : draft.id;
}

/** The name of a draft, or the key part of its id where nothing carries a name. */
export function nameOf(names: ReadonlyMap<DraftId, string>, id: DraftId): string {
  const name = names.get(id);
  return name === undefined || name === '' ? withoutKind(id) : name;
}
