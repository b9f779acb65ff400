import { locationConfig } from '../domain/configured.ts';
import type { Decision, DraftOf, WebexAddress, Why } from '../domain/drafts.ts';
import type { SourceGroup } from '../domain/source.ts';
import { mapAddress } from './address.ts';
import type { Structure } from './create-context.ts';
import { decide, onDecision } from './features/decide.ts';
import { mainNumber, mainNumberOfPart } from './main-number.ts';
import { locationCalls } from './outgoing-permissions.ts';
import { groupRefs, userRefs } from './provenance.ts';
import { connectionNeeded, pstnConnection } from './pstn-connection.ts';
import type { LocationPart } from './split-groups.ts';

const NAME_LENGTH = 80;

/** A group, or a part of one that becomes a location of its own. */
interface Place {
  /** Key of the location, and of what `migration.yaml` says about it. */
  readonly key: string;
  readonly group: SourceGroup;
  readonly part?: LocationPart;
}

/** Each group becomes a location (section 1 of the rules), and each part that is split off from one. */
export function mapLocations(context: Structure): {
  readonly drafts: readonly DraftOf<'location'>[];
  readonly decisions: readonly Decision[];
} {
  const places: Place[] = [
    ...context.groups.map((group) => ({ key: group.key, group })),
    ...context.parts.map((part) => ({ key: part.key, group: part.group, part })),
  ];
  const names = locationNames(context, places);
  const decisions: Decision[] = [...names.decisions];
  const pstn = pstnConnection(context);
  const drafts = places.map((place): DraftOf<'location'> => {
    const { key, group, part } = place;
    const locale = context.groupLocale(key);
    const located = addressOf(context, place);
    const main = part === undefined ? mainNumber(context, group) : mainNumberOfPart(context, part);
    if (main.decision) decisions.push(main.decision);
    const outgoing = locationCalls(context.source, group.key, context);
    const name = names.of.get(key);
    const language = locale?.language ?? context.config.defaults.language;
    // The code leads to one location: that of the group.
    const prefix = part === undefined ? group.locationDialingCode : undefined;
    const connection = connectionNeeded(context, key) ? pstn() : undefined;
    if (connection && !decisions.includes(connection.decision)) decisions.push(connection.decision);
    return {
      id: `location:${key}`,
      kind: 'location',
      customer: context.customer,
      from: `group:${group.key}`,
      data: {
        name: name?.value ?? group.id,
        timeZone: locale?.timeZone ?? 'UTC',
        language,
        announcementLanguage: language,
        address: located.address,
        ...(main.number === undefined ? {} : { mainNumber: main.number }),
        ...(prefix === undefined ? {} : { routingPrefix: prefix }),
        ...outgoing.data,
        emergencyCallback: main.number === undefined ? 'NONE' : 'LOCATION_NUMBER',
        ...(connection?.id === undefined ? {} : { pstnConnectionId: connection.id }),
      },
      why: {
        name: name?.why ?? { rule: 'R-LOC-1', sources: [] },
        language: locale?.why.language ?? { rule: 'language-default', sources: [] },
        announcementLanguage: {
          rule: 'R-LOC-3',
          sources: [],
          note: 'announcements speak the language of the location',
        },
        timeZone: locale?.why.timeZone ?? { rule: 'timezone-default', sources: [] },
        ...located.why,
        ...outgoing.why,
        emergencyCallback: callbackWhy(main.number),
        ...(main.why ? { mainNumber: main.why } : {}),
        ...(connection?.why ? { pstnConnectionId: connection.why } : {}),
        ...(prefix === undefined
          ? {}
          : {
              routingPrefix: { rule: 'R-NUM-11', sources: groupRefs(context.source, group, 'locationDialingCode') },
            }),
      },
    };
  });
  return { drafts, decisions };
}

function callbackWhy(mainNumber: string | undefined): Why {
  return {
    rule: 'R-LOC-7',
    sources: [],
    note:
      mainNumber === undefined
        ? 'no main number to call back'
        : 'owners without a number are called back on the main number',
  };
}

