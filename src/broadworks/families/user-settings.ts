import { type BodyElement, child, flag, text } from '../../domain/response-body.ts';
import type { FeatureName } from '../../domain/source.ts';
import type { Intercept, PushToTalk, SettingFeatureData, UserMusicSource } from '../../domain/source-settings.ts';
import { present } from '../present.ts';
import type { ResponseReader } from '../reader.ts';
import { userPlan } from './calling-plans.ts';
import { featureReader, membersOf } from './feature-reader.ts';
import { musicSource } from './music-source.ts';

const USER = ['user', 'serviceInstance'] as const;

type SwitchName = {
  [Name in keyof SettingFeatureData]: { readonly isActive: boolean } extends SettingFeatureData[Name] ? Name : never;
}[keyof SettingFeatureData] &
  FeatureName;

/** A switch without `isActive` is unreadable rather than off. */
function switchReader(base: string, name: SwitchName): ResponseReader {
  return featureReader(USER, {
    base,
    name,
    read: (body) => {
      const isActive = flag(body, 'isActive');
      return isActive === undefined ? undefined : { isActive };
    },
  });
}

const pushToTalk = featureReader(USER, {
  base: 'UserPushToTalkGetResponse',
  name: 'pushToTalk',
  read: (body) => ({
    ...present<Omit<PushToTalk, 'members'>>({
      allowAutoAnswer: flag(body, 'allowAutoAnswer'),
      outgoingConnection: text(body, 'outgoingConnectionSelection'),
      accessList: text(body, 'accessListSelection'),
    }),
    members: membersOf(body, 'selectedUserTable'),
  }),
});

/** Of a person and of a group alike. */
export function readIntercept(body: BodyElement): Intercept | undefined {
  const isActive = flag(body, 'isActive');
  if (isActive === undefined) return undefined;
  return {
    isActive,
    ...present<Omit<Intercept, 'isActive'>>({
      announcementSelection: text(body, 'announcementSelection'),
      inboundCallMode: text(body, 'inboundCallMode'),
      routeToVoiceMail: flag(body, 'routeToVoiceMail'),
      playNewPhoneNumber: flag(body, 'playNewPhoneNumber'),
      newPhoneNumber: text(body, 'newPhoneNumber'),
      transferOnZero: flag(body, 'transferOnZeroToPhoneNumber'),
      transferPhoneNumber: text(body, 'transferPhoneNumber'),
      outboundCallMode: text(body, 'outboundCallMode'),
      allowOutboundLocalCalls: flag(body, 'allowOutboundLocalCalls'),
      rerouteOutboundCalls: flag(body, 'rerouteOutboundCalls'),
      outboundReroutePhoneNumber: text(body, 'outboundReroutePhoneNumber'),
    }),
  };
}

const interceptUser = featureReader(USER, {
  base: 'UserInterceptUserGetResponse',
  name: 'interceptUser',
  read: readIntercept,
});

const userMusic = featureReader(USER, {
  base: 'UserMusicOnHoldUserGetResponse',
  name: 'userMusicSource',
  read: (body) =>
    present<UserMusicSource>({
      source: musicSource(child(body, 'source')),
      useAlternateSourceForInternalCalls: flag(body, 'useAlternateSourceForInternalCalls'),
      enableVideo: flag(body, 'enableVideo'),
    }),
});

export const userSettingReaders = [
  switchReader('UserAnonymousCallRejectionGetResponse', 'anonymousCallRejection'),
  switchReader('UserBargeInExemptGetResponse', 'bargeInExempt'),
  switchReader('UserCallingLineIDDeliveryBlockingGetResponse', 'callerIdBlocking'),
  switchReader('UserConnectedLineIdentificationRestrictionGetResponse', 'connectedLineRestriction'),
  switchReader('UserExternalCallingLineIDDeliveryGetResponse', 'externalCallerId'),
  switchReader('UserInternalCallingLineIDDeliveryGetResponse', 'internalCallerId'),
  switchReader('UserMusicOnHoldGetResponse', 'userMusicOnHold'),
  userMusic,
  pushToTalk,
  interceptUser,
  featureReader(USER, { base: 'UserIncomingCallingPlanGetResponse', name: 'incomingCallingPlan', read: userPlan }),
] as const;
