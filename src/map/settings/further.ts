import type { MapContext, Mapped } from '../context.ts';
import { mapAccessCodes } from '../losses/access-codes.ts';
import { mapPersonalPhoneList } from '../losses/notice-losses.ts';
import { mapAgentCallerId } from './agent-caller-id.ts';
import { mapAlternateNumbers } from './alternate-numbers.ts';
import { mapCallRecording } from './call-recording.ts';
import { mapCallerId } from './caller-id.ts';
import { mapDigitPatterns } from './digit-patterns.ts';
import { mapEmergencyCallback } from './emergency-callback.ts';
import { mapExecutive } from './executive.ts';
import { mapFaxWithoutMailbox } from './fax.ts';
import { mapAnonymousCallRejection, mapBargeIn, mapHotelingGuest, mapHotelingHost } from './further-switches.ts';
import { mapIntercept } from './intercept.ts';
import { mapMailboxLosses } from './mailbox-losses.ts';
import { mapMonitoring, mapReceptionist } from './monitoring.ts';
import { mapMusicOnHold } from './music-on-hold.ts';
import type { Subject } from './owner-settings.ts';
import { mapIncomingPermission, mapOutgoingPermission } from './permissions.ts';
import { mapPrivacy, mapPushToTalk } from './privacy.ts';
import { mapSelectiveServices } from './selective-services.ts';
import { mapSimultaneousRing } from './simultaneous-ring.ts';
import { mapSingleNumberReach } from './single-number-reach.ts';
import { mapTransferNumbers } from './transfer-numbers.ts';

/** Settings beyond forwarding, voicemail, call waiting and do not disturb; those that point at other owners last. */
export const FURTHER_SETTINGS: readonly ((context: MapContext, subject: Subject) => Mapped)[] = [
  mapCallerId,
  mapEmergencyCallback,
  mapAnonymousCallRejection,
  mapBargeIn,
  mapHotelingGuest,
  mapHotelingHost,
  mapMusicOnHold,
  mapIntercept,
  mapCallRecording,
  mapOutgoingPermission,
  mapIncomingPermission,
  mapTransferNumbers,
  mapDigitPatterns,
  mapAccessCodes,
  mapSimultaneousRing,
  mapSingleNumberReach,
  mapSelectiveServices,
  mapAlternateNumbers,
  mapPrivacy,
  mapPushToTalk,
  mapAgentCallerId,
  mapMonitoring,
  mapReceptionist,
  mapExecutive,
  mapMailboxLosses,
  mapFaxWithoutMailbox,
  mapPersonalPhoneList,
];
