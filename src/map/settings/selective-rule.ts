import { entryOf } from '../../domain/entry-of.ts';
import type { CalledNumber, SelectiveRuleFields, SelectiveService } from '../../domain/further-settings.ts';
import type { Criterion, CriterionDetail, ScheduleRef } from '../../domain/source-features.ts';
import type { MapContext } from '../context.ts';
import { destinationOf } from '../features/destination.ts';
import { scheduleIndex } from '../features/schedules.ts';
import { dnToE164 } from '../phone-number.ts';
import { indexOf } from '../source-index.ts';
import { alternatesOf, fullNumber } from './alternate-numbers.ts';
import { callerNumber } from './caller-numbers.ts';
import type { Subject } from './owner-settings.ts';
import type { PersonSchedules, ScheduleWord } from './person-schedules.ts';

/** Numbers of one rule; no document says how many a person's rule takes, so as many as one of an attendant. */
export const MOST_NUMBERS = 12;

/** One rule as BroadWorks has it, and where it may look things up. */
export interface RuleSource {
  readonly service: SelectiveService;
  readonly listed: Criterion;
  readonly detail: CriterionDetail;
  readonly defaultNumber: string | undefined;
  readonly schedules: PersonSchedules;
}

/** What of a rule has no form in the target: the place of a number, from 0, and why. */
export interface DroppedNumber {
  readonly at: number;
  readonly written: string;
  readonly reason: string;
}

export type MappedRule =
  | { readonly left: string; readonly reason: string; readonly applies: boolean }
  | {
      /** More than one where the numbers do not fit into one: rules of a service add up. */
      readonly rules: readonly SelectiveRuleFields[];
      readonly dropped: readonly DroppedNumber[];
      readonly applies: boolean;
      /** False where the rule holds for fewer callers or at fewer times than it did. */
      readonly complete: boolean;
    };

const SELECTED = 'Specified Only';
const CALLS_FROM: Readonly<Record<string, SelectiveRuleFields['callsFrom']>> = {
  Any: 'ANY_PHONE_NUMBER',
  [SELECTED]: 'SELECT_PHONE_NUMBERS',
};

/** Callers that only some services tell apart. */
const FURTHER_CALLERS: {
  readonly [Name in SelectiveService]?: Readonly<Record<string, SelectiveRuleFields['callsFrom']>>;
} = {
  selectiveRejection: { Forwarded: 'FORWARDED' },
  executiveFiltering: { 'Any Internal': 'ANY_INTERNAL', 'Any External': 'ANY_EXTERNAL' },
};

/** One rule in the words of the target, or why it cannot be said there. */
export function mapRule(context: MapContext, subject: Subject, source: RuleSource): MappedRule {
  const { service, listed, detail } = source;
  const executive = service === 'executiveFiltering';
  const applies = executive
    ? (detail.filter ?? listed.filter ?? true)
    : !(detail.blacklisted ?? listed.blacklisted ?? false) && detail.forwardTo !== 'Do not forward';
  const left = (reason: string, text: string): MappedRule => ({ left: text, reason, applies });
  const from = detail.callsFrom ?? '';
  const callsFrom = entryOf(FURTHER_CALLERS[service] ?? {}, from) ?? entryOf(CALLS_FROM, from);
  if (callsFrom === undefined) return left('callers-unknown', `nothing is known of the callers "${from}"`);
  const called = executive ? calledNumbers(context, subject, detail) : undefined;
  if (detail.callsTo.length > 0 && called === undefined) {
    return left(
      'rule-for-own-numbers',
      `it holds for calls to some of the own numbers only${executive ? '' : ', which Webex cannot tell'}`,
    );
  }
  const target = service === 'selectiveForwarding' ? forwardTarget(context, subject, source, applies) : {};
  if ('left' in target) return left(target.reason, target.left);
  const schedule = scheduleOf(context, subject, source);
  if ('left' in schedule) return left(schedule.reason, schedule.left);

  const callers = callersOf(context, subject, detail);
  const others = (detail.includeAnonymousCallers ?? false) || (detail.includePrivateCallers ?? false);
  const unavailable = detail.includeUnavailableCallers ?? false;
  const selected = callsFrom === 'SELECT_PHONE_NUMBERS';
  if (selected && callers.numbers.length === 0 && !others && !unavailable) {
    return left('no-caller-left', 'none of its callers can be told by a full number');
  }
  const common = {
    service,
    ...(schedule.schedule === undefined ? {} : { schedule: schedule.schedule }),
    callsFrom,
    applies,
    ...target,
    ...(executive ? { active: listed.isActive !== false } : {}),
    ...(called === undefined ? {} : { calledNumbers: called }),
  };
  const parts = selected ? chunks(callers.numbers) : [[]];
  return {
    rules: parts.map((phoneNumbers, index) => ({
      ...common,
      name: index === 0 ? listed.name : `${listed.name} (${index + 1})`,
      anonymousCallers: selected && index === 0 && others,
      unavailableCallers: selected && index === 0 && unavailable,
      phoneNumbers,
    })),
    dropped: selected ? callers.dropped : [],
    applies,
    complete: (!selected || callers.dropped.length === 0) && schedule.complete,
  };
}

