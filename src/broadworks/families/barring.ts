import { type BodyElement, flag, isElement, tableRows, text, texts } from '../../domain/response-body.ts';
import type { BarringCriterion, BarringDirection, BarringRule } from '../../domain/source-barring.ts';
import { present } from '../present.ts';
import type { ResponseReader } from '../reader.ts';
import { featureReader } from './feature-reader.ts';
import { partReader } from './part-reader.ts';
import { cellFlag } from './shared.ts';

const PROVIDER = ['serviceProvider'] as const;

/** Incoming rules name their criterion alone; what to do with a call that fits is a word in each of them. */
function ruleOf(rule: BodyElement, index: number): BarringRule {
  return {
    position: index + 1,
    ...present<Omit<BarringRule, 'position'>>({
      criteria: text(rule, 'criteria'),
      digitPatternCriteria: text(rule, 'digitPatternCriteria'),
      action: text(rule, 'action'),
      transferNumber: text(rule, 'transferNumber'),
      callTimeoutSeconds: text(rule, 'callTimeoutSeconds'),
      timeSchedule: text(rule, 'timeSchedule'),
      holidaySchedule: text(rule, 'holidaySchedule'),
      priority: text(rule, 'priority'),
    }),
  };
}

function directionOf(body: BodyElement, name: 'originating' | 'redirecting' | 'incoming'): BarringDirection {
  return {
    ...present<Omit<BarringDirection, 'rules'>>({
      action: text(body, `${name}DefaultAction`),
      transferNumber: text(body, `${name}DefaultTransferNumber`),
      callTimeoutSeconds: text(body, `${name}DefaultCallTimeout`),
    }),
    rules: (body[`${name}Rule`] ?? []).filter(isElement).map(ruleOf),
  };
}

/** `matchInternationalCategory` and `matchGroupCalls` are switches; anything else that is there narrows what fits. */
function criterionOf(body: BodyElement): BarringCriterion {
  const matches: string[] = [];
  const further: string[] = [];
  for (const name of Object.keys(body)) {
    const values = texts(body, name);
    const kind = /^match([A-Z]\w*?)(?:Category)?$/.exec(name)?.[1];
    if (kind === undefined) {
      if (name.endsWith('Schedule') && values.length > 0) further.push(name);
      continue;
    }
    if (values.includes('true')) matches.push(kind);
    else if (values.some((value) => value !== '' && value !== 'false')) further.push(name);
  }
  return { matches, further };
}

const names = (body: BodyElement, table: string) => ({
  listed: tableRows(body, table).flatMap((row) => {
    const name = row.get('Name');
    return name === undefined ? [] : [{ name }];
  }),
});

export const barringReaders: readonly ResponseReader[] = [
  featureReader(PROVIDER, {
    base: 'ServiceProviderCommunicationBarringProfileGetListResponse',
    name: 'barringProfiles',
    read: (body) => ({
      listed: tableRows(body, 'profileTable').flatMap((row) => {
        const name = row.get('Name');
        if (name === undefined) return [];
        return [{ name, ...present({ isDefault: cellFlag(row.get('Default')), description: row.get('Description') }) }];
      }),
    }),
  }),
  partReader(
    PROVIDER,
    'ServiceProviderCommunicationBarringProfileGetResponse',
    'barringProfileDetails',
    (body) => ({
      ...present({ isDefault: flag(body, 'isDefault') }),
      originating: directionOf(body, 'originating'),
      redirecting: directionOf(body, 'redirecting'),
      incoming: directionOf(body, 'incoming'),
    }),
    (parts) => ({ parts }),
  ),
  featureReader(PROVIDER, {
    base: 'ServiceProviderCommunicationBarringDigitPatternCriteriaGetListResponse',
    name: 'barringPatternNames',
    read: (body) => names(body, 'criteriaTable'),
  }),
  partReader(
    PROVIDER,
    'ServiceProviderCommunicationBarringDigitPatternCriteriaGetPatternListResponse',
    'barringDigitPatterns',
    (body) => ({ patterns: texts(body, 'matchDigitPattern') }),
    (parts) => ({ parts }),
  ),
  featureReader(PROVIDER, {
    base: 'ServiceProviderCommunicationBarringCriteriaGetAssignedListResponse',
    name: 'barringCriteriaNames',
    read: (body) => names(body, 'criteriaTable'),
  }),
  partReader(['system'], 'SystemCommunicationBarringCriteriaGetResponse', 'barringCriteria', criterionOf, (parts) => ({
    parts,
  })),
  featureReader(['group'], {
    base: 'GroupCommunicationBarringProfileGetAssignedListResponse',
    name: 'groupBarringProfiles',
    read: (body) => ({ listed: texts(body, 'profileName').map((name) => ({ name })) }),
  }),
];
