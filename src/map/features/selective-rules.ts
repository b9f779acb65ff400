import type { DraftId } from '../../domain/draft-id.ts';
import type { DraftOf } from '../../domain/drafts.ts';
import { entryOf } from '../../domain/entry-of.ts';
import type { SelectiveRule } from '../../domain/feature-settings.ts';
import { type SourceRef, sourceRef } from '../../domain/keys.ts';
import type { SourceInstance } from '../../domain/source.ts';
import type { Criterion, CriterionDetail } from '../../domain/source-features.ts';
import type { MapContext, Mapped } from '../context.ts';
import { indexOf } from '../source-index.ts';
import { destinationOf } from './destination.ts';
import { instanceRef } from './instance-fields.ts';
import { findSchedule } from './schedule-reference.ts';
import type { ScheduleIndex } from './schedules.ts';

export const CRITERIA = 'UserCallForwardingSelectiveGetCriteriaResponse';
const LIST = 'UserCallForwardingSelectiveGetResponse';
const SERVICE = 'Call Forwarding Selective';
/** Callers that one rule may name. */
const MOST_NUMBERS = 12;

const FORWARD_TO: Readonly<Record<string, SelectiveRule['forwardTo']>> = {
  'Forward To Default Number': 'FORWARD_TO_DEFAULT_NUMBER',
  'Forward To Specified Number': 'FORWARD_TO_SPECIFIED_NUMBER',
  'Do not forward': 'DO_NOT_FORWARD',
};
const CALLS_FROM: Readonly<Record<string, SelectiveRule['callsFrom']>> = { Any: 'ANY', 'Specified Only': 'CUSTOM' };

type RuleFields = Omit<SelectiveRule, 'setting' | 'feature'>;
/** What a rule is made of, or why none is made: one that applies at other times or to other callers is worse than none. */
type Read = RuleFields | { readonly refused: string };

export interface MappedRules extends Mapped {
  readonly drafts: readonly DraftOf<'featureSetting'>[];
  /** Whether a rule stays behind that exempts calls, or may: without it the others would forward what came through. */
  readonly lacksExemption: boolean;
}

/**
 * Criteria of selective forwarding -> rules of their own. A criterion that cannot be written as it is becomes no rule
 * and is told.
 *
 * @param defaultTarget - whether the forwarding has a default target that can be written
 */
export function mapSelectiveRules(
  context: MapContext,
  instance: SourceInstance,
  feature: DraftId,
  schedules: ScheduleIndex,
  defaultTarget: boolean,
): MappedRules {
  const owner = instanceRef(instance);
  const criteria = context.source.feature(instance.key, 'selectiveForwarding')?.data?.criteria ?? [];
  // Rows of this table are counted, for nothing in them is a key.
  const read = criteria.map((criterion, index) => {
    const twins = criteria.filter(({ name }) => name === criterion.name).length > 1;
    const fields: Read = twins
      ? { refused: 'two rules have this name' }
      : readRule(context, instance, criterion, schedules, defaultTarget);
    const exempts = criterion.isActive !== false && !forwards(context, instance, criterion.name);
    return { name: criterion.name, fields, exempts, row: sourceRef(owner, LIST, `criteriaTable[${index + 1}]`) };
  });
  const refused = read.flatMap(({ name, fields, row }) =>
    'refused' in fields ? [{ name, row, reason: fields.refused }] : [],
  );
  return {
    lacksExemption: read.some(({ fields, exempts }) => exempts && 'refused' in fields),
    drafts: read.flatMap(({ fields, row }) =>
      'refused' in fields ? [] : [ruleDraft(context, instance, feature, fields, row)],
    ),
    losses: refused.map(({ name, row, reason }) => ({
      customer: context.customer,
      owner: `serviceInstance:${instance.key}`,
      service: SERVICE,
      verdict: 'manual',
      notice: `The forwarding rule "${name}" of ${instance.name ?? instance.userId} does not come along: ${reason}.`,
      action: 'Add the rule to the call forwarding of the feature in Control Hub.',
      sources: [row],
    })),
    accounts: [
      ...refused.map(({ row }) => ({ prefix: row, outcome: 'manual' as const, reason: 'selective-rule-by-hand' })),
      // The answers about criteria do not say which one they are about, so all of them end as the worst one does.
      ...(criteria.length === 0
        ? []
        : [
            refused.length === 0
              ? {
                  prefix: `${owner.kind}:${owner.key} ${CRITERIA}`,
                  outcome: 'migrated' as const,
                  reason: 'carried-over',
                }
              : {
                  prefix: `${owner.kind}:${owner.key} ${CRITERIA}`,
                  outcome: 'manual' as const,
                  reason: 'selective-rule-by-hand',
                },
          ]),
    ],
  };
}

/** Whether every rule of this name is known to send calls somewhere. */
function forwards(context: MapContext, instance: SourceInstance, name: string): boolean {
  const parts = context.source.feature(instance.key, 'selectiveForwardingCriteria')?.data?.parts ?? [];
  const same = parts.filter((part) => part.name === name);
  return (
    same.length > 0 && same.every(({ content }) => content !== undefined && content.forwardTo !== 'Do not forward')
  );
}