/**
 * The own numbers that a rule holds for, alternate ones among them. `undefined`: for all of them, or one of those that are
 * named does not come along, and the rule would hold for fewer calls than it did.
 */
function calledNumbers(
  context: MapContext,
  subject: Subject,
  { callsTo }: CriterionDetail,
): readonly CalledNumber[] | undefined {
  const { dn } = subject.user;
  const alternates = callsTo.some(({ type }) => type === 'Alternate') ? alternatesOf(context, subject) : [];
  const found = callsTo.flatMap(({ type, number, extension }): CalledNumber[] => {
    if (type === 'Primary') return dn === undefined ? [] : [{ type: 'PRIMARY', phoneNumber: dnToE164(dn) }];
    const full = fullNumber(context, subject, number);
    const same = alternates.find((each) =>
      number === undefined ? extension !== undefined && each.extension === extension : each.phoneNumber === full,
    );
    return same === undefined ? [] : [{ type: 'ALTERNATE', phoneNumber: same.phoneNumber }];
  });
  return found.length > 0 && found.length === callsTo.length ? found : undefined;
}

type Left = { readonly left: string; readonly reason: string };

/** A rule that exempts calls names a target too: the document asks for one. */
function forwardTarget(
  context: MapContext,
  { user }: Subject,
  { detail, defaultNumber }: RuleSource,
  applies: boolean,
): { readonly forwardTo?: string } | Left {
  const own = applies && detail.forwardTo === 'Forward To Specified Number';
  const target = destinationOf(context, own ? detail.forwardToPhoneNumber : defaultNumber, user.groupKey);
  if (target.value !== undefined) return { forwardTo: target.value };
  if (!applies) return {};
  const { unresolved } = target;
  return {
    reason: 'forward-target-unresolved',
    left:
      unresolved === undefined
        ? 'it says of no number to forward to'
        : `it forwards to "${unresolved.written}": ${unresolved.reason}`,
  };
}

type Schedule = { readonly schedule?: SelectiveRuleFields['schedule']; readonly complete: boolean };

function scheduleOf(
  context: MapContext,
  subject: Subject,
  { detail: { timeSchedule, holidaySchedule }, schedules }: RuleSource,
): Schedule | Left {
  if (timeSchedule === undefined && holidaySchedule === undefined) return { complete: true };
  if (timeSchedule !== undefined && holidaySchedule !== undefined) {
    return { reason: 'two-schedules', left: 'it has hours and holidays, and a rule of Webex one of them' };
  }
  const ref = timeSchedule ?? holidaySchedule ?? { name: '' };
  const word = timeSchedule === undefined ? 'Holiday' : 'Time';
  const found = findSchedule(context, subject, ref, word, schedules);
  if (found.length === 1 && found[0] !== undefined) return found[0];
  if (found.length > 1) {
    return { reason: 'schedule-level-open', left: `its schedule "${ref.name}" is there at more than one level` };
  }
  const whose = ref.type === undefined ? '' : ` (${ref.type})`;
  return {
    reason: 'schedule-missing',
    left: `its schedule "${ref.name}"${whose} is not there: it was never read, or Webex can hold none of its events`,
  };
}

/** Schedules of this name: of the level that the rule names, else of all levels. */
function findSchedule(
  context: MapContext,
  { user }: Subject,
  { name, type: level }: ScheduleRef,
  word: ScheduleWord,
  schedules: PersonSchedules,
): Schedule[] {
  const found: Schedule[] = [];
  if (level === 'User' || (level === undefined && schedules.isRead(word, name))) {
    const own = schedules.find(word, name);
    if (own !== undefined) {
      const { draft, value, complete } = own;
      found.push({ schedule: { draft: draft.id, name, type: value.type, level: 'PEOPLE' }, complete });
    }
  }
  const group = indexOf(context.source).group(user.groupKey);
  const schedulesOfGroups = scheduleIndex(context);
  for (const each of ['Group', 'Service Provider']) {
    if (group === undefined || (level !== undefined && level !== each)) continue;
    const type = word === 'Holiday' ? 'holidays' : 'businessHours';
    const draft = schedulesOfGroups.find(each, name, type, group, context.locationOf(user));
    if (draft === undefined) continue;
    found.push({ schedule: { draft, name, type, level: 'GROUP' }, complete: schedulesOfGroups.isWhole(draft) });
  }
  return found;
}

function callersOf(
  context: MapContext,
  subject: Subject,
  { phoneNumbers }: CriterionDetail,
): { readonly numbers: readonly string[]; readonly dropped: readonly DroppedNumber[] } {
  const numbers = new Set<string>();
  const dropped: DroppedNumber[] = [];
  for (const [at, written] of phoneNumbers.entries()) {
    const caller = callerNumber(context, subject, written);
    if ('number' in caller) numbers.add(caller.number);
    else dropped.push({ at, ...caller });
  }
  return { numbers: [...numbers], dropped };
}

function chunks(numbers: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let at = 0; at === 0 || at < numbers.length; at += MOST_NUMBERS)
    parts.push(numbers.slice(at, at + MOST_NUMBERS));
  return parts;
}
