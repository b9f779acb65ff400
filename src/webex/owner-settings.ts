import { type Caller, inOrg, nothing, type OrgCall, type Sent } from './call.ts';
import { furtherSettingsApi } from './further-settings.ts';
import { featurePath, type LineOwner, telephonyPath } from './owners.ts';
import * as shapes from './setting-shapes.ts';

/** Call settings of a line's owner. Each PUT replaces the whole setting: read, change, write. */
export function ownerSettingsApi(caller: Caller) {
  /** People keep these under `features`; Webex workspaces and virtual lines under telephony. */
  const mixedPath = (owner: LineOwner, setting: string): string =>
    owner.kind === 'person' ? featurePath(owner, setting) : telephonyPath(owner, setting);
  const put = (path: string, body: unknown, call: OrgCall): Promise<Sent> =>
    caller.write(nothing, { method: 'PUT', ...inOrg(call, path), body }, call.signal);

  return {
    getCallForwarding: (owner: LineOwner, call: OrgCall): Promise<shapes.CallForwardingSetting> =>
      caller.read(shapes.callForwarding, inOrg(call, featurePath(owner, 'callForwarding')), call.signal),
    putCallForwarding: (owner: LineOwner, body: shapes.CallForwardingSetting, call: OrgCall): Promise<Sent> =>
      put(featurePath(owner, 'callForwarding'), body, call),

    getCallWaiting: (owner: LineOwner, call: OrgCall): Promise<shapes.CallWaitingSetting> =>
      caller.read(shapes.callWaiting, inOrg(call, featurePath(owner, 'callWaiting')), call.signal),
    putCallWaiting: (owner: LineOwner, body: shapes.CallWaitingSetting, call: OrgCall): Promise<Sent> =>
      put(featurePath(owner, 'callWaiting'), body, call),

    getVoicemail: (owner: LineOwner, call: OrgCall): Promise<shapes.VoicemailSetting> =>
      caller.read(shapes.voicemail, inOrg(call, mixedPath(owner, 'voicemail')), call.signal),
    putVoicemail: (owner: LineOwner, body: shapes.VoicemailSetting, call: OrgCall): Promise<Sent> =>
      put(mixedPath(owner, 'voicemail'), body, call),

    getDoNotDisturb: (owner: LineOwner, call: OrgCall): Promise<shapes.DoNotDisturbSetting> =>
      caller.read(shapes.doNotDisturb, inOrg(call, mixedPath(owner, 'doNotDisturb')), call.signal),
    putDoNotDisturb: (owner: LineOwner, body: shapes.DoNotDisturbSetting, call: OrgCall): Promise<Sent> =>
      put(mixedPath(owner, 'doNotDisturb'), body, call),

    further: furtherSettingsApi(caller),
  };
}
export type OwnerSettingsApi = ReturnType<typeof ownerSettingsApi>;
