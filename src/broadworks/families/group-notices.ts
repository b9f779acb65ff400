import { type BodyElement, flag, isElement, text } from '../../domain/response-body.ts';
import type { EmergencyCallNotification, PhoneList } from '../../domain/source-policies.ts';
import { present } from '../present.ts';
import type { ResponseReader } from '../reader.ts';
import { featureReader } from './feature-reader.ts';

function notification(body: BodyElement): EmergencyCallNotification {
  return present<EmergencyCallNotification>({
    send: flag(body, 'sendEmergencyCallNotificationEmail'),
    email: text(body, 'emergencyCallNotifyEmailAddress'),
    allowGroupOverride: flag(body, 'allowGroupOverride'),
  });
}

function phoneList(body: BodyElement): PhoneList {
  return {
    entries: (body.entry ?? []).filter(isElement).flatMap((entry) => {
      const name = text(entry, 'entryName');
      return name === undefined ? [] : [{ name, ...present({ phoneNumber: text(entry, 'phoneNumber') }) }];
    }),
  };
}

/** Who is told of emergency calls, and lists of numbers that phones show: no service stands for them. */
export const groupNoticeReaders: readonly ResponseReader[] = [
  featureReader(['serviceProvider'], {
    base: 'ServiceProviderEmergencyCallNotificationGetResponse',
    name: 'emergencyCallNotification',
    read: notification,
  }),
  featureReader(['group'], {
    base: 'GroupEmergencyCallNotificationGetResponse',
    name: 'emergencyCallNotification',
    read: notification,
  }),
  featureReader(['serviceProvider'], {
    base: 'EnterpriseCommonPhoneListGetListResponse',
    name: 'commonPhoneList',
    read: phoneList,
  }),
  featureReader(['group'], { base: 'GroupCommonPhoneListGetListResponse', name: 'commonPhoneList', read: phoneList }),
  featureReader(['user'], {
    base: 'UserPersonalPhoneListGetListResponse',
    name: 'personalPhoneList',
    read: phoneList,
  }),
];