/** The address of the group, or the one that all people of a part have in their own details. */
function addressOf(
  { source, catalogues }: Structure,
  { group, part }: Place,
): { readonly address: WebexAddress; readonly why: Record<string, Why> } {
  const own = part?.address;
  const written = own ?? group.address;
  const refs = (path: string) =>
    own === undefined || part === undefined
      ? groupRefs(source, group, path)
      : part.users.flatMap((user) => userRefs(source, user, path));
  const { address, changed } = mapAddress(written, catalogues);
  const note = part === undefined ? {} : { note: own === undefined ? OF_THE_GROUP : OF_ITS_PEOPLE };
  // The address as a whole is that of the group, wherever its parts were read from.
  const why: Record<string, Why> = {
    address: { rule: 'R-LOC-4', sources: part === undefined ? refs('address') : [], ...note },
  };
  for (const name of ADDRESS_PARTS) {
    if (written?.[name] === undefined) continue;
    const rule = name === 'country' || name === 'stateOrProvince' ? 'address-codes' : 'R-LOC-2';
    why[`address.${name}`] = {
      rule,
      sources: refs(`address.${name}`),
      ...(changed.has(name) ? { changed: true } : {}),
    };
  }
  return { address, why };
}

const OF_THE_GROUP = 'the address of the group: its people name no other one together';
const OF_ITS_PEOPLE = 'the address that all of its people have in their details';

const ADDRESS_PARTS = [
  'addressLine1',
  'addressLine2',
  'city',
  'stateOrProvince',
  'zipOrPostalCode',
  'country',
] as const;

/** Names of at most 80 characters, unique in the customer (R-LOC-1): where two agree, the id tells them apart. */
function locationNames(
  context: Structure,
  places: readonly Place[],
): {
  readonly of: ReadonlyMap<string, { readonly value: string; readonly why: Why }>;
  readonly decisions: readonly Decision[];
} {
  const decisions: Decision[] = [];
  const wished = new Map(places.map((place) => [place.key, wishedName(context, place)]));
  const count = new Map<string, number>();
  for (const { value } of wished.values()) count.set(value.toLowerCase(), (count.get(value.toLowerCase()) ?? 0) + 1);
  const names = new Map<string, { value: string; why: Why }>();
  for (const { key, group, part } of places) {
    const wish = wished.get(key);
    if (!wish) continue;
    const twin = (count.get(wish.value.toLowerCase()) ?? 0) > 1;
    const id = part === undefined ? group.id : `${group.id}, ${part.label}`;
    const suffix = twin ? ` (${id})` : '';
    const proposal = `${wish.value.slice(0, NAME_LENGTH - suffix.length).trimEnd()}${suffix}`;
    if (!twin) {
      const why =
        proposal === wish.written ? wish.why : { ...wish.why, changed: true, note: `written "${wish.written}"` };
      names.set(key, { value: proposal, why });
      continue;
    }
    const { decision, answer } = decide(context, {
      kind: 'name-conflict',
      object: part === undefined ? `group:${key}` : `location:${key}`,
      question: `Several groups are called "${wish.value}". What is the location of group ${id} called?`,
      options: [
        { value: proposal, consequence: 'the name with the id of the group' },
        { value: '<name>', consequence: 'is called what you write as the answer', free: 'name' },
      ],
      recommendation: proposal,
      reason: 'the name of a location is unique in its organisation',
      cause: [wish.value, id],
    });
    decisions.push(decision);
    const why = { ...wish.why, changed: true, note: 'several groups have this name' };
    names.set(key, { value: answer ?? proposal, why: onDecision(why, decision) });
  }
  return { of: names, decisions };
}

function wishedName(
  { config, source }: Structure,
  { key, group, part }: Place,
): { value: string; written: string; why: Why } {
  const configured = locationConfig(config, key).name;
  const ofGroup = locationConfig(config, group.key).name ?? group.name ?? group.id;
  const written = configured ?? (part === undefined ? ofGroup : `${ofGroup} – ${part.label}`);
  return { value: written.replace(/\s+/g, ' ').trim(), written, why: nameWhy() };

  function nameWhy(): Why {
    if (configured !== undefined) return { rule: 'location-name-configured', sources: [] };
    if (part !== undefined) {
      const path = part.by === 'department' ? 'department' : 'address';
      return {
        rule: `location-split-by-${part.by}`,
        sources:
          part.by === 'department' ? part.users.flatMap((user) => userRefs(source, user, path, 'Department')) : [],
        note: `split off from "${ofGroup}" as migration.yaml says`,
      };
    }
    return group.name === undefined
      ? { rule: 'location-name-is-group-id', sources: [] }
      : { rule: 'R-LOC-1', sources: groupRefs(source, group, 'groupName', 'Group Name') };
  }
}
