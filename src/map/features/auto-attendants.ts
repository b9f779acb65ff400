import type { Decision, DraftOf, Loss, Why } from '../../domain/drafts.ts';
import type { AutoAttendantData } from '../../domain/feature-data.ts';
import { sourceRef } from '../../domain/keys.ts';
import type { AutoAttendant, SourceInstance } from '../../domain/source.ts';
import type { MapContext, Mapped } from '../context.ts';
import { notMigrated } from '../not-migrated.ts';
import { indexOf } from '../source-index.ts';
import type { AttendantPlan } from './attendant-plan.ts';
import { decide, onDecision } from './decide.ts';
import { planHolidays } from './holiday-menu.ts';
import { instanceFields, instanceRef } from './instance-fields.ts';
import { mapMenus } from './menu-attendants.ts';
import type { MenuNamer } from './menu-names.ts';
import type { Account } from './merge.ts';
import { alwaysOpen, type ScheduleIndex } from './schedules.ts';

const RESPONSE = 'GroupAutoAttendantGetInstanceResponse';
const LIST = { base: 'GroupAutoAttendantGetInstanceListResponse', table: 'autoAttendantTable' };

export interface MappedAttendant extends Mapped {
  /** Missing where the attendant stays behind. */
  readonly plan?: AttendantPlan;
}

/**
 * Auto attendant -> auto attendant: both menus, a schedule that must exist, and the dialling scope, which is always
 * written because the target's default is the whole organisation (migration rules §3). Its submenus and its holiday menu
 * become attendants of their own; `settleAttendants` joins them once everybody has an extension.
 */
export function mapAutoAttendant(
  context: MapContext,
  instance: SourceInstance,
  schedules: ScheduleIndex,
  menuName: MenuNamer,
): MappedAttendant {
  const source: AutoAttendant = context.source.feature(instance.key, 'autoAttendant')?.data ?? {};
  const fields = instanceFields(context, instance, LIST, RESPONSE);
  if (fields === undefined) return { drafts: [] };

  const ref = (path: string) => sourceRef(instanceRef(instance), RESPONSE, path);
  const hours = businessSchedule(context, instance, source, fields.data.location, schedules);
  if (hours.held === true) {
    const reason = 'held until its hours are captured, as decided';
    const from = `serviceInstance:${instance.key}`;
    const stay = notMigrated(context.customer, from, { category: 'hold', reason }, [], {
      rule: 'schedule-never-captured',
      ...(hours.why.decision === undefined ? {} : { decision: hours.why.decision }),
    });
    return { drafts: [stay], decisions: hours.decisions };
  }
  const main = `autoAttendant:${instance.key}`;
  const holidays = planHolidays(context, instance, source, schedules);
  const menus = mapMenus(
    context,
    instance,
    source,
    { main, location: fields.data.location },
    holidays.plan?.attendant,
    menuName,
  );
  const extensions = scope(source.extensionDialingScope, ref('extensionDialingScope'));
  const names = scope(source.nameDialingScope, ref('nameDialingScope'));
  const switchedOff = !fields.data.enabled;
  const draft: DraftOf<'autoAttendant'> = {
    id: main,
    kind: 'autoAttendant',
    customer: context.customer,
    from: `serviceInstance:${instance.key}`,
    data: {
      ...fields.data,
      // No call switches an attendant off: as soon as it exists, it answers.
      enabled: true,
      businessSchedule: hours.schedule,
      ...(holidays.schedule === undefined ? {} : { holidaySchedule: holidays.schedule.id }),
      extensionDialing: extensions.value,
      nameDialing: names.value,
      businessHoursMenu: menus.business.data,
      afterHoursMenu: menus.after.data,
    },
    why: {
      ...fields.why,
      ...(switchedOff && fields.why.enabled ? { enabled: { ...fields.why.enabled, ...CANNOT_BE_OFF } } : {}),
      businessSchedule: hours.why,
      ...(holidays.schedule === undefined ? {} : { holidaySchedule: holidays.schedule.why }),
      extensionDialing: extensions.why,
      nameDialing: names.why,
      ...menus.business.why,
      ...menus.after.why,
    },
  };
  return {
    drafts: [...hours.drafts, ...menus.drafts, draft, ...menus.made(draft.data)],
    decisions: hours.decisions,
    losses: [...(switchedOff ? [answersNow(context, instance)] : []), ...(menus.losses ?? []), ...holidays.losses],
    accounts: [...hours.accounts, ...(menus.accounts ?? []), ...holidays.accounts],
    plan: { ...menus.plan, main, holiday: holidays.plan },
  };
}

