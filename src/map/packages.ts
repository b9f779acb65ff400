import type { Why } from '../domain/drafts.ts';
import type { SourceRef } from '../domain/keys.ts';
import type { SourceService } from '../domain/source.ts';
import type { PackageEntry, PackageRule } from './catalogue-files.ts';
import type { Catalogues } from './catalogues.ts';
import { HANDLED_USER_SERVICES } from './losses/handled-services.ts';

/** What the package rules may ask about an owner. */
export interface PackageFacts {
  /** Services in use (R-SVC-0), packs expanded. */
  readonly services: readonly SourceService[];
  readonly place: boolean;
  /** Has a phone, a number or an extension. */
  readonly endpoint: boolean;
  /** Phones and apps together. */
  readonly endpoints: number;
  readonly conferenceHost: boolean;
}

export interface PackageChoice {
  readonly package: string;
  readonly why: Why;
}

/** The next cheaper package and what it would take away; nobody is put on it by this alone. */
export interface CheaperAlternative {
  readonly package: string;
  /** Services in use that it does not hold. */
  readonly loses: readonly string[];
  /** False: what it holds rests on no source; confirm it in `mappings/packages.yaml` to let policy `cheapest` use it. */
  readonly confirmed: boolean;
  /** Why it would not fit at all, whatever the services. */
  readonly obstacle?: string;
}

/**
 * Chooses the base package: the first rule of `packages.yaml` that fits the services in use (section 4 of the rules).
 * Policy `cheapest` then takes the cheapest confirmed package that holds every service in use, if that is cheaper.
 */
export function choosePackage(facts: PackageFacts, catalogues: Catalogues, policy: 'safe' | 'cheapest'): PackageChoice {
  const rule = catalogues.packageRules.find((candidate) => fits(candidate, facts, catalogues));
  const safe = rule?.package ?? 'webex_calling';
  const causes = rule === undefined ? [] : causesOf(rule, facts, catalogues);
  const cheaper = policy === 'cheapest' && !facts.place ? cheapestConfirmed(safe, facts, catalogues) : undefined;
  if (cheaper !== undefined) {
    return {
      package: cheaper.name,
      why: {
        rule: 'package-cheapest',
        sources: sourcesOf(facts.services),
        note: `the cheapest confirmed package that holds every service in use; ${rule?.id ?? 'the default'} would give ${safe}`,
      },
    };
  }
  return {
    package: safe,
    why: {
      rule: `package-${rule?.id ?? 'default'}`,
      sources: sourcesOf(causes),
      note: [
        rule?.why ?? 'no rule fits',
        causes.length === 0 ? '' : `because of ${nameList(causes.map((service) => service.name))}`,
        describe(cheaperAlternative({ ...facts, package: safe }, catalogues)),
      ]
        .filter((part) => part !== '')
        .join('; '),
    },
  };
}

/**
 * The cheaper package that policy `safe` passes over although it holds every service in use: a person may take it.
 *
 * @returns undefined under policy `cheapest`, which takes it by itself
 */
export function passedOver(
  facts: PackageFacts,
  catalogues: Catalogues,
  policy: 'safe' | 'cheapest',
): string | undefined {
  if (policy === 'cheapest' || facts.place) return undefined;
  return cheapestConfirmed(choosePackage(facts, catalogues, policy).package, facts, catalogues)?.name;
}

/**
 * The most expensive package below the one that was chosen, and what it would lose; `undefined` below the cheapest.
 *
 * @param owner - the facts that the choice was made from, and the package that was chosen
 */
export function cheaperAlternative(
  owner: Pick<PackageFacts, 'services' | 'place' | 'endpoints'> & { readonly package: string },
  catalogues: Catalogues,
): CheaperAlternative | undefined {
  const chosen = catalogues.packages.get(owner.package);
  if (!chosen || owner.place) return undefined;
  const [next] = [...catalogues.packages.values()]
    .filter((entry) => entry.forPeople && entry.rank < chosen.rank && (entry.allCalling || !chosen.allCalling))
    .sort((left, right) => right.rank - left.rank);
  if (!next) return undefined;
  return {
    package: next.name,
    loses: owner.services.filter((service) => !holds(next, service.name, catalogues)).map((service) => service.name),
    confirmed: next.confirmed,
    ...(next.oneEndpoint && owner.endpoints > 1
      ? { obstacle: 'it allows one phone or the app, not both (R-PKG-4)' }
      : {}),
  };
}

function fits({ when }: PackageRule, facts: PackageFacts, catalogues: Catalogues): boolean {
  const names = new Set(facts.services.map((service) => service.name));
  return (
    (when.place ?? facts.place) === facts.place &&
    (when.endpoint ?? facts.endpoint) === facts.endpoint &&
    (when.conferenceHost ?? facts.conferenceHost) === facts.conferenceHost &&
    (when.anyService === undefined || when.anyService.some((name) => names.has(name))) &&
    (when.callingService === undefined ||
      when.callingService === facts.services.some((service) => isCalling(service.name, catalogues)))
  );
}

/** The services that made the rule fit. */
function causesOf({ when }: PackageRule, facts: PackageFacts, catalogues: Catalogues): readonly SourceService[] {
  if (when.anyService !== undefined) {
    const wanted = new Set(when.anyService);
    return facts.services.filter((service) => wanted.has(service.name));
  }
  if (when.callingService === true) return facts.services.filter((service) => isCalling(service.name, catalogues));
  return [];
}

function cheapestConfirmed(safe: string, facts: PackageFacts, catalogues: Catalogues): PackageEntry | undefined {
  const limit = catalogues.packages.get(safe)?.rank ?? 0;
  return [...catalogues.packages.values()]
    .filter((entry) => entry.forPeople && entry.confirmed && entry.rank < limit)
    .filter((entry) => entry.allCalling || !facts.endpoint)
    .filter((entry) => !entry.oneEndpoint || facts.endpoints === 1)
    .filter((entry) => facts.services.every((service) => holds(entry, service.name, catalogues)))
    .sort((left, right) => left.rank - right.rank)
    .at(0);
}

/** A service that nothing of the user hangs on, or that has no place in Webex at all, is no reason for a package. */
function holds(entry: PackageEntry, service: string, catalogues: Catalogues): boolean {
  if (entry.without.includes(service)) return false;
  if (entry.services.includes(service)) return true;
  const known = catalogues.userServices.get(service);
  if (known?.verdict === 'not-needed' || known?.verdict === 'lost') return true;
  return entry.allCalling && (known === undefined || known.calling);
}

/** A service that nobody described counts as calling: the safe side, and `precheck` names it. */
function isCalling(service: string, catalogues: Catalogues): boolean {
  return catalogues.userServices.get(service)?.calling ?? true;
}

function describe(alternative: CheaperAlternative | undefined): string {
  if (!alternative) return '';
  const { package: name, loses, confirmed, obstacle } = alternative;
  const losing = loses.length === 0 ? 'would hold every service in use' : `would lose ${nameList(loses)}`;
  return `next cheaper ${name} ${obstacle ?? losing}${confirmed ? '' : ' (contents not confirmed)'}`;
}

function nameList(names: readonly string[]): string {
  return names.length <= 4 ? names.join(', ') : `${names.slice(0, 4).join(', ')} and ${names.length - 4} more`;
}

/**
 * Only services that arrive are named as sources: what chose the package but is lost, or left to a person, is no value
 * that the package carries over. The note names them all.
 */
function sourcesOf(services: readonly SourceService[]): SourceRef[] {
  const carried = services.filter((service) => HANDLED_USER_SERVICES.has(service.name));
  return [...new Set(carried.map((service) => service.source))];
}
