import type { Decision, DraftOf, Why } from '../domain/drafts.ts';
import { userKey } from '../domain/keys.ts';
import { withLazyWhy } from '../domain/lazy-why.ts';
import { tableRows } from '../domain/response-body.ts';
import type { SourceCustomer, SourceUser } from '../domain/source.ts';
import type { Structure } from './create-context.ts';
import { displayName, displayNameWhy, personName, personWhy } from './owner-names.ts';
import { choosePackages } from './package-decision.ts';
import type { PackageFacts } from './packages.ts';
import { dnToE164, userNumber } from './phone-number.ts';
import { userRefs } from './provenance.ts';
import { emailOf } from './subscriber-email.ts';

export type OwnerOf = DraftOf<'subscriber'> | DraftOf<'workspace'> | DraftOf<'virtualLine'>;

/**
 * Subscribers, Webex workspaces and virtual lines, one for each user that moves.
 *
 * Who becomes administrator is not known yet: `administrator` is false everywhere, and `customers` sets it. Reasons are
 * given when somebody asks: those of everybody at once were the largest part of a large customer.
 */
export function mapPeople(context: Structure): {
  readonly drafts: readonly OwnerOf[];
  readonly decisions: readonly Decision[];
} {
  const hosts = conferenceHosts(context.source);
  const packages = choosePackages(
    context,
    context.users.filter((user) => context.owner(user.key)?.kind === 'subscriber'),
    (user) => packageFacts(context, user, hosts),
  );
  const decisions: Decision[] = [...packages.decisions];
  const drafts = context.users.flatMap((user): OwnerOf[] => {
    const owner = context.owner(user.key);
    const location = context.locationOf(user);
    if (!owner || location === undefined) return [];
    const fate = context.fate(user);
    const phone = phoneFields(context, user);
    const base = { id: owner.draft, customer: context.customer, from: `user:${user.key}` };
    const placed = { location, ...phone };
    const why = () => ({
      location: { rule: 'location-from-group', sources: [] },
      ...phoneWhy(context, user, phone),
    });
    switch (owner.kind) {
      case 'workspace': {
        const name = displayName(user);
        return [
          withLazyWhy(
            {
              ...base,
              kind: 'workspace',
              data: { ...placed, displayName: name, package: 'common_area_calling' },
            },
            () => ({
              ...why(),
              displayName: displayNameWhy(context, user, name),
              package: { rule: 'common-area-place', sources: [], note: 'the only package that a place can hold' },
            }),
          ),
        ];
      }
      case 'virtualLine':
        return [
          withLazyWhy(
            {
              ...base,
              kind: 'virtualLine',
              data: { ...placed, ...personName(user) },
            },
            () => ({ ...why(), ...personWhy(context, user, fate.why) }),
          ),
        ];
      case 'subscriber': {
        const email = emailOf(context, user);
        if (email.decision) decisions.push(email.decision);
        const choice = packages.of.get(user.key);
        if (choice === undefined) return [];
        return [
          withLazyWhy(
            {
              ...base,
              kind: 'subscriber',
              data: {
                ...placed,
                ...personName(user),
                ...(email.address === undefined ? {} : { email: email.address }),
                package: choice.package,
                administrator: false,
              },
            },
            () => ({
              ...why(),
              ...personWhy(context, user, fate.why),
              ...(email.why === undefined ? {} : { email: email.why }),
              package: choice.why,
              administrator: { rule: 'R-PKG-3', sources: [] },
            }),
          ),
        ];
      }
      default:
        return owner.kind satisfies never;
    }
  });
  return { drafts, decisions };
}

/** What the package rules ask about a user, exported for `explain`. */
export function packageFacts(
  context: Structure,
  user: SourceUser,
  hosts: ReadonlySet<string> = conferenceHosts(context.source),
): PackageFacts {
  const evidence = context.evidence(user);
  return {
    services: context.inUse(user),
    place: context.owner(user.key)?.kind === 'workspace',
    endpoint: evidence.hasPhone || evidence.hasNumber,
    endpoints: evidence.endpoints,
    conferenceHost: hosts.has(user.key),
  };
}

const HOSTS = 'GroupMeetMeConferencingGetInstanceResponse';

function conferenceHosts(source: SourceCustomer): ReadonlySet<string> {
  const hosts = new Set<string>();
  for (const response of source.responses(new Set([HOSTS]))) {
    if (response.base !== HOSTS) continue;
    for (const row of tableRows(response.body(), 'conferenceHostUserTable')) {
      const id = row.get('User Id');
      if (id !== undefined) hosts.add(userKey(id));
    }
  }
  return hosts;
}

interface Phone {
  readonly phoneNumber?: string;
  readonly extension?: string;
}

/** Number and extension that a user brings. */
export function phoneFields({ source }: Structure, user: SourceUser): Phone {
  const number = userNumber(user, listedOwners(source));
  return {
    ...(number === undefined ? {} : { phoneNumber: number }),
    ...(user.extension === undefined ? {} : { extension: user.extension }),
  };
}

const listed = new WeakMap<SourceCustomer, ReadonlyMap<string, string | undefined>>();

/** Whose each number is by the list of numbers; put together once for a customer. */
function listedOwners(source: SourceCustomer): ReadonlyMap<string, string | undefined> {
  const known = listed.get(source) ?? new Map(source.dns.map((dn) => [dnToE164(dn.dn), dn.ownerKey]));
  listed.set(source, known);
  return known;
}

export function phoneWhy(
  { source }: Structure,
  user: SourceUser,
  { phoneNumber, extension }: Phone,
): Record<string, Why> {
  const why: Record<string, Why> = {};
  if (phoneNumber !== undefined) {
    why.phoneNumber = {
      rule: 'R-NUM-1',
      sources: [
        ...userRefs(source, user, 'phoneNumber', 'Phone Number'),
        ...userRefs(source, user, 'countryCode', 'Country Code'),
        ...userRefs(source, user, 'nationalPrefix', 'National Prefix'),
      ],
      ...(user.phoneNumber === undefined || user.phoneNumber === phoneNumber
        ? {}
        : { note: `written "${user.phoneNumber}"` }),
    };
  }
  if (extension !== undefined) {
    why.extension = { rule: 'R-LOC-5', sources: userRefs(source, user, 'extension', 'Extension') };
  }
  return why;
}
