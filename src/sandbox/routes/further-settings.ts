import type { z } from 'zod';
import { type OWNER_PARAMETERS, ownedLocation } from '../owners.ts';
import { NO_CONTENT, type Reply } from '../reply.ts';
import { get, type RequestContext, type Route, withBody } from '../route.ts';
import { requireAudio } from './audio.ts';
import { BODIES } from './further-setting-shapes.ts';
import {
  type Check,
  checkAgentCallerId,
  checkAssistants,
  checkMembers,
  checkPermissions,
  needsType,
  type Show,
  showAgentCallerId,
  showAssistants,
  showCallerId,
  showMembers,
  showMonitoring,
  showPermissions,
  type Value,
} from './further-setting-views.ts';
import { pathOwner } from './owner-settings.ts';
import { refused } from './selective-rules.ts';
import { merge, readSetting, writeSetting } from './setting-store.ts';
import { TRANSFER_NUMBERS } from './transfer-numbers.ts';

type OwnerKind = keyof typeof OWNER_PARAMETERS;
interface Further {
  readonly setting: string;
  readonly paths: Partial<Record<OwnerKind, string>>;
  readonly body: z.ZodType<object>;
  /** Bodies that differ for Webex workspaces. */
  readonly workspaceBody?: z.ZodType<object>;
  readonly defaults: Value;
  readonly show?: Show;
  readonly check?: Check;
  readonly written?: number;
}

const P = '/people/{personId}/features/';
const T = '/telephony/config/people/{personId}/';
const WF = '/workspaces/{workspaceId}/features/';
const W = '/telephony/config/workspaces/{workspaceId}/';
const V = '/telephony/config/virtualLines/{virtualLineId}/';

