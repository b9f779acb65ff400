import { INTERCEPT_RESPONSE } from '../features/location-intercept.ts';
import { MUSIC_RESPONSE } from '../features/location-music.ts';
import { FURTHER_SERVICES } from '../settings/setting-services.ts';

/**
 * Services whose verdict `full` or `part` this version lives up to. The catalogue says what Webex can hold; this says
 * what the tool writes. A service that is not here is told as manual, whatever the catalogue promises.
 */
export const HANDLED_USER_SERVICES: ReadonlySet<string> = new Set([
  // settings that are written
  'Call Forwarding Always',
  'Call Forwarding Busy',
  'Call Forwarding No Answer',
  'Call Forwarding Not Reachable',
  'Voice Messaging User',
  'Call Waiting',
  'Do Not Disturb',
  // lines and keys of phones
  ...['', ' 5', ' 10', ' 15', ' 20', ' 25', ' 30', ' 35'].map((lines) => `Shared Call Appearance${lines}`),
  'Speed Dial 100',
  'Speed Dial 8',
  ...FURTHER_SERVICES,
  // agents of queues
  'Call Center - Basic',
  'Call Center - Standard',
  'Call Center - Premium',
  // in the base service of Webex Calling, nothing to write
  'Call Notify',
  'Call Return',
  'Call Transfer',
  'Calling Name Delivery',
  'Calling Name Retrieval',
  'Calling Number Delivery',
  'Connected Line Identification Presentation',
  'Directed Call Pickup',
  'Flash Call Hold',
  'Last Number Redial',
  'N-Way Call',
  'Three-Way Call',
  // the package and the Webex App take their place
  'Bria For BroadWorks',
  'BroadTouch Business Communicator Desktop',
  'BroadTouch Business Communicator Desktop - Audio',
  'BroadTouch Business Communicator Mobile',
  'BroadTouch Business Communicator Mobile - Audio',
  'BroadTouch Business Communicator Tablet',
  'BroadTouch Business Communicator Tablet - Audio',
  'BroadTouch Business Communicator Tablet - Video',
  'Collaborate - Audio',
  'Collaborate - Sharing',
  'Collaborate - Video',
  'Integrated IMP',
  'OMA Presence',
  'Third-Party IMP',
  'Video Add-On',
  // a decision per user
  'Third-Party Voice Mail Support',
]);

/** Group services whose groups are no virtual users: the list of them, and one of them, as responses. */
export const HANDLED_GROUPINGS: ReadonlyMap<string, { readonly list: string; readonly detail: string }> = new Map([
  ['Call Park', { list: 'GroupCallParkGetInstanceListResponse', detail: 'GroupCallParkGetInstanceResponse' }],
  ['Call Pickup', { list: 'GroupCallPickupGetInstanceListResponse', detail: 'GroupCallPickupGetInstanceResponse' }],
]);

/** Group services that are one answer of the group: read, they come along. */
export const HANDLED_GROUP_ANSWERS: ReadonlyMap<string, string> = new Map([
  ['Voice Messaging Group', 'GroupVoiceMessagingGroupGetVoicePortalResponse'],
]);
/** Group services that are settings of the location, with the answer that says what is set. */
export const HANDLED_GROUP_SETTINGS: ReadonlyMap<string, string> = new Map([
  ['Music On Hold', MUSIC_RESPONSE],
  ['Intercept Group', INTERCEPT_RESPONSE],
]);

/** Group services that become features, with the type of their instances: without an instance nobody uses them. */
export const HANDLED_GROUP_SERVICES: ReadonlyMap<string, string> = new Map([
  ['Hunt Group', 'Hunt Group'],
  ['Group Paging', 'Group Paging'],
  ['Auto Attendant', 'Auto Attendant'],
  ['Auto Attendant - Standard', 'Auto Attendant'],
]);
