import type { LineKeyData } from '../domain/device-data.ts';
import type { DraftOf, Loss, Why } from '../domain/drafts.ts';
import { type SourceRef, sourceRef } from '../domain/keys.ts';
import type { SourceUser } from '../domain/source.ts';
import type { FeatureMember } from '../domain/source-features.ts';
import type { MapContext } from './context.ts';
import { type KeyPlace, keyPlaces, modulesOf } from './device-modules.ts';
import { destinationOf } from './features/destination.ts';
import type { Account } from './features/merge.ts';

type Device = DraftOf<'device'>;

const LISTS = [
  { feature: 'speedDial8', service: 'Speed Dial 8', response: 'UserSpeedDial8GetListResponse' },
  { feature: 'speedDial100', service: 'Speed Dial 100', response: 'UserSpeedDial100GetListResponse' },
] as const;

/** Webex watches at most so many. */
const MONITORED = 50;

/** One stored speed dial, and what the target would dial. */
interface SpeedDial {
  readonly service: string;
  readonly code: string;
  readonly label: string;
  /** In a sentence: its name in quotes, or the number of one without. */
  readonly told: string;
  readonly refs: readonly SourceRef[];
  readonly value?: string;
  readonly fault?: string;
}

/** What a key of a phone is to be, wherever it stands. */
type Key = Omit<LineKeyData, 'index' | 'module'>;

interface Layout {
  readonly keys: readonly LineKeyData[];
  readonly moduleKeys?: number;
  readonly why: Why;
}

/**
 * Gives speed dials the keys of the phones of their owner: the target has no speed codes. The lines come first, then the
 * list of people that the user watches, so that the keys stay as the phone would show them, then the speed dials in the
 * order of their codes; where the phone carries expansion modules, they go on there. Whatever finds no key is lost, and
 * told.
 */
export function mapLayouts(
  context: MapContext,
  drafts: readonly Device[],
): { readonly drafts: readonly Device[]; readonly losses: readonly Loss[]; readonly accounts: readonly Account[] } {
  const layouts = new Map<string, Layout>();
  const losses: Loss[] = [];
  const accounts: Account[] = [];
  const byOwner = new Map<string, Device[]>();
  for (const draft of drafts) {
    const { owner } = draft.data;
    if (owner === undefined) continue;
    const own = byOwner.get(owner);
    if (own) own.push(draft);
    else byOwner.set(owner, [draft]);
  }
  for (const user of context.source.users) {
    const owner = context.owner(user.key);
    if (owner === undefined) continue;
    accounts.push(...prefixes(context, user));
    const dials = speedDialsOf(context, user);
    const watched = watchedBy(context, user);
    if (dials.length === 0 && watched.length === 0) continue;
    const dialled = dials.filter(({ value }) => value !== undefined);
    const phones = (byOwner.get(owner.draft) ?? []).filter(({ data }) => keysOf(context, data) > 0);
    let placed = 0;
    let lamps = phones.length === 0 ? watched.length : 0;
    for (const phone of phones) {
      const lines = lineKeysOf(phone);
      const places = placesOf(context, phone.data);
      lamps = Math.max(lamps, Math.min(watched.length, places.length - lines.length));
      const before = [...lines, ...watched.map((): Key => ({ type: 'MONITOR' }))].slice(0, places.length);
      const taken = dialled.slice(0, places.length - before.length);
      placed = Math.max(placed, taken.length);
      // Keys that nobody sets anew are those of the target: lines and lamps, as far as the phone itself goes.
      if (taken.length === 0 && before.length <= keysOf(context, phone.data)) continue;
      layouts.set(phone.id, layoutOf(context, phone, [...before, ...taken.map(keyOf)], taken));
    }
    const without = [
      ...dials.filter(({ value }) => value === undefined),
      ...dialled.slice(placed).map((dial) => ({ ...dial, fault: noKey(phones.length) })),
    ];
    for (const { refs } of without) {
      accounts.push(...refs.map((prefix): Account => ({ prefix, outcome: 'lost', reason: 'no-key-for-speed-dial' })));
    }
    losses.push(...lossesOf(context, user, without), ...lampLosses(context, user, watched.slice(lamps)));
  }
  return { drafts: drafts.map((draft) => withLayout(draft, layouts.get(draft.id))), losses, accounts };
}

function layoutOf(context: MapContext, phone: Device, wanted: readonly Key[], dials: readonly SpeedDial[]): Layout {
  const places = placesOf(context, phone.data);
  const keys = wanted.flatMap((key, at) => {
    const place = places[at];
    return place === undefined ? [] : [{ ...place, ...key }];
  });
  const modules = keys.some(({ module }) => module !== undefined)
    ? modulesOf(context.catalogues, phone.data)
    : undefined;
  return {
    keys,
    ...(modules === undefined ? {} : { moduleKeys: modules.keys }),
    why: {
      rule: dials.length === 0 ? 'lamps-on-expansion-module' : 'speed-dials-become-keys',
      sources: dials.flatMap(({ refs }) => refs),
      note: 'lines first, then the people who are watched, then speed dials by their code',
      changed: true,
    },
  };
}

function keyOf({ label, value = '' }: SpeedDial): Key {
  return { type: 'SPEED_DIAL', label, value };
}