function readRule(
  context: MapContext,
  instance: SourceInstance,
  criterion: Criterion,
  schedules: ScheduleIndex,
  defaultTarget: boolean,
): Read {
  const parts = context.source.feature(instance.key, 'selectiveForwardingCriteria')?.data?.parts ?? [];
  const detail = parts.find(({ name }) => name === criterion.name)?.content;
  if (detail === undefined) return { refused: `${CRITERIA} was not read for it` };
  if (criterion.isActive === undefined) return { refused: 'whether it is switched on was not read' };
  const when = schedulesOf(context, instance, detail, schedules);
  if ('refused' in when) return when;
  const target = targetOf(context, instance, detail, defaultTarget);
  if ('refused' in target) return target;
  const callers = callersOf(context, instance, detail);
  if ('refused' in callers) return callers;
  if (detail.callsTo.some(({ type }) => type !== 'Primary')) {
    return { refused: 'it is about calls to another number than the first one' };
  }
  return { name: criterion.name, enabled: criterion.isActive, ...when, ...target, ...callers };
}

function schedulesOf(
  context: MapContext,
  instance: SourceInstance,
  { timeSchedule, holidaySchedule }: CriterionDetail,
  schedules: ScheduleIndex,
): Pick<RuleFields, 'businessSchedule' | 'holidaySchedule'> | { readonly refused: string } {
  const group = indexOf(context.source).group(instance.groupKey);
  const business = timeSchedule && findSchedule(schedules, timeSchedule, group, 'businessHours');
  const holiday = holidaySchedule && findSchedule(schedules, holidaySchedule, group, 'holidays');
  const missing = (timeSchedule && !business && timeSchedule) || (holidaySchedule && !holiday && holidaySchedule);
  if (missing) return { refused: `its schedule "${missing.name}" was not captured, or not all of it can come along` };
  return {
    ...(business === undefined ? {} : { businessSchedule: business }),
    ...(holiday === undefined ? {} : { holidaySchedule: holiday }),
  };
}

function targetOf(
  context: MapContext,
  instance: SourceInstance,
  detail: CriterionDetail,
  defaultTarget: boolean,
): Pick<RuleFields, 'forwardTo' | 'destination'> | { readonly refused: string } {
  const forwardTo = entryOf(FORWARD_TO, detail.forwardTo);
  switch (forwardTo) {
    case undefined:
      return { refused: `it forwards to "${detail.forwardTo ?? '(not read)'}"` };
    case 'DO_NOT_FORWARD':
      return { forwardTo };
    case 'FORWARD_TO_DEFAULT_NUMBER':
      return defaultTarget ? { forwardTo } : { refused: 'the default target cannot be written' };
    case 'FORWARD_TO_SPECIFIED_NUMBER': {
      const { value, unresolved } = destinationOf(context, detail.forwardToPhoneNumber, instance.groupKey);
      if (value !== undefined) return { forwardTo, destination: value };
      return {
        refused: unresolved
          ? `its target "${unresolved.written}" cannot be written (${unresolved.reason})`
          : 'it has no target',
      };
    }
    default:
      return forwardTo satisfies never;
  }
}

function callersOf(
  context: MapContext,
  instance: SourceInstance,
  detail: CriterionDetail,
): Pick<RuleFields, 'callsFrom' | 'privateNumbers' | 'unavailableNumbers' | 'numbers'> | { readonly refused: string } {
  const callsFrom = entryOf(CALLS_FROM, detail.callsFrom);
  if (callsFrom === undefined) return { refused: `it is about calls from "${detail.callsFrom ?? '(not read)'}"` };
  if (callsFrom === 'ANY') return { callsFrom, privateNumbers: false, unavailableNumbers: false, numbers: [] };
  if (detail.phoneNumbers.length > MOST_NUMBERS) {
    return { refused: `it names ${detail.phoneNumbers.length} callers, ${MOST_NUMBERS} are allowed` };
  }
  const numbers = detail.phoneNumbers.map((written) => ({
    written,
    value: destinationOf(context, written, instance.groupKey).value,
  }));
  const open = numbers.find(({ value }) => value === undefined);
  if (open) return { refused: `the caller "${open.written}" cannot be written` };
  return {
    callsFrom,
    privateNumbers: detail.includeAnonymousCallers ?? false,
    unavailableNumbers: detail.includeUnavailableCallers ?? false,
    numbers: numbers.flatMap(({ value }) => value ?? []),
  };
}

function ruleDraft(
  context: MapContext,
  instance: SourceInstance,
  feature: DraftId,
  fields: RuleFields,
  source: SourceRef,
): DraftOf<'featureSetting'> {
  const carried = { rule: 'carried-over', sources: [source] };
  return {
    id: `featureSetting:${instance.key}/selectiveRule/${encodeURIComponent(fields.name)}`,
    kind: 'featureSetting',
    customer: context.customer,
    from: `serviceInstance:${instance.key}`,
    data: { setting: 'selectiveRule', feature, ...fields },
    why: Object.fromEntries([
      ['setting', { rule: 'carried-over', sources: [] }],
      ['feature', { rule: 'setting-of-its-owner', sources: [] }],
      ...Object.keys(fields).map((field) => [field, carried]),
    ]),
  };
}
