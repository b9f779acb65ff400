import type { Decision, DraftOf, Why } from '../domain/drafts.ts';
import type { SourceGroup } from '../domain/source.ts';
import { mapAddress } from './address.ts';
import { locationConfig } from './configured.ts';
import type { Structure } from './create-context.ts';
import { decide, onDecision } from './features/decide.ts';
import { mainNumber } from './main-number.ts';
import { outgoingPermissions, outgoingPlans } from './outgoing-permissions.ts';
import { groupRefs } from './provenance.ts';
import { connectionNeeded, pstnConnection } from './pstn-connection.ts';

const NAME_LENGTH = 80;

/** Each group becomes a location (section 1 of the rules). */
export function mapLocations(context: Structure): {
  readonly drafts: readonly DraftOf<'location'>[];
  readonly decisions: readonly Decision[];
} {
  const plans = outgoingPlans(context.source);
  const names = locationNames(context);
  const decisions: Decision[] = [...names.decisions];
  const pstn = pstnConnection(context);
  const drafts = context.groups.map((group): DraftOf<'location'> => {
    const { source, customer } = context;
    const refs = (detail?: string, heading?: string) => groupRefs(source, group, detail, heading);
    const locale = context.groupLocale(group.key);
    const { address, changed } = mapAddress(group.address, context.catalogues);
    const main = mainNumber(context, group);
    if (main.decision) decisions.push(main.decision);
    const outgoing = outgoingPermissions(plans, group.key);
    const name = names.of.get(group.key);
    const language = locale?.language ?? context.config.defaults.language;

    const why: Record<string, Why> = {
      name: name?.why ?? { rule: 'R-LOC-1', sources: [] },
      language: locale?.why.language ?? { rule: 'language-default', sources: [] },
      announcementLanguage: { rule: 'R-LOC-3', sources: [], note: 'announcements speak the language of the location' },
      timeZone: locale?.why.timeZone ?? { rule: 'timezone-default', sources: [] },
      address: { rule: 'R-LOC-4', sources: refs('address') },
      ...outgoing.why,
      emergencyCallback: {
        rule: 'R-LOC-7',
        sources: [],
        note:
          main.number === undefined
            ? 'no main number to call back'
            : 'owners without a number are called back on the main number',
      },
    };
    for (const part of ADDRESS_PARTS) {
      if (group.address?.[part] === undefined) continue;
      const rule = part === 'country' || part === 'stateOrProvince' ? 'address-codes' : 'R-LOC-2';
      why[`address.${part}`] = {
        rule,
        sources: refs(`address.${part}`),
        ...(changed.has(part) ? { changed: true } : {}),
      };
    }
    if (main.why) why.mainNumber = main.why;
    const connection = connectionNeeded(context, group) ? pstn() : undefined;
    if (connection && !decisions.includes(connection.decision)) decisions.push(connection.decision);
    if (connection?.why) why.pstnConnectionId = connection.why;
    if (group.locationDialingCode !== undefined) {
      why.routingPrefix = { rule: 'R-NUM-11', sources: refs('locationDialingCode') };
    }
    return {
      id: `location:${group.key}`,
      kind: 'location',
      customer,
      from: `group:${group.key}`,
      data: {
        name: name?.value ?? group.id,
        timeZone: locale?.timeZone ?? 'UTC',
        language,
        announcementLanguage: language,
        address,
        ...(main.number === undefined ? {} : { mainNumber: main.number }),
        ...(group.locationDialingCode === undefined ? {} : { routingPrefix: group.locationDialingCode }),
        outgoingPermissions: outgoing.permissions,
        emergencyCallback: main.number === undefined ? 'NONE' : 'LOCATION_NUMBER',
        ...(connection?.id === undefined ? {} : { pstnConnectionId: connection.id }),
      },
      why,
    };
  });
  return { drafts, decisions };
}

const ADDRESS_PARTS = [
  'addressLine1',
  'addressLine2',
  'city',
  'stateOrProvince',
  'zipOrPostalCode',
  'country',
] as const;

/** Names of at most 80 characters, unique in the customer (R-LOC-1): where two agree, the group id tells them apart. */
function locationNames(context: Structure): {
  readonly of: ReadonlyMap<string, { readonly value: string; readonly why: Why }>;
  readonly decisions: readonly Decision[];
} {
  const decisions: Decision[] = [];
  const wished = new Map(context.groups.map((group) => [group.key, wishedName(context, group)]));
  const count = new Map<string, number>();
  for (const { value } of wished.values()) count.set(value.toLowerCase(), (count.get(value.toLowerCase()) ?? 0) + 1);
  const names = new Map<string, { value: string; why: Why }>();
  for (const group of context.groups) {
    const wish = wished.get(group.key);
    if (!wish) continue;
    const twin = (count.get(wish.value.toLowerCase()) ?? 0) > 1;
    const suffix = twin ? ` (${group.id})` : '';
    const proposal = `${wish.value.slice(0, NAME_LENGTH - suffix.length).trimEnd()}${suffix}`;
    if (!twin) {
      const why =
        proposal === wish.written ? wish.why : { ...wish.why, changed: true, note: `written "${wish.written}"` };
      names.set(group.key, { value: proposal, why });
      continue;
    }
    const { decision, answer } = decide(context, {
      kind: 'name-conflict',
      object: `group:${group.key}`,
      question: `Several groups are called "${wish.value}". What is the location of group ${group.id} called?`,
      options: [
        { value: proposal, consequence: 'the name with the id of the group' },
        { value: '<name>', consequence: 'is called what you write as the answer', free: 'name' },
      ],
      recommendation: proposal,
      reason: 'the name of a location is unique in its organisation',
      cause: [wish.value, group.id],
    });
    decisions.push(decision);
    const why = { ...wish.why, changed: true, note: 'several groups have this name' };
    names.set(group.key, { value: answer ?? proposal, why: onDecision(why, decision) });
  }
  return { of: names, decisions };
}

function wishedName(context: Structure, group: SourceGroup): { value: string; written: string; why: Why } {
  const configured = locationConfig(context.config, group.key).name;
  const written = configured ?? group.name ?? group.id;
  const why: Why =
    configured !== undefined
      ? { rule: 'location-name-configured', sources: [] }
      : group.name !== undefined
        ? { rule: 'R-LOC-1', sources: groupRefs(context.source, group, 'groupName', 'Group Name') }
        : { rule: 'location-name-is-group-id', sources: [] };
  return { value: written.replace(/\s+/g, ' ').trim(), written, why };
}
