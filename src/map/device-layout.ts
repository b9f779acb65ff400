import type { LineKeyData } from '../domain/device-data.ts';
import type { DraftOf, Loss, Why } from '../domain/drafts.ts';
import { type SourceRef, sourceRef } from '../domain/keys.ts';
import type { SourceUser } from '../domain/source.ts';
import type { MapContext } from './context.ts';
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
  readonly refs: readonly SourceRef[];
  readonly value?: string;
  readonly fault?: string;
}

/**
 * Gives speed dials the keys of the phones of their owner: the target has no speed codes. The lines come first, then the
 * list of people that the user watches, so that the keys stay as the phone would show them, then the speed dials in the
 * order of their codes. Whatever finds no key is lost, and told.
 */
export function mapLayouts(
  context: MapContext,
  drafts: readonly Device[],
): { readonly drafts: readonly Device[]; readonly losses: readonly Loss[]; readonly accounts: readonly Account[] } {
  const layouts = new Map<string, { readonly layout: readonly LineKeyData[]; readonly why: Why }>();
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
    if (dials.length === 0) continue;
    const dialled = dials.filter(({ value }) => value !== undefined);
    const phones = (byOwner.get(owner.draft) ?? []).filter(({ data }) => keysOf(context, data) > 0);
    let placed = 0;
    for (const phone of phones) {
      const before = lineKeys(context, user, phone);
      const room = Math.max(0, keysOf(context, phone.data) - before.length);
      const taken = dialled.slice(0, room);
      placed = Math.max(placed, taken.length);
      if (taken.length === 0) continue;
      layouts.set(phone.id, {
        layout: [
          ...before,
          ...taken.map(({ label, value = '' }, index): LineKeyData => {
            return { index: before.length + index + 1, type: 'SPEED_DIAL', label, value };
          }),
        ],
        why: {
          rule: 'speed-dials-become-keys',
          sources: taken.flatMap(({ refs }) => refs),
          note: 'lines first, then the people who are watched, then speed dials by their code',
          changed: true,
        },
      });
    }
    const without = [
      ...dials.filter(({ value }) => value === undefined),
      ...dialled.slice(placed).map((dial) => ({ ...dial, fault: noKey(phones.length) })),
    ];
    for (const { refs } of without) {
      accounts.push(...refs.map((prefix): Account => ({ prefix, outcome: 'lost', reason: 'no-key-for-speed-dial' })));
    }
    losses.push(...lossesOf(context, user, without));
  }
  return { drafts: drafts.map((draft) => withLayout(draft, layouts.get(draft.id))), losses, accounts };
}

function noKey(phones: number): string {
  return phones === 0 ? 'no phone with keys that Webex can set' : 'no key left on the phone';
}

function withLayout(
  draft: Device,
  mapped: { readonly layout: readonly LineKeyData[]; readonly why: Why } | undefined,
): Device {
  if (mapped === undefined) return draft;
  return { ...draft, data: { ...draft.data, layout: mapped.layout }, why: { ...draft.why, layout: mapped.why } };
}

/** Line keys that a layout can fill; none on a phone that is not added. 98xx phones take no such layout (R-DEV-5). */
function keysOf({ catalogues }: MapContext, { fate, model, macEvidence }: Device['data']): number {
  if (fate !== 'keep' || macEvidence !== 'field' || model === undefined) return 0;
  return catalogues.deviceModels.get(model)?.keys ?? 0;
}

function lineKeys(context: MapContext, user: SourceUser, { data }: Device): LineKeyData[] {
  const keys: LineKeyData[] = [{ index: 1, type: 'PRIMARY_LINE' }];
  const shared = Math.max(0, (data.members?.length ?? 0) - 1);
  for (let line = 1; line <= shared; line++) {
    keys.push({ index: keys.length + 1, type: 'SHARED_LINE', sharedLine: line });
  }
  const watched = context.source.feature(user.key, 'busyLampField')?.data?.members ?? [];
  const moving = watched.filter(({ userKey }) => context.owner(userKey) !== undefined).slice(0, MONITORED);
  for (const _ of moving) keys.push({ index: keys.length + 1, type: 'MONITOR' });
  return keys.slice(0, keysOf(context, data));
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
    const list = mine.map(({ code, label, fault }) => `${code} (${label}: ${fault ?? 'no number'})`).join(', ');
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