const FURTHER: readonly Further[] = [
  {
    setting: 'callerId',
    paths: { person: `${P}callerId`, workspace: `${WF}callerId`, virtualLine: `${V}callerId` },
    body: BODIES.callerId,
    workspaceBody: BODIES.workspaceCallerId,
    defaults: { blockInForwardCallsEnabled: false, externalCallerIdNamePolicy: 'DIRECT_LINE' },
    show: showCallerId,
    check(body, context, owner) {
      if (body.selected !== 'CUSTOM') return;
      const [number] = context.state.byKey('number', String(body.customNumber));
      if (number?.org !== owner.org) throw refused(`${String(body.customNumber)} is not a number of the organization`);
    },
  },
  {
    setting: 'agentCallerId',
    paths: { person: `${T}agent/callerId`, virtualLine: `${V}agent/callerId` },
    body: BODIES.agentCallerId,
    defaults: { selectedCallerId: null },
    show: showAgentCallerId,
    check: checkAgentCallerId,
  },
  {
    setting: 'anonymousCallReject',
    paths: { person: `${T}anonymousCallReject`, workspace: `${W}anonymousCallReject` },
    body: BODIES.enabled,
    defaults: { enabled: false },
  },
  {
    setting: 'bargeIn',
    paths: { person: `${P}bargeIn`, workspace: `${W}bargeIn`, virtualLine: `${V}bargeIn` },
    body: BODIES.bargeIn,
    workspaceBody: BODIES.workspaceBargeIn,
    defaults: { enabled: false, toneEnabled: false },
  },
  {
    setting: 'privacy',
    paths: { person: `${P}privacy`, virtualLine: `${V}privacy` },
    body: BODIES.privacy,
    defaults: privacyDefaults(),
    show: showMembers('monitoringAgents'),
    check: checkMembers('monitoringAgents'),
    written: 200,
  },
  {
    setting: 'privacy',
    paths: { workspace: `${W}privacy` },
    body: BODIES.privacy,
    defaults: privacyDefaults(),
    show: showMembers('monitoringAgents'),
    check: checkMembers('monitoringAgents'),
  },
  {
    setting: 'pushToTalk',
    paths: { person: `${P}pushToTalk`, workspace: `${W}pushToTalk`, virtualLine: `${V}pushToTalk` },
    body: BODIES.pushToTalk,
    defaults: { allowAutoAnswer: true, connectionType: 'TWO_WAY', accessType: 'BLOCK_MEMBERS', members: [] },
    show: showMembers('members'),
    check: checkMembers('members'),
  },
  {
    setting: 'intercept',
    paths: { person: `${P}intercept`, workspace: `${WF}intercept`, virtualLine: `${V}intercept` },
    body: BODIES.intercept,
    defaults: {
      enabled: false,
      incoming: {
        type: 'INTERCEPT_ALL',
        voicemailEnabled: false,
        announcements: {
          greeting: 'DEFAULT',
          filename: '',
          newNumber: { enabled: false },
          zeroTransfer: { enabled: false },
        },
      },
      outgoing: { type: 'INTERCEPT_ALL', transferEnabled: false },
    },
  },
  {
    setting: 'callRecording',
    paths: { person: `${P}callRecording`, workspace: `${W}features/callRecordings`, virtualLine: `${V}callRecording` },
    body: BODIES.callRecording,
    defaults: {
      enabled: false,
      record: 'Never',
      recordVoicemailEnabled: false,
      notification: { type: 'None', enabled: false },
      repeat: { interval: 15, enabled: false },
      serviceProvider: 'WebexCalling',
      externalGroup: '',
      externalIdentifier: '',
      startStopAnnouncement: { internalCallsEnabled: false, pstnCallsEnabled: false },
    },
  },
  { setting: 'hoteling', paths: { person: `${P}hoteling` }, body: BODIES.enabled, defaults: { enabled: false } },
  {
    setting: 'musicOnHold',
    paths: { person: `${T}musicOnHold`, workspace: `${W}musicOnHold`, virtualLine: `${V}musicOnHold` },
    body: BODIES.musicOnHold,
    check: (body, context, owner) => requireAudio(context.state, ownedLocation(context.seen, owner), body),
    defaults: { mohEnabled: true, mohLocationEnabled: true, greeting: 'DEFAULT' },
  },
  {
    setting: 'outgoingPermission',
    paths: {
      person: `${P}outgoingPermission`,
      workspace: `${WF}outgoingPermission`,
      virtualLine: `${V}outgoingPermission`,
    },
    body: BODIES.outgoingPermission,
    defaults: { useCustomEnabled: false, useCustomPermissions: false, callingPermissions: [] },
    show: showPermissions,
    check: checkPermissions,
  },
  {
    setting: TRANSFER_NUMBERS,
    paths: {
      person: `${T}outgoingPermission/autoTransferNumbers`,
      workspace: `${WF}outgoingPermission/autoTransferNumbers`,
      virtualLine: `${V}outgoingPermission/autoTransferNumbers`,
    },
    body: BODIES.transferNumbers,
    defaults: { useCustomTransferNumbers: false },
  },
  {
    setting: 'incomingPermission',
    paths: {
      person: `${P}incomingPermission`,
      workspace: `${WF}incomingPermission`,
      virtualLine: `${V}incomingPermission`,
    },
    body: BODIES.incomingPermission,
    defaults: {
      useCustomEnabled: false,
      externalTransfer: 'ALLOW_ALL_EXTERNAL',
      internalCallsEnabled: true,
      collectCallsEnabled: true,
    },
  },
  {
    setting: 'monitoring',
    paths: { person: `${P}monitoring`, workspace: `${WF}monitoring` },
    body: BODIES.monitoring,
    defaults: { enableCallParkNotification: false, monitoredElements: [] },
    show: showMonitoring,
    check: checkMembers('monitoredElements'),
  },
  {
    setting: 'reception',
    paths: { person: `${P}reception` },
    body: BODIES.reception,
    defaults: { receptionEnabled: false, monitoredMembers: [] },
    show: showMembers('monitoredMembers'),
    check: checkMembers('monitoredMembers'),
  },
  {
    setting: 'executiveAssistant',
    paths: { person: `${P}executiveAssistant` },
    body: BODIES.executiveAssistant,
    defaults: { type: 'UNASSIGNED' },
  },
  {
    setting: 'assignedAssistants',
    paths: { person: `${T}executive/assignedAssistants` },
    body: BODIES.assignedAssistants,
    defaults: { assistantIds: [] },
    show: showAssistants,
    check: checkAssistants,
  },
  {
    setting: 'executiveAlert',
    paths: { person: `${T}executive/alert` },
    body: BODIES.executiveAlert,
    defaults: {
      alertingMode: 'SIMULTANEOUS',
      nextAssistantNumberOfRings: 2,
      rolloverEnabled: false,
      rolloverAction: 'VOICE_MESSAGING',
      rolloverWaitTimeInSecs: 15,
      clidNameMode: 'EXECUTIVE_ORIGINATOR',
      clidPhoneNumberMode: 'EXECUTIVE',
    },
    check(body, context, owner) {
      needsType(context, owner, 'EXECUTIVE');
      if (body.rolloverAction === 'FORWARD' && !body.rolloverForwardToPhoneNumber) {
        throw refused('rolloverForwardToPhoneNumber is required');
      }
    },
  },
  {
    setting: 'executiveScreening',
    paths: { person: `${T}executive/screening` },
    body: BODIES.executiveScreening,
    defaults: {
      enabled: false,
      alertType: 'SILENT',
      alertAnywhereLocationEnabled: false,
      alertMobilityLocationEnabled: false,
      alertSharedCallAppearanceLocationEnabled: false,
    },
    check: (_body, context, owner) => needsType(context, owner, 'EXECUTIVE'),
  },
  {
    setting: 'assistant',
    paths: { person: `${T}executive/assistant` },
    body: BODIES.assistant,
    defaults: { forwardFilteredCallsEnabled: false, forwardToPhoneNumber: '', executives: [] },
    check: (_body, context, owner) => needsType(context, owner, 'EXECUTIVE_ASSISTANT'),
  },
  {
    setting: 'simultaneousRing',
    paths: { person: `${T}simultaneousRing`, workspace: `${W}simultaneousRing` },
    body: BODIES.simultaneousRing,
    workspaceBody: BODIES.workspaceSimultaneousRing,
    defaults: {
      enabled: false,
      doNotRingIfOnCallEnabled: false,
      phoneNumbers: [],
      criteria: [],
      criteriasEnabled: false,
    },
  },
];

