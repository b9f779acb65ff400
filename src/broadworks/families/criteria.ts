import { type BodyElement, child, flag, isElement, text, texts } from '../../domain/response-body.ts';
import type { AnywhereNumber, CriterionDetail, ScheduleRef, SelectiveService } from '../../domain/source-features.ts';
import { present } from '../present.ts';
import type { ResponseReader } from '../reader.ts';
import { featureReader } from './feature-reader.ts';
import { partReader } from './part-reader.ts';
import { criteriaOf } from './user-calls.ts';

const USER = ['user', 'serviceInstance'] as const;

function scheduleOf(body: BodyElement, name: string): ScheduleRef | undefined {
  const schedule = text(body, name, 'name');
  return schedule === undefined ? undefined : { name: schedule, ...present({ type: text(body, name, 'type') }) };
}

/** Callers and called numbers of a criterion. Release 23 spells the element `fromDnCriteria23`. */
function criterion(body: BodyElement): CriterionDetail {
  const from = child(body, 'fromDnCriteria') ?? child(body, 'fromDnCriteria23') ?? {};
  return {
    ...present<Omit<CriterionDetail, 'phoneNumbers' | 'callsTo'>>({
      timeSchedule: scheduleOf(body, 'timeSchedule'),
      holidaySchedule: scheduleOf(body, 'holidaySchedule'),
      blacklisted: flag(body, 'blacklisted'),
      filter: flag(body, 'filter'),
      callsFrom: text(from, 'fromDnCriteriaSelection'),
      includeAnonymousCallers: flag(from, 'includeAnonymousCallers'),
      includeUnavailableCallers: flag(from, 'includeUnavailableCallers'),
      includePrivateCallers: flag(body, 'private'),
      forwardTo: text(body, 'forwardToNumberSelection'),
      forwardToPhoneNumber: text(body, 'forwardToPhoneNumber'),
    }),
    phoneNumbers: texts(from, 'phoneNumber'),
    callsTo: (body.callToNumber ?? []).flatMap((value) => {
      const type = isElement(value) ? text(value, 'type') : undefined;
      if (type === undefined || !isElement(value)) return [];
      return [{ type, ...present({ number: text(value, 'number'), extension: text(value, 'extension') }) }];
    }),
  };
}

function selective(
  base: string,
  name: 'selectiveAcceptance' | 'selectiveRejection' | 'priorityAlert' | 'callNotify',
): ResponseReader {
  const read = (body: BodyElement): SelectiveService => ({
    ...present({ email: text(body, 'callNotifyEmailAddress') }),
    criteria: criteriaOf(body),
  });
  return featureReader(USER, { base, name, read });
}

function details(
  base: string,
  name:
    | 'selectiveForwardingCriteria'
    | 'selectiveAcceptanceCriteria'
    | 'selectiveRejectionCriteria'
    | 'simultaneousRingCriteria'
    | 'sequentialRingCriteria'
    | 'priorityAlertCriteria'
    | 'callNotifyCriteria'
    | 'executiveFilteringCriteria',
): ResponseReader {
  return partReader(USER, base, name, criterion, (parts) => ({ parts }));
}

const anywhereNumbers = partReader(
  USER,
  'UserBroadWorksAnywhereGetPhoneNumberResponse',
  'broadWorksAnywhereNumbers',
  (body) => ({
    ...present<Omit<AnywhereNumber, 'criteria'>>({
      isActive: flag(body, 'isActive'),
      outboundAlternateNumber: text(body, 'outboundAlternateNumber'),
      useDiversionInhibitor: flag(body, 'useDiversionInhibitor'),
      answerConfirmation: flag(body, 'answerConfirmationRequired'),
    }),
    criteria: criteriaOf(body),
  }),
  (parts) => ({ parts }),
);

export const criterionReaders: readonly ResponseReader[] = [
  selective('UserSelectiveCallAcceptanceGetCriteriaListResponse', 'selectiveAcceptance'),
  selective('UserSelectiveCallRejectionGetCriteriaListResponse', 'selectiveRejection'),
  selective('UserPriorityAlertGetCriteriaListResponse', 'priorityAlert'),
  selective('UserCallNotifyGetResponse', 'callNotify'),
  details('UserCallForwardingSelectiveGetCriteriaResponse', 'selectiveForwardingCriteria'),
  details('UserSelectiveCallAcceptanceGetCriteriaResponse', 'selectiveAcceptanceCriteria'),
  details('UserSelectiveCallRejectionGetCriteriaResponse', 'selectiveRejectionCriteria'),
  details('UserSimultaneousRingPersonalGetCriteriaResponse', 'simultaneousRingCriteria'),
  details('UserSequentialRingGetCriteriaResponse', 'sequentialRingCriteria'),
  details('UserPriorityAlertGetCriteriaResponse', 'priorityAlertCriteria'),
  details('UserCallNotifyGetCriteriaResponse', 'callNotifyCriteria'),
  details('UserExecutiveGetFilteringSelectiveCriteriaResponse', 'executiveFilteringCriteria'),
  anywhereNumbers,
];
