import type { MapContext, Mapped } from '../context.ts';
import { dnToE164 } from '../phone-number.ts';
import { userRefs } from '../provenance.ts';
import { emergencyPolicy } from './caller-policy.ts';
import { lossOfUser, NOTHING } from './further-parts.ts';
import { type Subject, settingDraft } from './owner-settings.ts';

/**
 * Which number emergency services see and call back (R-LOC-7). The target takes the own number of whoever has one, and
 * that of the location for everybody else; whoever shows the number of the group today keeps showing it. A number that is
 * neither is told: what is seen then is the own one, which always rings at the caller.
 */
export function mapEmergencyCallback(context: MapContext, subject: Subject): Mapped {
  const { user, owner } = subject;
  const policy = emergencyPolicy(context, subject);
  // Without a number of its own the location answers for it, whatever the policy says.
  if (policy === undefined || policy.shows === 'own' || user.dn === undefined) return NOTHING;
  const group = context.source.groups.find(({ key }) => key === user.groupKey);
  const ofGroup = e164(context, group?.callingLineIdPhoneNumber, user.groupKey);
  const shown = policy.shows === 'group' ? ofGroup : e164(context, user.callingLineIdPhoneNumber, user.groupKey);
  // Nothing configured: BroadWorks falls back to the own number.
  if (shown === undefined || shown === dnToE164(user.dn)) return NOTHING;
  const sources = [
    ...policy.why.sources,
    ...(policy.shows === 'group' ? [] : userRefs(context.source, user, 'callingLineIdPhoneNumber')),
  ];
  // A location that was split off has a main number of its own.
  const atHome = context.locationOf(user) === context.location(user.groupKey);
  if (shown === ofGroup && atHome) {
    const data = { setting: 'emergencyCallback', owner: owner.draft, selected: 'LOCATION_ECBN' } as const;
    const note = `emergency services see ${shown} today, the number of the location`;
    return { drafts: [settingDraft(context, subject, data, { selected: { rule: 'R-LOC-7', sources, note } })] };
  }
  return {
    drafts: [],
    losses: [
      lossOfUser(context, subject, 'Call policies', {
        verdict: 'manual',
        notice: `Emergency services see and call back ${dnToE164(user.dn)}, no longer ${shown}.`,
        action:
          'Choose the member of the location with that number as emergency callback in Control Hub, if it must be seen.',
        sources,
      }),
    ],
  };
}

function e164(context: MapContext, written: string | undefined, groupKey: string): string | undefined {
  const resolved = context.resolve(written, groupKey);
  return resolved?.kind === 'e164' ? resolved.value : undefined;
}
