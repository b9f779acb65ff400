import type { Why } from '../../domain/drafts.ts';
import type { FurtherSetting } from '../../domain/further-settings.ts';
import type { MapContext, Mapped } from '../context.ts';
import { destinationOf, unresolvedLoss } from '../features/destination.ts';
import { mergeMapped } from '../features/merge.ts';
import { mapExecutiveFiltering } from './executive-filtering.ts';
import { account, cannotHold, carried, NOTHING, targetDefault } from './further-parts.ts';
import { readFeature, type Subject, settingDraft } from './owner-settings.ts';
import { PersonSchedules } from './person-schedules.ts';
import { isOn, RULED_SERVICES, RuleDrafts } from './rule-drafts.ts';

/** Services that are on while a rule of theirs is. */
const SWITCHED = ['selectiveForwarding', 'selectiveAcceptance', 'selectiveRejection'] as const;
type SwitchedService = (typeof SWITCHED)[number];

/** What applies by rules, with those rules and the schedules of the person that they need. */
export function mapSelectiveServices(context: MapContext, subject: Subject): Mapped {
  const schedules = new PersonSchedules(context, subject);
  const services = SWITCHED.map((name) => mapService(context, subject, name, schedules));
  return mergeMapped([...services, mapExecutiveFiltering(context, subject, schedules), schedules.mapped()]);
}

function mapService(context: MapContext, subject: Subject, name: SwitchedService, schedules: PersonSchedules): Mapped {
  const read = readFeature(context, subject.user, name);
  if (read === undefined) return NOTHING;
  const { data, ref, all } = read;
  const { service } = RULED_SERVICES[name];
  const someOn = data.criteria.some(isOn);
  const stored = 'isActive' in data ? data.isActive : undefined;
  const active = (stored ?? true) && someOn;
  const lost = cannotHold(context, subject, { service, kinds: ['subscriber'] }, all, active);
  if (lost) return lost;
  const defaultNumber = 'defaultForwardToPhoneNumber' in data ? data.defaultForwardToPhoneNumber : undefined;
  if (data.criteria.length === 0 && defaultNumber === undefined) {
    return { drafts: [], accounts: [account(all, 'not used', 'inactive-and-empty')] };
  }
  const rules = new RuleDrafts(context, subject, name, (index) => ref(`criteriaTable[${index + 1}]`));
  for (const [index, listed] of data.criteria.entries()) {
    // A rule that is off has no form; where all are off, the service is off and its rules are worth keeping.
    if (someOn && !isOn(listed)) rules.leaveOff(listed, index);
    else rules.add(listed, index, defaultNumber, schedules);
  }
  const enabled = active && rules.drafts.length > 0 && rules.blocked.length === 0;
  if (active && rules.blocked.length > 0) rules.tellSwitchedOff();
  const setting = serviceDraft(context, subject, name, { enabled, changed: enabled !== active });
  return mergeMapped([{ drafts: rules.drafts, losses: rules.losses, accounts: rules.accounts }, setting]);
}

/** The service itself, which is written behind its rules. */
function serviceDraft(
  context: MapContext,
  subject: Subject,
  name: SwitchedService,
  { enabled, changed }: { readonly enabled: boolean; readonly changed: boolean },
): Mapped {
  const owner = subject.owner.draft;
  const careful: Why = { rule: 'off-until-its-rules-are-whole', sources: [], changed: true };
  if (name !== 'selectiveForwarding') {
    const why = changed ? careful : { rule: 'on-while-a-rule-is-on', sources: [] };
    return { drafts: [settingDraft(context, subject, { setting: name, owner, enabled }, { enabled: why })] };
  }
  const read = readFeature(context, subject.user, name);
  if (read === undefined) return NOTHING;
  const { data, ref } = read;
  const target = destinationOf(context, data.defaultForwardToPhoneNumber, subject.user.groupKey);
  const number = ref('defaultForwardToPhoneNumber');
  const value: FurtherSetting<'selectiveForwarding'> = {
    setting: name,
    owner,
    enabled,
    ...(target.value === undefined ? {} : { defaultNumber: target.value }),
    ringReminder: data.playRingReminder ?? false,
  };
  const source = data.isActive === undefined ? [] : [ref('isActive')];
  const draft = settingDraft(context, subject, value, {
    enabled: changed ? { ...careful, sources: source } : carried(...source),
    ringReminder: data.playRingReminder === undefined ? targetDefault : carried(ref('playRingReminder')),
    ...(target.value === undefined ? {} : { defaultNumber: { rule: 'R-NUM-1', sources: [number] } }),
  });
  if (target.unresolved === undefined) return { drafts: [draft] };
  const { service } = RULED_SERVICES[name];
  return {
    drafts: [draft],
    accounts: [account(number, 'manual', 'forward-target-unresolved')],
    losses: [unresolvedLoss(context, `user:${subject.user.key}`, service, target.unresolved, enabled, number)],
  };
}
