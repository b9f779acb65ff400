import { withoutKind } from '../../domain/draft-id.ts';
import { dialsFor, dialTargets, isDiallable } from '../dial-targets.ts';
import type { CustomerFacts } from '../facts.ts';
import { isCallable } from '../facts.ts';
import { isE164, isInternational } from '../phone.ts';
import type { AnyRule, Problem } from '../rule.ts';
import type { SubjectDraft } from '../subjects.ts';
import { listOf } from '../wording.ts';

/** What points at something else: forwarding, overflow, menu keys, members. */
export const REFERENCE_RULES = [
  {
    id: 'forward-target-unresolved',
    severity: 'warning',
    on: 'anySetting',
    summary:
      'Forwarding and voicemail transfer that are switched on lead to a number or an extension; what does not is switched off.',
    hint: 'Set the target in BroadWorks as a full number or an extension, then extract again; or set it by hand in Webex.',
    cites: 'R-NUM-1',
    check: (draft) => [...unresolved(draft), ...switchedOff(draft)],
  },
  {
    id: 'group-forward-target-unresolved',
    severity: 'warning',
    on: 'huntGroup',
    summary: 'A hunt group that forwards leads to a number or an extension.',
    hint: 'Set the target in BroadWorks as a full number or an extension, then extract again.',
    cites: 'R-NUM-1',
    check: (draft) => [...unresolved(draft), ...switchedOff(draft)],
  },
  {
    id: 'queue-overflow-unresolved',
    severity: 'blocker',
    on: 'callQueue',
    summary: 'A full queue that transfers leads to a number or an extension: Webex takes no transfer to nowhere.',
    hint: 'Set the target in BroadWorks as a full number or an extension, then extract again.',
    cites: 'R-NUM-1',
    overridable: false,
    check: (draft) => unresolved(draft),
  },
  {
    id: 'attendant-key-unresolved',
    severity: 'warning',
    on: 'autoAttendant',
    summary: 'A menu key that transfers leads to a number or an extension.',
    hint: 'Set the target of the key in BroadWorks, then extract again; callers who press it get no further.',
    cites: 'R-NUM-9',
    check: (draft) => unresolved(draft),
  },
  {
    id: 'forward-target-international',
    severity: 'warning',
    on: 'dialler',
    summary: 'Nothing forwards abroad by itself without somebody having looked at it: that is how toll fraud works.',
    hint: 'Ask the customer whether this is wanted; international calls are blocked at the location unless planned otherwise.',
    cites: 'R-NUM-10',
    check(draft, facts) {
      const country = countryOf(draft, facts);
      return dialTargets(draft)
        .filter(({ value }) => isInternational(value, country))
        .map(
          ({ field, what, value, active }): Problem => ({
            message: `${what} leads abroad: ${value}${active ? '' : ' (switched off)'}`,
            field,
          }),
        );
    },
  },
  {
    id: 'forward-target-left-behind',
    severity: 'warning',
    on: 'dialler',
    summary: 'Nothing forwards to a number that stays in BroadWorks without somebody knowing.',
    hint: 'Move the target too, or change where it leads.',
    cites: 'R-NUM-9',
    check: (draft, facts) =>
      dialTargets(draft)
        .filter(({ value }) => isE164(value) && staysBehind(facts, value))
        .map(
          ({ field, what, value }): Problem => ({
            message: `${what} leads to ${value}, which stays in BroadWorks`,
            field,
          }),
        ),
  },
  {
    id: 'forward-extension-unknown',
    severity: 'warning',
    on: 'dialler',
    summary: 'An extension that calls are sent to belongs to somebody who moves.',
    hint: 'Move its owner too, or change where the calls are sent.',
    cites: 'R-NUM-9',
    check: (draft, facts) =>
      dialTargets(draft)
        .filter(({ value, active }) => active && /^\d{2,10}$/.test(value) && !isReached(facts, value))
        .map(
          ({ field, what, value }): Problem => ({
            message: `${what} leads to extension ${value}, which nobody has`,
            field,
          }),
        ),
  },
  {
    id: 'hunt-group-members-missing',
    severity: 'warning',
    on: 'huntGroup',
    summary: 'Everybody in a hunt group moves.',
    hint: 'Move them too, or accept that calls no longer reach them.',
    field: 'agents',
    check: (group, facts) => missingAgents(group, facts),
  },
  {
    id: 'queue-agents-missing',
    severity: 'warning',
    on: 'callQueue',
    summary: 'Every agent of a queue moves.',
    hint: 'Move them too, or accept that calls no longer reach them.',
    field: 'agents',
    check: (queue, facts) => missingAgents(queue, facts),
  },
  {
    id: 'feature-without-members',
    severity: 'warning',
    on: 'feature',
    summary: 'A hunt group or queue has members.',
    hint: 'Check that its agent list was extracted; a group without members answers no call.',
    field: 'agents',
    check: (feature) =>
      feature.kind !== 'autoAttendant' && feature.data.agents.length === 0 ? 'no members' : undefined,
  },
] as const satisfies readonly AnyRule[];