const CANNOT_BE_OFF = {
  rule: 'attendant-cannot-be-off',
  changed: true,
  note: 'switched off in BroadWorks; an attendant of Webex answers as soon as it exists',
};

function answersNow(context: MapContext, instance: SourceInstance): Loss {
  return {
    customer: context.customer,
    owner: `serviceInstance:${instance.key}`,
    service: 'Auto Attendant',
    verdict: 'manual',
    notice: `${instance.name ?? instance.userId} answers calls, although it was switched off in BroadWorks.`,
    action: 'Take its number away in Control Hub, or delete it, where it must not answer.',
    sources: [],
  };
}

interface Hours {
  readonly schedule: string;
  readonly why: Why;
  readonly drafts: readonly DraftOf<'schedule'>[];
  readonly decisions: readonly Decision[];
  readonly accounts: readonly Account[];
  /** A person wants the attendant to wait for its hours. */
  readonly held?: boolean;
}

/**
 * The captured schedule; without business hours in the source one that is always open, which means the same; with hours
 * that were never captured the same stand-in, as a decision.
 */
function businessSchedule(
  context: MapContext,
  instance: SourceInstance,
  source: AutoAttendant,
  location: string,
  schedules: ScheduleIndex,
): Hours {
  const ref = sourceRef(instanceRef(instance), RESPONSE, 'businessHours');
  const group = indexOf(context.source).group(instance.groupKey);
  const named = source.businessHours;
  const captured = named && group && schedules.find(named.type, named.name, 'businessHours', group);
  if (captured !== undefined) {
    return {
      schedule: captured,
      why: { rule: 'carried-over', sources: [ref] },
      drafts: [],
      decisions: [],
      accounts: [],
    };
  }
  const standIn = alwaysOpen(context, location, instance.groupKey);
  if (named === undefined) {
    return {
      schedule: standIn.id,
      why: { rule: 'schedule-always-open', sources: [], note: 'the source has no business hours: open all the time' },
      drafts: [standIn],
      decisions: [],
      accounts: [],
    };
  }
  const { decision, answer } = decide(context, {
    kind: 'attendant-schedule',
    object: `autoAttendant:${instance.key}`,
    question: `The hours of "${instance.name ?? instance.userId}" stand in the schedule "${named.name}", which was not captured. What now?`,
    options: [
      {
        value: 'always-open',
        consequence: 'The business-hours menu answers day and night until someone sets the hours.',
      },
      {
        value: 'hold',
        consequence: 'The attendant stays behind until the schedule is extracted with its events and mapped again.',
      },
    ],
    recommendation: 'always-open',
    reason: 'Webex builds no attendant without a schedule; nothing is known about this one but its name.',
    cause: [named.type, named.name],
  });
  return {
    schedule: standIn.id,
    why: onDecision(
      {
        rule: answer === 'always-open' ? 'decision' : 'schedule-never-captured',
        sources: [],
        note: `stands in for "${named.name}", whose events were not captured`,
      },
      decision,
    ),
    held: answer === 'hold',
    drafts: [standIn],
    decisions: [decision],
    accounts: [{ prefix: ref, outcome: 'manual', reason: 'schedule-never-captured' }],
  };
}

function scope(
  written: string | undefined,
  source: string,
): { readonly value: AutoAttendantData['extensionDialing']; readonly why: Why } {
  if (written === 'Enterprise') return { value: 'ENTERPRISE', why: { rule: 'carried-over', sources: [source] } };
  if (written === 'Group') return { value: 'GROUP', why: { rule: 'carried-over', sources: [source] } };
  if (written === undefined) {
    return { value: 'GROUP', why: { rule: 'dialling-scope-explicit', sources: [], note: 'the narrower scope' } };
  }
  return {
    value: 'GROUP',
    why: { rule: 'dialling-scope-explicit', sources: [source], changed: true, note: `${written} becomes the location` },
  };
}
