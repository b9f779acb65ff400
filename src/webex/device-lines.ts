import { z } from 'zod';
import { type Caller, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

const LINE_TYPES = ['PRIMARY', 'SHARED_CALL_APPEARANCE'] as const;
/** Devices answer a boolean, applications the same as text. */
const truth = z.union([z.boolean(), z.enum(['true', 'false'])]).transform((value) => String(value) === 'true');

const member = z.object({
  id: z.string(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  port: z.number(),
  primaryOwner: truth,
  lineType: z.enum(LINE_TYPES),
  lineWeight: z.number().optional(),
  hotlineEnabled: z.boolean().optional(),
  hotlineDestination: z.string().optional(),
  allowCallDeclineEnabled: z.boolean().optional(),
  lineLabel: z.string().optional(),
  t38FaxCompressionEnabled: z.boolean().optional(),
});
export type LineMember = z.output<typeof member>;
const members = z.object({ members: z.array(member).default([]), maxLineCount: z.number() });
export type LineMembers = z.output<typeof members>;

/** What a PUT takes of a member. */
export type NewMember = Omit<LineMember, 'firstName' | 'lastName'>;

const key = z.object({
  lineKeyIndex: z.number(),
  lineKeyType: z.string(),
  lineKeyLabel: z.string().optional(),
  lineKeyValue: z.string().optional(),
  sharedLineIndex: z.number().optional(),
});
export type LineKey = z.output<typeof key>;
const moduleKey = z.object({
  kemModuleIndex: z.number(),
  kemKeyIndex: z.number(),
  kemKeyType: z.string(),
  kemKeyLabel: z.string().optional(),
  kemKeyValue: z.string().optional(),
  sharedLineIndex: z.number().optional(),
});
/** A key of an expansion module. */
export type ModuleKey = z.output<typeof moduleKey>;
/** Unknown fields are kept, for a PUT replaces all. */
const layout = z.looseObject({
  layoutMode: z.string(),
  lineKeys: z.array(key).default([]),
  /** `KEM_14_KEYS`, `KEM_18_KEYS` or `KEM_20_KEYS`. */
  kemModuleType: z.string().optional(),
  kemKeys: z.array(moduleKey).optional(),
});
export type DeviceLayout = z.output<typeof layout>;

/** Lines and line keys of phones, and shared lines of the Webex App. Each PUT replaces everything: read, change, write. */
export function deviceLinesApi(caller: Caller) {
  const ofDevice = (deviceId: string, part: string): string => `/telephony/config/devices/${deviceId}/${part}`;
  const ofApp = (personId: string): string => `/telephony/config/people/${personId}/applications/members`;

  return {
    getMembers: (deviceId: string, call: OrgCall): Promise<LineMembers> =>
      caller.read(members, inOrg(call, ofDevice(deviceId, 'members')), call.signal),
    putMembers: (deviceId: string, list: readonly NewMember[], call: OrgCall): Promise<Sent> =>
      caller.write(
        nothing,
        { method: 'PUT', ...inOrg(call, ofDevice(deviceId, 'members')), body: { members: list } },
        call.signal,
      ),

    /** The person says which organisation is meant: these two take no `orgId`. */
    getAppMembers: (personId: string, call: OrgCall): Promise<LineMembers> =>
      caller.read(members, { path: ofApp(personId), scope: call.orgId }, call.signal),
    putAppMembers: (personId: string, list: readonly AppMember[], call: OrgCall): Promise<Sent> =>
      caller.write(
        nothing,
        { method: 'PUT', path: ofApp(personId), scope: call.orgId, body: { members: list } },
        call.signal,
      ),

    getLayout: (deviceId: string, call: OrgCall): Promise<DeviceLayout> =>
      caller.read(layout, inOrg(call, ofDevice(deviceId, 'layout')), call.signal),
    putLayout: (deviceId: string, body: DeviceLayout, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, ofDevice(deviceId, 'layout')), body }, call.signal),
  };
}
export type DeviceLinesApi = ReturnType<typeof deviceLinesApi>;

/** A member as the Webex App takes it: no hotline, and the owner as text. */
export interface AppMember
  extends Pick<LineMember, 'id' | 'port' | 'lineType' | 'allowCallDeclineEnabled' | 'lineLabel'> {
  readonly primaryOwner: 'true' | 'false';
  readonly lineWeight: number;
}
