import { type DraftId, withoutKind } from '../../domain/draft-id.ts';
import type { DraftOf, Loss, Why } from '../../domain/drafts.ts';
import { type EntityRef, sourceRef, userKey } from '../../domain/keys.ts';
import type { SourceGroup } from '../../domain/source.ts';
import type { VoicePortal } from '../../domain/source-policies.ts';
import { countryCode } from '../address.ts';
import type { MapContext, Mapped } from '../context.ts';
import { languageOf } from '../locale.ts';
import { because } from './instance-fields.ts';
import { type Account, mergeMapped } from './merge.ts';

export const PORTAL_RESPONSE = 'GroupVoiceMessagingGroupGetVoicePortalResponse';
const SERVICE = 'Voice Messaging Group';
const PROFILE = 'serviceInstanceProfile';

/**
 * Voice portal of a group -> voice portal of its location. The target has exactly one per location and no switch for it:
 * one that is switched off keeps its number to itself, and of groups that become one location the first brings its own.
 */
export function mapVoicePortals(context: MapContext): Mapped {
  const taken = new Map<DraftId, string>();
  const portals = context.source.groups.flatMap((group): Mapped[] => {
    const portal = portalOf(context, group.key);
    if (portal === undefined) return [];
    const location = context.location(group.key);
    if (location === undefined) return [{ drafts: [], accounts: [whole(group, 'out-of-scope', 'manual')] }];
    if (!isUsed(portal)) return [{ drafts: [], accounts: [whole(group, 'switched-off', 'not used')] }];
    // The group that gives the location its name comes first.
    const host = context.source.groups.find(({ key }) => `location:${key}` === location) ?? group;
    const hosts = portalOf(context, host.key);
    const first = taken.get(location) ?? (hosts !== undefined && isUsed(hosts) ? host.key : group.key);
    taken.set(location, first);
    return [first === group.key ? mapPortal(context, group, location, portal) : secondPortal(context, group, portal)];
  });
  return mergeMapped(portals);
}

const MOVED = new WeakMap<MapContext, ReadonlySet<string>>();

/** Keys of the virtual users behind portals that come along: they are no features of their own. */
export function movedPortals(context: MapContext): ReadonlySet<string> {
  const known = MOVED.get(context);
  if (known !== undefined) return known;
  const moved = new Set(mapVoicePortals(context).drafts.map(({ from }) => from.slice('serviceInstance:'.length)));
  MOVED.set(context, moved);
  return moved;
}

function portalOf(context: MapContext, groupKey: string): VoicePortal | undefined {
  const feature = context.source.feature(groupKey, 'voicePortal');
  return feature?.state === 'read' ? feature.data : undefined;
}

/** Switched on, or nobody said that it is off; and something can be dialled, or there is nothing to carry over. */
function isUsed({ isActive, serviceUserId, dn, extension }: VoicePortal): boolean {
  return isActive !== false && serviceUserId !== undefined && (dn !== undefined || extension !== undefined);
}

function mapPortal(context: MapContext, group: SourceGroup, location: DraftId, portal: VoicePortal): Mapped {
  const ref = (field: string) => sourceRef(ownerOf(group), PORTAL_RESPONSE, `${PROFILE}.${field}`);
  const country = countryCode(group.address?.country, context.catalogues);
  const language = languageOf(portal.language, country, context.catalogues);
  const name = portal.name ?? 'Voice Portal';
  const spoken = [portal.callerIdFirstName, portal.callerIdLastName].filter((part) => part !== undefined).join(' ');
  const callerIdName = spoken === '' || spoken === name ? undefined : spoken;
  const names = [
    ...(portal.callerIdFirstName === undefined ? [] : [ref('callingLineIdFirstName')]),
    ...(portal.callerIdLastName === undefined ? [] : [ref('callingLineIdLastName')]),
  ];
  const why: Record<string, Why> = {
    location: { rule: 'location-from-group', sources: [] },
    name: because(portal.name, ref('name')),
    language:
      language === undefined
        ? { rule: 'language-of-location', sources: [] }
        : { rule: 'R-LOC-3', sources: [ref('language')] },
    ...(portal.dn === undefined ? {} : { phoneNumber: { rule: 'R-NUM-1', sources: [ref('phoneNumber')] } }),
    ...(portal.extension === undefined ? {} : { extension: { rule: 'R-LOC-5', sources: [ref('extension')] } }),
    ...(callerIdName === undefined ? {} : { callerIdName: { rule: 'carried-over', sources: names } }),
  };
  const draft: DraftOf<'voicePortal'> = {
    id: `voicePortal:${withoutKind(location)}`,
    kind: 'voicePortal',
    customer: context.customer,
    from: `serviceInstance:${keyOf(portal)}`,
    data: {
      location,
      name,
      ...(portal.dn === undefined ? {} : { phoneNumber: portal.dn }),
      ...(portal.extension === undefined ? {} : { extension: portal.extension }),
      language: language ?? context.locale(group.key).language,
      ...(callerIdName === undefined ? {} : { callerIdName }),
    },
    why,
  };
  const accounts: Account[] =
    callerIdName === undefined ? names.map((prefix) => ({ prefix, outcome: 'not used', reason: 'copy-of-name' })) : [];
  const parts = context.locationsOf(group.key).filter((part) => part !== location);
  return { drafts: [draft], accounts, losses: parts.map((part) => ownPortal(context, group, portal, part)) };
}

/** A location that was split off its group has a portal of its own, which nobody knows yet. */
function ownPortal(context: MapContext, group: SourceGroup, portal: VoicePortal, part: DraftId): Loss {
  return {
    customer: context.customer,
    owner: `group:${group.key}`,
    service: SERVICE,
    verdict: 'manual',
    notice: `People of ${withoutKind(part)} listen to their messages at a voice portal of their own, no longer at ${dialled(portal)}.`,
    action: 'Give the voice portal of that location an extension in Control Hub, and tell its people.',
    sources: [sourceRef(ownerOf(group), PORTAL_RESPONSE, `${PROFILE}.extension`)],
  };
}

function secondPortal(context: MapContext, group: SourceGroup, portal: VoicePortal): Mapped {
  return {
    drafts: [],
    accounts: [whole(group, 'one-voice-portal-per-location', 'manual')],
    losses: [
      {
        customer: context.customer,
        owner: `group:${group.key}`,
        service: SERVICE,
        verdict: 'manual',
        notice: `The voice portal at ${dialled(portal)} ends: a location has one, which is that of the group it was merged into.`,
        action: 'Tell people which number they dial to listen to their messages.',
        sources: [sourceRef(ownerOf(group), PORTAL_RESPONSE, `${PROFILE}.extension`)],
      },
    ],
  };
}

function dialled({ extension, dn }: VoicePortal): string {
  return extension ?? dn ?? 'its number';
}

function keyOf({ serviceUserId = '' }: VoicePortal): string {
  return userKey(serviceUserId);
}

function ownerOf(group: SourceGroup): EntityRef {
  return { kind: 'group', key: group.key };
}

function whole(group: SourceGroup, reason: string, outcome: 'manual' | 'not used'): Account {
  return { prefix: `group:${group.key} ${PORTAL_RESPONSE}`, outcome, reason };
}
