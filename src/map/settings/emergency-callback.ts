import type { DraftId } from '../../domain/draft-id.ts';
import type { SourceRef } from '../../domain/keys.ts';
import { contestedNumbers } from '../contested-numbers.ts';
import type { MapContext, Mapped } from '../context.ts';
import { numbersOfDepartment } from '../inherited-plans.ts';
import { dnToE164 } from '../phone-number.ts';
import { userRefs } from '../provenance.ts';
import { indexOf } from '../source-index.ts';
import { emergencyPolicy } from './caller-policy.ts';
import { lossOfUser, NOTHING } from './further-parts.ts';
import { type Subject, settingDraft } from './owner-settings.ts';

/**
 * Which number emergency services see and call back (R-LOC-7). The target takes the own number of whoever has one, and
 * that of the location for everybody else; whoever shows the number of the group today keeps showing it, and so does
 * whoever shows that of somebody in the same location. Any other number is told: what is seen then is the own one, which
 * always rings at the caller.
 */
export function mapEmergencyCallback(context: MapContext, subject: Subject): Mapped {
  const { user, owner } = subject;
  const policy = emergencyPolicy(context, subject);
  // Without a number of its own the location answers for it, whatever the policy says.
  if (policy === undefined || policy.shows === 'own' || user.dn === undefined) return NOTHING;
  const group = indexOf(context.source).group(user.groupKey);
  const ofGroup = e164(context, group?.callingLineIdPhoneNumber, user.groupKey);
  const departments = policy.shows === 'group' ? numbersOfDepartment(context.source, user) : [];
  const shown =
    policy.shows === 'group'
      ? e164(context, departments.length === 1 ? departments[0] : group?.callingLineIdPhoneNumber, user.groupKey)
      : e164(context, user.callingLineIdPhoneNumber, user.groupKey);
  // Nothing configured: BroadWorks falls back to the own number.
  if (shown === undefined || shown === dnToE164(user.dn)) return NOTHING;
  const sources = [
    ...policy.why.sources,
    ...(policy.shows === 'group' ? [] : userRefs(context.source, user, 'callingLineIdPhoneNumber')),
  ];
  if (departments.length > 1) {
    return told(
      context,
      subject,
      dnToE164(user.dn),
      `${departments.join(' or ')}: its department is not clear`,
      sources,
    );
  }
  // A location that was split off has a main number of its own.
  const atHome = context.locationOf(user) === context.location(user.groupKey);
  if (shown === ofGroup && atHome) {
    const data = { setting: 'emergencyCallback', owner: owner.draft, selected: 'LOCATION_ECBN' } as const;
    const note = `emergency services see ${shown} today, the number of the location`;
    return { drafts: [settingDraft(context, subject, data, { selected: { rule: 'R-LOC-7', sources, note } })] };
  }
  const member = callbackMembers(context).get(shown);
  if (member !== undefined && member.draft !== owner.draft && member.location === context.locationOf(user)) {
    const data = {
      setting: 'emergencyCallback',
      owner: owner.draft,
      selected: 'LOCATION_MEMBER_NUMBER',
      member: member.draft,
    } as const;
    const note = `emergency services see ${shown} today, the number of ${member.name} in the same location`;
    const why = { rule: 'R-LOC-7', sources, note };
    return { drafts: [settingDraft(context, subject, data, { selected: why, member: why })] };
  }
  return told(context, subject, dnToE164(user.dn), shown, sources);
}

function told(
  context: MapContext,
  subject: Subject,
  own: string,
  before: string,
  sources: readonly SourceRef[],
): Mapped {
  const loss = lossOfUser(context, subject, 'Call policies', {
    verdict: 'manual',
    notice: `Emergency services see and call back ${own}, no longer ${before}.`,
    action:
      'Give the number to somebody in the location, then choose that one as emergency callback in Control Hub, if it must be seen.',
    sources,
  });
  return { drafts: [], losses: [loss] };
}

interface CallbackMember {
  readonly draft: DraftId;
  readonly location: DraftId;
  readonly name: string;
}

const MEMBERS = new WeakMap<MapContext, ReadonlyMap<string, CallbackMember>>();

/**
 * Who can be called back for others, by number: people, places, lines and hunt groups. Queues and attendants cannot, and
 * nobody can whose number the source does not agree on.
 */
function callbackMembers(context: MapContext): ReadonlyMap<string, CallbackMember> {
  const { source } = context;
  const known = MEMBERS.get(context);
  if (known) return known;
  const members = new Map<string, CallbackMember>();
  const contested = contestedNumbers(source);
  const add = (dn: string | undefined, member: CallbackMember | undefined): void => {
    if (dn === undefined || member === undefined) return;
    const number = dnToE164(dn);
    if (!contested.has(number) && !members.has(number)) members.set(number, member);
  };
  for (const user of source.users) {
    const owner = context.owner(user.key);
    const location = context.locationOf(user);
    if (owner === undefined || location === undefined) continue;
    add(user.dn, { draft: owner.draft, location, name: user.userId });
  }
  for (const { key, type, dn, groupKey, name, userId } of source.instances) {
    const location = context.location(groupKey);
    if (type !== 'Hunt Group' || location === undefined) continue;
    add(dn, { draft: `huntGroup:${key}`, location, name: name ?? userId });
  }
  MEMBERS.set(context, members);
  return members;
}

function e164(context: MapContext, written: string | undefined, groupKey: string): string | undefined {
  const resolved = context.resolve(written, groupKey);
  return resolved?.kind === 'e164' ? resolved.value : undefined;
}