function noKey(phones: number): string {
  return phones === 0 ? 'no phone with keys that Webex can set' : 'no key left on the phone';
}

function withLayout(draft: Device, layout: Layout | undefined): Device {
  if (layout === undefined) return draft;
  const { keys, moduleKeys, why } = layout;
  const data = { ...draft.data, layout: keys };
  if (moduleKeys === undefined) return { ...draft, data, why: { ...draft.why, layout: why } };
  const carries: Why = { rule: 'expansion-module', sources: [], note: 'as mappings/devices.yaml says of these phones' };
  return { ...draft, data: { ...data, moduleKeys }, why: { ...draft.why, layout: why, moduleKeys: carries } };
}

/** Line keys that a layout can fill; none on a phone that is not added. 98xx phones take no such layout (R-DEV-5). */
function keysOf({ catalogues }: MapContext, { fate, model, macEvidence }: Device['data']): number {
  if (fate !== 'keep' || macEvidence !== 'field' || model === undefined) return 0;
  return catalogues.deviceModels.get(model)?.keys ?? 0;
}

function placesOf(context: MapContext, data: Device['data']): readonly KeyPlace[] {
  return keyPlaces(keysOf(context, data), modulesOf(context.catalogues, data));
}

function lineKeysOf({ data }: Device): Key[] {
  const shared = Math.max(0, (data.members?.length ?? 0) - 1);
  return [
    { type: 'PRIMARY_LINE' },
    ...Array.from({ length: shared }, (_, at): Key => ({ type: 'SHARED_LINE', sharedLine: at + 1 })),
  ];
}

/** People whose lamps arrive, in the order of the source. */
function watchedBy(context: MapContext, user: SourceUser): readonly FeatureMember[] {
  const watched = context.source.feature(user.key, 'busyLampField')?.data?.members ?? [];
  return watched.filter(({ userKey }) => context.owner(userKey) !== undefined).slice(0, MONITORED);
}

function speedDialsOf(context: MapContext, user: SourceUser): SpeedDial[] {
  return LISTS.flatMap(({ feature, service, response }) => {
    const entries = context.source.feature(user.key, feature)?.data?.entries ?? [];
    const dials = entries.map(({ code, phoneNumber, description, place }, index): SpeedDial => {
      const at = (place ?? index + 1) === 1 ? 'speedDialEntry' : `speedDialEntry[${place ?? index + 1}]`;
      const ref = (path: string) => sourceRef({ kind: 'user', key: user.key }, response, `${at}.${path}`);
      const destination = destinationOf(context, phoneNumber, user.groupKey);
      return {
        service,
        code,
        label: description ?? phoneNumber,
        told: description === undefined ? phoneNumber : `"${description}"`,
        refs: [ref('speedCode'), ref('phoneNumber'), ...(description === undefined ? [] : [ref('description')])],
        ...(destination.value === undefined ? {} : { value: destination.value }),
        ...(destination.unresolved === undefined ? {} : { fault: destination.unresolved.reason }),
      };
    });
    return dials.sort((left, right) => Number(left.code) - Number(right.code));
  });
}

function prefixes(context: MapContext, user: SourceUser): Account[] {
  return LISTS.flatMap(({ feature, response }): Account[] => {
    if (context.source.feature(user.key, feature)?.data?.prefix === undefined) return [];
    const prefix = sourceRef({ kind: 'user', key: user.key }, response, 'prefix');
    return [{ prefix, outcome: 'lost', reason: 'no-speed-codes-in-webex' }];
  });
}

/** One row per service, however many entries it holds. */
function lossesOf(context: MapContext, user: SourceUser, without: readonly SpeedDial[]): Loss[] {
  return LISTS.flatMap(({ service }): Loss[] => {
    const mine = without.filter((dial) => dial.service === service);
    if (mine.length === 0) return [];
    const list = mine.map(({ code, told, fault }) => `${code} (${told}: ${fault ?? 'no number'})`).join(', ');
    return [
      {
        customer: context.customer,
        owner: `user:${user.key}`,
        service,
        verdict: 'lost',
        notice: `No key for ${mine.length === 1 ? 'one speed dial' : `${mine.length} speed dials`}: ${list}.`,
        action: 'Enter them as contacts in the Webex App, or on the phone.',
        sources: mine.flatMap(({ refs }) => refs.slice(1, 2)),
      },
    ];
  });
}

/** Lamps that are set, and that no key of the phone shows. */
function lampLosses(context: MapContext, user: SourceUser, without: readonly FeatureMember[]): Loss[] {
  if (without.length === 0) return [];
  const lamps = without.length === 1 ? 'one busy lamp' : `${without.length} busy lamps`;
  const ref = (key: string) =>
    sourceRef({ kind: 'user', key: user.key }, 'UserBusyLampFieldGetResponse', `monitoredUserTable[${key}]`);
  return [
    {
      customer: context.customer,
      owner: `user:${user.key}`,
      service: 'Busy Lamp Field',
      verdict: 'part',
      notice: `No key is left on the phone for ${lamps}: ${without.map(({ userId }) => userId).join(', ')}.`,
      action: 'If the phone carries an expansion module, say so under modules in mappings/devices.yaml and map again.',
      sources: without.map(({ userKey }) => ref(userKey)),
    },
  ];
}