export function furtherSettingRoutes(): Route[] {
  return FURTHER.flatMap((further) =>
    (['person', 'workspace', 'virtualLine'] as const).flatMap((kind) => {
      const path = further.paths[kind];
      if (path === undefined) return [];
      const body = kind === 'workspace' ? (further.workspaceBody ?? further.body) : further.body;
      return [
        get(path, (context) => read(context, further, kind)),
        withBody('PUT', path, body, (context, value) => write(context, further, kind, value)),
      ];
    }),
  );
}

function read(context: RequestContext, { setting, defaults, show }: Further, kind: OwnerKind): Reply {
  const owner = pathOwner(context, kind);
  const value = merge(defaults, readSetting(context.seen, owner, setting) ?? {});
  return { status: 200, body: show ? show(value, context, owner) : value };
}

function write(context: RequestContext, { setting, check, written }: Further, kind: OwnerKind, body: object): Reply {
  const owner = pathOwner(context, kind);
  check?.({ ...body }, context, owner);
  writeSetting(context.state, owner, setting, body);
  return written === undefined ? NO_CONTENT : { status: written };
}

function privacyDefaults(): Value {
  return {
    aaExtensionDialingEnabled: true,
    aaNamingDialingEnabled: true,
    enablePhoneStatusDirectoryPrivacy: false,
    enablePhoneStatusPickupBargeInPrivacy: false,
    monitoringAgents: [],
  };
}
