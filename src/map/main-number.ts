import type { Decision, Why } from '../domain/drafts.ts';
import type { SourceGroup } from '../domain/source.ts';
import { locationConfig } from './configured.ts';
import type { Structure } from './create-context.ts';
import { decide, onDecision } from './features/decide.ts';
import { isFeature } from './left-behind.ts';
import { callingCodeOf, dnToE164, toE164 } from './phone-number.ts';
import { dnRef, groupRefs } from './provenance.ts';
import { indexOf } from './source-index.ts';

const MOST_OPTIONS = 5;

/**
 * The main number of a location: `migration.yaml`, else the calling line number of the group, else (as a decision) the
 * number of an auto attendant or the first number in use. It must be a number of the group where the list was read.
 */
export function mainNumber(
  context: Structure,
  group: SourceGroup,
): { readonly number?: string; readonly why?: Why; readonly decision?: Decision } {
  const { source, config } = context;
  const code = callingCodeOf(source, group.key);
  const configured = locationConfig(config, group.key).mainNumber;
  if (configured !== undefined) {
    return { number: toE164(configured, code) ?? configured, why: { rule: 'main-number-configured', sources: [] } };
  }

  const index = indexOf(source);
  const dns = index.dnsOf(group.key);
  const written = group.callingLineIdPhoneNumber;
  const callingLine = written === undefined ? undefined : toE164(written, code);
  const row = dns.find((dn) => dnToE164(dn.dn) === callingLine);
  const listed = (dns.length === 0 || row !== undefined) && !stays(context, row?.ownerKey);
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
    .filter((dn) => dn.ownerKey !== undefined && !stays(context, dn.ownerKey))
    .map((dn) => dnToE164(dn.dn));
  const ofUsers = index
    .usersOf(group.key)
    .filter((user) => context.owner(user.key) !== undefined)
    .flatMap((user) => (user.dn === undefined ? [] : [dnToE164(user.dn)]));
  const candidates = [...new Set([...attendants, ...used, ...ofUsers])].filter(
    (number) => !context.contested.has(number),
  );
  const [first] = candidates;
  if (first === undefined) return {};
  const { decision, answer } = decide(context, {
    kind: 'main-number',
    object: `group:${group.key}`,
    question: 'Which number do callers see, and is called back in an emergency, where a person has none of its own?',
    options: candidates.slice(0, MOST_OPTIONS).map((value) => ({
      value,
      consequence: attendants.includes(value) ? 'the number of an auto attendant' : 'a number in use in this group',
    })),
    recommendation: first,
    reason: 'the group has no calling line number of its own among its numbers',
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

/** A number whose user or feature stays behind must not be taken away from it by becoming a main number. */
function stays(context: Structure, ownerKey: string | undefined): boolean {
  const user = context.user(ownerKey);
  if (user !== undefined) return context.owner(user.key) === undefined;
  const instance = indexOf(context.source).instance(ownerKey);
  return instance !== undefined && !isFeature(instance.type);
}