function unresolved(draft: SubjectDraft<'dialler'>): readonly Problem[] {
  return dialTargets(draft)
    .filter(({ active, value }) => active && !isDiallable(value))
    .map(({ field, what, value }) => ({
      message:
        value === '' ? `${what} has no target` : `${what} leads to "${value}", which is neither number nor extension`,
      field,
    }));
}

/** Switches that `map` turns off where the target stays open, and what to call them. */
const SWITCHES: Readonly<Record<string, string>> = {
  'always.enabled': 'forwarding always',
  'busy.enabled': 'forwarding when busy',
  'noAnswer.enabled': 'forwarding after no answer',
  'notReachable.enabled': 'forwarding when not reachable',
  'noAnswer.forwardEnabled': 'forwarding after no answer',
  'busyRedirect.enabled': 'forwarding when busy',
  'selective.enabled': 'selective forwarding',
  transferToNumber: 'transfer out of voicemail',
};

const SWITCHED_OFF_BY: readonly string[] = ['forward-target-unresolved', 'forwarding-without-rules'];

function switchedOff(draft: SubjectDraft<'anySetting'> | SubjectDraft<'huntGroup'>): readonly Problem[] {
  return Object.entries(SWITCHES).flatMap(([field, what]) => {
    const why = draft.why[field];
    return why !== undefined && SWITCHED_OFF_BY.includes(why.rule)
      ? [{ message: `${what} is on in BroadWorks; ${why.note ?? 'switched off'}`, field }]
      : [];
  });
}

function missingAgents(draft: SubjectDraft<'huntGroup' | 'callQueue'>, facts: CustomerFacts): string | undefined {
  const missing = draft.data.agents.filter(({ owner }) => facts.draft(owner) === undefined);
  return missing.length === 0
    ? undefined
    : `${missing.length} of ${draft.data.agents.length} members do not move: ${listOf(missing.map(({ owner }) => withoutKind(owner)))}`;
}

function countryOf(draft: SubjectDraft<'dialler'>, facts: CustomerFacts): string | undefined {
  const owner = facts.draft(dialsFor(draft));
  if (owner?.kind === 'location') return owner.data.address.country;
  return owner && isCallable(owner) ? facts.location(owner.data.location)?.data.address.country : undefined;
}

function staysBehind(facts: CustomerFacts, number: string): boolean {
  const draft = facts.number(number);
  if (draft === undefined) return false;
  if (draft.data.fate === 'stay') return true;
  const owner = draft.data.owner === undefined ? undefined : facts.draft(draft.data.owner);
  return owner?.kind === 'notMigrated';
}

/** By extension, or by location prefix and extension. */
function isReached(facts: CustomerFacts, dialled: string): boolean {
  if (facts.hasExtension(dialled)) return true;
  return facts.prefixed.some(({ id, data: { routingPrefix = '' } }) => {
    if (!dialled.startsWith(routingPrefix)) return false;
    return facts.inLocation(dialled.slice(routingPrefix.length), id).length > 0;
  });
}
