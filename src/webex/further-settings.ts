import type { z } from 'zod';
import { SELECTIVE_PATHS } from '../domain/further-settings.ts';
import { type Caller, createdId, inOrg, nothing, type OrgCall, type Sent } from './call.ts';
import { digitPatterns } from './digit-patterns.ts';
import * as shapes from './further-setting-shapes.ts';
import { featurePath, type LineOwner, telephonyPath } from './owners.ts';
import { personSchedulesApi } from './person-schedules.ts';
import { selectiveRulesApi } from './selective-rules.ts';
import { transferNumbers } from './transfer-numbers.ts';

type Path = (owner: LineOwner) => string;

/** Under `features` for people and Webex workspaces. */
const feature =
  (name: string): Path =>
  (owner) =>
    featurePath(owner, name);
const telephony =
  (name: string): Path =>
  (owner) =>
    telephonyPath(owner, name);
/** Under `features` for people, under telephony for the others. */
const mixed =
  (name: string): Path =>
  (owner) =>
    owner.kind === 'person' ? featurePath(owner, name) : telephonyPath(owner, name);

/** Under `features` for Webex workspaces alone. */
const placed =
  (name: string): Path =>
  (owner) =>
    owner.kind === 'workspace' ? featurePath(owner, name) : telephonyPath(owner, name);

/**
 * Settings of an owner beyond the four of every line: one read and one PUT each. A PUT takes other fields than the read
 * answers, so bodies are plain objects that the step kinds put together.
 */
export function furtherSettingsApi(caller: Caller) {
  const endpoint = <Shape extends z.ZodType>(shape: Shape, path: Path, writePath: Path = path) => ({
    get: (owner: LineOwner, call: OrgCall): Promise<z.output<Shape>> =>
      caller.read(shape, inOrg(call, path(owner)), call.signal),
    put: (owner: LineOwner, body: object, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, writePath(owner)), body }, call.signal),
  });
  /** Entries below a setting: made one by one, changed by id. */
  const entries = (path: Path) => ({
    create: (owner: LineOwner, body: object, call: OrgCall) =>
      caller.write(createdId, { method: 'POST', ...inOrg(call, path(owner)), body }, call.signal),
    update: (owner: LineOwner, id: string, body: object, call: OrgCall) =>
      caller.write(
        createdId,
        { method: 'PUT', ...inOrg(call, `${path(owner)}/${encodeURIComponent(id)}`), body },
        call.signal,
      ),
    remove: (owner: LineOwner, id: string, call: OrgCall) =>
      caller.write(
        nothing,
        { method: 'DELETE', ...inOrg(call, `${path(owner)}/${encodeURIComponent(id)}`) },
        call.signal,
      ),
  });
  const recording: Path = (owner) =>
    owner.kind === 'workspace' ? telephonyPath(owner, 'features/callRecordings') : mixed('callRecording')(owner);

  return {
    callerId: endpoint(shapes.callerId, feature('callerId')),
    agentCallerId: endpoint(shapes.agentCallerId, telephony('agent/callerId')),
    /** Newer than the published documents for people; virtual lines do not have it. */
    anonymousCallRejection: endpoint(shapes.enabledOnly, telephony('anonymousCallReject')),
    bargeIn: endpoint(shapes.bargeIn, mixed('bargeIn')),
    privacy: endpoint(shapes.privacy, mixed('privacy')),
    pushToTalk: endpoint(shapes.pushToTalk, mixed('pushToTalk')),
    intercept: endpoint(shapes.intercept, feature('intercept')),
    callRecording: endpoint(shapes.callRecording, recording),
    hotelingGuest: endpoint(shapes.enabledOnly, feature('hoteling')),
    hotelingHost: endpoint(shapes.ownedDevices, telephony('devices'), telephony('devices/settings/hoteling')),
    musicOnHold: endpoint(shapes.musicOnHold, telephony('musicOnHold')),
    outgoingPermission: endpoint(shapes.outgoingPermission, feature('outgoingPermission')),
    transferNumbers: endpoint(transferNumbers, placed('outgoingPermission/autoTransferNumbers')),
    digitPatterns: endpoint(digitPatterns, telephony('outgoingPermission/digitPatterns')),
    digitPatternEntries: entries(telephony('outgoingPermission/digitPatterns')),
    incomingPermission: endpoint(shapes.incomingPermission, feature('incomingPermission')),
    monitoring: endpoint(shapes.monitoring, feature('monitoring')),
    receptionist: endpoint(shapes.reception, feature('reception')),
    executiveAssistant: endpoint(shapes.executiveAssistant, feature('executiveAssistant')),
    assignedAssistants: endpoint(shapes.assignedAssistants, telephony('executive/assignedAssistants')),
    executiveFiltering: endpoint(shapes.executiveFiltering, telephony(SELECTIVE_PATHS.executiveFiltering)),
    executiveAlert: endpoint(shapes.executiveAlert, telephony('executive/alert')),
    executiveScreening: endpoint(shapes.executiveScreening, telephony('executive/screening')),
    assistantDivert: endpoint(shapes.assistantDivert, telephony('executive/assistant')),
    /** Newer than the published documents for people. */
    simultaneousRing: endpoint(shapes.simultaneousRing, telephony('simultaneousRing')),
    singleNumberReach: endpoint(shapes.singleNumberReach, telephony('singleNumberReach')),
    singleNumberReachNumbers: entries(telephony('singleNumberReach/numbers')),
    selectiveForwarding: endpoint(shapes.selective, telephony(SELECTIVE_PATHS.selectiveForwarding)),
    selectiveAcceptance: endpoint(shapes.selective, telephony(SELECTIVE_PATHS.selectiveAcceptance)),
    selectiveRejection: endpoint(shapes.selective, telephony(SELECTIVE_PATHS.selectiveRejection)),
    selectiveRules: selectiveRulesApi(caller),
    personSchedules: personSchedulesApi(caller),
    alternateNumbers: endpoint(shapes.ownerNumbers, feature('numbers'), telephony('numbers')),
  };
}
export type FurtherSettingsApi = ReturnType<typeof furtherSettingsApi>;
