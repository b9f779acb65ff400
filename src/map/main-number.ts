import { locationConfig } from '../domain/configured.ts';
import type { Decision, Why } from '../domain/drafts.ts';
import type { SourceDn, SourceGroup } from '../domain/source.ts';
import type { Structure } from './create-context.ts';
import { decide, onDecision } from './features/decide.ts';
import { movedPortals } from './features/voice-portals.ts';
import { isFeature } from './left-behind.ts';
import { moves } from './moves.ts';
import { callingCodeOf, dnToE164, toE164 } from './phone-number.ts';
import { dnRef, groupRefs } from './provenance.ts';
import { indexOf } from './source-index.ts';
import type { LocationPart } from './split-groups.ts';

const MOST_OPTIONS = 5;
const PERSON_THERE = 'a number of somebody who sits there';

interface MainNumber {
  readonly number?: string;
  readonly why?: Why;
  readonly decision?: Decision;
}

/**
 * The main number of a location: `migration.yaml`, else the calling line number of the group, else (as a decision) the
 * number of an auto attendant or the first number in use. It must be a number of the group where the list was read.
 */
export function mainNumber(context: Structure, group: SourceGroup): MainNumber {
  const { source, config } = context;
  const code = callingCodeOf(source, group.key);
  const configured = locationConfig(config, group.key).mainNumber;
  if (configured !== undefined) return asConfigured(configured, code);

  const index = indexOf(source);
  const dns = index.dnsOf(group.key);
  const written = group.callingLineIdPhoneNumber;
  const callingLine = written === undefined ? undefined : toE164(written, code);
  const row = dns.find((dn) => dnToE164(dn.dn) === callingLine);
  const unlisted = () => index.usersOf(group.key).find(({ dn }) => dn !== undefined && dnToE164(dn) === callingLine);
  const holder = row === undefined ? unlisted()?.key : row.ownerKey;
  const listed = (dns.length === 0 || row !== undefined) && !isElsewhere(context, holder);
  if (callingLine !== undefined && listed && !context.contested.has(callingLine)) {
    return {
      number: callingLine,
      why: {
        rule: 'main-number-is-calling-line-id',
        sources: groupRefs(source, group, 'callingLineIdPhoneNumber'),
        ...(callingLine === written ? {} : { note: `written "${written}"` }),
      },
    };
  }

  const attendants = index
    .instancesOf(group.key)
    .filter((instance) => instance.type.startsWith('Auto Attendant'))
    .flatMap((instance) => (instance.dn === undefined ? [] : [dnToE164(instance.dn)]));
  const used = dns
    .filter((dn) => dn.ownerKey !== undefined && !isElsewhere(context, dn.ownerKey))
    .map((dn) => dnToE164(dn.dn));
  const ofUsers = index
    .usersOf(group.key)
    .filter((user) => moves(context, user.key) && context.partOf(user.key) === undefined)
    .flatMap((user) => (user.dn === undefined ? [] : [dnToE164(user.dn)]));
  const candidates = [...new Set([...attendants, ...used, ...ofUsers])].filter(
    (number) => !context.contested.has(number),
  );
  return decideMainNumber(context, `group:${group.key}`, { candidates, dns }, (value) =>
    attendants.includes(value) ? 'the number of an auto attendant' : 'a number in use in this group',
  );
}

/**
 * The main number of a location that was split off from its group: `migration.yaml`, else (as a decision) the number of
 * one of its people.
 */
export function mainNumberOfPart(context: Structure, part: LocationPart): MainNumber {
  const configured = locationConfig(context.config, part.key).mainNumber;
  if (configured !== undefined) return asConfigured(configured, callingCodeOf(context.source, part.group.key));
  const numbers = part.users.flatMap((user) => (user.dn === undefined ? [] : [dnToE164(user.dn)]));
  const candidates = [...new Set(numbers)].filter((number) => !context.contested.has(number));
  const dns = indexOf(context.source).dnsOf(part.group.key);
  return decideMainNumber(context, `location:${part.key}`, { candidates, dns }, () => PERSON_THERE);
}

/**
 * A number whose user or feature stays behind must not be taken away from it by becoming a main number; nor can one that
 * goes to another location with its user.
 */
function isElsewhere(context: Structure, ownerKey: string | undefined): boolean {
  const user = context.user(ownerKey);
  if (user !== undefined) return !moves(context, user.key) || context.partOf(user.key) !== undefined;
  const instance = indexOf(context.source).instance(ownerKey);
  return instance !== undefined && !isFeature(instance.type) && !movedPortals(context).has(instance.key);
}

function asConfigured(written: string, code: string | undefined): MainNumber {
  return { number: toE164(written, code) ?? written, why: { rule: 'main-number-configured', sources: [] } };
}

function decideMainNumber(
  context: Structure,
  object: string,
  { candidates, dns }: { readonly candidates: readonly string[]; readonly dns: readonly SourceDn[] },
  consequenceOf: (number: string) => string,
): MainNumber {
  const [first] = candidates;
  if (first === undefined) return {};
  const { decision, answer } = decide(context, {
    kind: 'main-number',
    object,
    question: 'Which number do callers see, and is called back in an emergency, where a person has none of its own?',
    options: candidates.slice(0, MOST_OPTIONS).map((value) => ({
      value,
      consequence: consequenceOf(value),
    })),
    recommendation: first,
    reason: 'no calling line number of its own is among its numbers',
    cause: candidates.slice(0, MOST_OPTIONS),
  });
  const number = answer !== undefined && candidates.includes(answer) ? answer : first;
  const dn = dns.find((known) => dnToE164(known.dn) === number);
  return {
    number,
    decision,
    why: onDecision(
      {
        rule: 'main-number-decision',
        sources: dn === undefined ? [] : [dnRef(dn, 'User Id')],
        note: answer === undefined ? 'open decision; the recommendation is taken' : 'as decided',
      },
      decision,
    ),
  };
}
