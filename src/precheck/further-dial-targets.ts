import { type AutoTransferNumbers, type FurtherSetting, TRANSFER_POSITIONS } from '../domain/further-settings.ts';
import type { InterceptFields } from '../domain/intercept.ts';

interface Target {
  readonly field: string;
  readonly what: string;
  readonly value: string;
  readonly active: boolean;
}

/** Every place of a further setting that sends calls somewhere by itself, switched on or not. */
export function furtherTargets(data: FurtherSetting): readonly Target[] {
  switch (data.setting) {
    case 'intercept':
      return interceptTargets(data);
    case 'simultaneousRing':
      return data.numbers.flatMap(({ phoneNumber }, index) =>
        stored(`numbers.${index}`, 'simultaneous ring', phoneNumber, data.enabled),
      );
    case 'singleNumberReachNumber':
      return stored('reachedAt', 'single number reach', data.reachedAt, data.enabled);
    case 'assistantDivert':
      return stored('destination', 'diverting of executive calls', data.destination, data.enabled);
    case 'executiveAlert':
      return stored(
        'rolloverDestination',
        'calls of an executive that no assistant takes',
        data.rolloverDestination,
        data.rolloverAction === 'FORWARD',
      );
    case 'selectiveForwarding':
      return stored('defaultNumber', 'selective forwarding', data.defaultNumber, data.enabled);
    case 'selectiveRule':
      return stored('forwardTo', 'a rule of selective forwarding', data.forwardTo, data.applies);
    case 'transferNumbers':
      return data.custom ? transferTargets(data, '') : [];
    case 'personSchedule':
    case 'selectiveAcceptance':
    case 'selectiveRejection':
    case 'callerId':
    case 'agentCallerId':
    case 'emergencyCallback':
    case 'anonymousCallRejection':
    case 'bargeIn':
    case 'privacy':
    case 'pushToTalk':
    case 'callRecording':
    case 'hotelingGuest':
    case 'hotelingHost':
    case 'musicOnHold':
    case 'digitPatterns':
    case 'digitPattern':
    case 'outgoingPermission':
    case 'incomingPermission':
    case 'monitoring':
    case 'receptionist':
    case 'executiveAssistant':
    case 'assignedAssistants':
    case 'executiveFiltering':
    case 'executiveScreening':
    case 'singleNumberReach':
    case 'alternateNumbers':
      return [];
    default:
      return data satisfies never;
  }
}

/** Where calls go that are transferred instead of allowed. */
export function transferTargets(numbers: AutoTransferNumbers, path: string): readonly Target[] {
  return TRANSFER_POSITIONS.flatMap((position) =>
    stored(`${path}number${position}`, `transfer number ${position}`, numbers[`number${position}`], true),
  );
}

/** Where an intercept sends calls; the new number is only told to whoever calls. */
export function interceptTargets(data: InterceptFields): readonly Target[] {
  const { enabled, zeroTransfer, zeroTransferEnabled, outgoingTransfer, outgoingTransferEnabled } = data;
  return [
    ...stored('zeroTransfer', 'transfer out of the intercept', zeroTransfer, enabled && zeroTransferEnabled),
    ...stored(
      'outgoingTransfer',
      'transfer of intercepted outgoing calls',
      outgoingTransfer,
      enabled && outgoingTransferEnabled,
    ),
  ];
}

function stored(field: string, what: string, value: string | undefined, active: boolean): Target[] {
  return value === undefined ? [] : [{ field, what, value, active }];
}
