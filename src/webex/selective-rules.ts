import { z } from 'zod';
import { SELECTIVE_PATHS, type SelectiveService } from '../domain/further-settings.ts';
import { type Caller, createdId, inOrg, nothing, type OrgCall } from './call.ts';
import { type LineOwner, telephonyPath } from './owners.ts';

const on = z.boolean();
const word = z.string();

/** One rule; which of the four switches it has depends on its service. Only those of executives have a name. */
const rule = z.object({
  filterName: word.optional(),
  callsFrom: word,
  anonymousCallersEnabled: on.optional(),
  unavailableCallersEnabled: on.optional(),
  phoneNumbers: z.array(word).default([]),
  scheduleName: word.optional(),
  scheduleType: word.optional(),
  scheduleLevel: word.optional(),
  forwardToPhoneNumber: word.optional(),
  sendToVoicemailEnabled: on.optional(),
  forwardEnabled: on.optional(),
  acceptEnabled: on.optional(),
  rejectEnabled: on.optional(),
  filterEnabled: on.optional(),
  callsToNumbers: z.array(z.object({ type: word.optional(), phoneNumber: word.optional() })).default([]),
});
export type WebexSelectiveRule = z.output<typeof rule>;

/** Rules of people. Those of selective services have no name, and lists of them say too little to tell them apart. */
export function selectiveRulesApi(caller: Caller) {
  const base = (owner: LineOwner, service: SelectiveService): string =>
    telephonyPath(owner, `${SELECTIVE_PATHS[service]}/criteria`);
  const one = (owner: LineOwner, service: SelectiveService, id: string): string =>
    `${base(owner, service)}/${encodeURIComponent(id)}`;

  return {
    get: (owner: LineOwner, service: SelectiveService, id: string, call: OrgCall) =>
      caller.find(rule, inOrg(call, one(owner, service, id)), call.signal),
    create: (owner: LineOwner, service: SelectiveService, body: object, call: OrgCall) =>
      caller.write(createdId, { method: 'POST', ...inOrg(call, base(owner, service)), body }, call.signal),
    update: (owner: LineOwner, service: SelectiveService, id: string, body: object, call: OrgCall) =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, one(owner, service, id)), body }, call.signal),
    remove: (owner: LineOwner, service: SelectiveService, id: string, call: OrgCall) =>
      caller.write(nothing, { method: 'DELETE', ...inOrg(call, one(owner, service, id)) }, call.signal),
  };
}
