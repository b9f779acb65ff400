import { type BodyElement, child, flag, text, texts } from '../../domain/response-body.ts';
import type { CallForwarding, FeatureData, SimpleSwitch, Voicemail } from '../../domain/source.ts';
import { present } from '../present.ts';
import type { ResponseReader } from '../reader.ts';
import { toFeature } from './feature-reader.ts';
import { count } from './shared.ts';

/** Switches without `isActive` are unreadable rather than off. */
function required(body: BodyElement): boolean | undefined {
  return flag(body, 'isActive');
}

function forwarding(body: BodyElement): CallForwarding | undefined {
  const isActive = required(body);
  if (isActive === undefined) return undefined;
  return {
    isActive,
    ...present<Omit<CallForwarding, 'isActive'>>({
      forwardToPhoneNumber: text(body, 'forwardToPhoneNumber'),
      numberOfRings: count(text(body, 'numberOfRings')),
      isRingSplashActive: flag(body, 'isRingSplashActive'),
    }),
  };
}

/** Delivery address: one element up to release 17, a nested list from 23 on. */
function voicemail(body: BodyElement): Voicemail | undefined {
  const isActive = required(body);
  if (isActive === undefined) return undefined;
  const nested = child(body, 'voiceMessageDeliveryEmailAddress');
  return {
    isActive,
    deliveryEmails:
      nested === undefined
        ? texts(body, 'voiceMessageDeliveryEmailAddress')
        : Object.keys(nested).flatMap((name) => texts(nested, name)),
    ...present<Omit<Voicemail, 'isActive' | 'deliveryEmails'>>({
      processing: text(body, 'processing'),
      usePhoneMessageWaitingIndicator: flag(body, 'usePhoneMessageWaitingIndicator'),
      sendNotifyEmail: flag(body, 'sendVoiceMessageNotifyEmail'),
      notifyEmail: text(body, 'voiceMessageNotifyEmailAddress'),
      sendCarbonCopy: flag(body, 'sendCarbonCopyVoiceMessage'),
      carbonCopyEmail: text(body, 'voiceMessageCarbonCopyEmailAddress'),
      transferOnZero: flag(body, 'transferOnZeroToPhoneNumber'),
      transferPhoneNumber: text(body, 'transferPhoneNumber'),
      alwaysRedirect: flag(body, 'alwaysRedirectToVoiceMail'),
      busyRedirect: flag(body, 'busyRedirectToVoiceMail'),
      noAnswerRedirect: flag(body, 'noAnswerRedirectToVoiceMail'),
    }),
  };
}

function simpleSwitch(body: BodyElement): { readonly isActive: boolean } | undefined {
  const isActive = required(body);
  return isActive === undefined ? undefined : { isActive };
}

/** Features that are nothing without their switch. */
type UserFeature = {
  [Name in keyof FeatureData]: FeatureData[Name] extends SimpleSwitch ? Name : never;
}[keyof FeatureData];

function reader<Name extends UserFeature>(
  base: string,
  name: Name,
  read: (body: BodyElement) => FeatureData[Name] | undefined,
): ResponseReader {
  return {
    bases: [base],
    describes: ['user', 'serviceInstance'],
    feature: (response) => toFeature(response, { name, read }, 'the answer holds no isActive'),
    project(response, model) {
      model.addFeature(toFeature(response, { name, read }, 'the answer holds no isActive'));
    },
  };
}

export const userFeatureReaders = [
  reader('UserCallForwardingAlwaysGetResponse', 'callForwardingAlways', forwarding),
  reader('UserCallForwardingBusyGetResponse', 'callForwardingBusy', forwarding),
  reader('UserCallForwardingNoAnswerGetResponse', 'callForwardingNoAnswer', forwarding),
  reader('UserCallForwardingNotReachableGetResponse', 'callForwardingNotReachable', forwarding),
  reader('UserVoiceMessagingUserGetVoiceManagementResponse', 'voicemail', voicemail),
  reader('UserDoNotDisturbGetResponse', 'doNotDisturb', simpleSwitch),
  reader('UserCallWaitingGetResponse', 'callWaiting', simpleSwitch),
] as const;
