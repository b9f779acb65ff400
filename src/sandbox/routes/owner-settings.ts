import { z } from 'zod';
import { entryOf } from '../../domain/entry-of.ts';
import type { Stored } from '../objects.ts';
import { OWNER_PARAMETERS } from '../owners.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import { get, param, type RequestContext, type Route, requestOrg, withBody } from '../route.ts';
import { holdFaxNumber } from './fax-numbers.ts';
import {
  CALL_FORWARDING_DEFAULTS,
  callForwarding,
  VOICEMAIL_DEFAULTS,
  voicemail,
  workspaceCallForwarding,
} from './setting-shapes.ts';
import { merge, readSetting, writeSetting } from './setting-store.ts';

const RINGS = 20;

interface OwnerSetting {
  readonly path: string;
  readonly owner: 'person' | 'workspace' | 'virtualLine';
  readonly setting: string;
  readonly body: z.ZodType<object>;
  readonly defaults: Readonly<Record<string, unknown>>;
}

const callWaiting = z.strictObject({ enabled: z.boolean() });
const doNotDisturb = z.strictObject({ enabled: z.boolean().optional(), ringSplashEnabled: z.boolean().optional() });
const SILENT = { enabled: false, ringSplashEnabled: false };

/**
 * Settings of people, Webex workspaces and virtual lines. A GET shows the defaults of the target until they are
 * written: voicemail and call waiting are on.
 */
const SETTINGS: readonly OwnerSetting[] = [
  {
    path: '/people/{personId}/features/callForwarding',
    owner: 'person',
    setting: 'callForwarding',
    body: callForwarding,
    defaults: CALL_FORWARDING_DEFAULTS,
  },
  {
    path: '/people/{personId}/features/voicemail',
    owner: 'person',
    setting: 'voicemail',
    body: voicemail,
    defaults: VOICEMAIL_DEFAULTS,
  },
  {
    path: '/people/{personId}/features/callWaiting',
    owner: 'person',
    setting: 'callWaiting',
    body: callWaiting,
    defaults: { enabled: true },
  },
  {
    path: '/people/{personId}/features/doNotDisturb',
    owner: 'person',
    setting: 'doNotDisturb',
    body: doNotDisturb.extend({ webexGoOverrideEnabled: z.boolean() }),
    defaults: { ...SILENT, webexGoOverrideEnabled: false },
  },
  {
    path: '/workspaces/{workspaceId}/features/callForwarding',
    owner: 'workspace',
    setting: 'callForwarding',
    body: workspaceCallForwarding,
    defaults: CALL_FORWARDING_DEFAULTS,
  },
  {
    path: '/workspaces/{workspaceId}/features/callWaiting',
    owner: 'workspace',
    setting: 'callWaiting',
    body: callWaiting.partial(),
    defaults: { enabled: true },
  },
  {
    path: '/telephony/config/workspaces/{workspaceId}/voicemail',
    owner: 'workspace',
    setting: 'voicemail',
    body: voicemail,
    defaults: VOICEMAIL_DEFAULTS,
  },
  {
    path: '/telephony/config/workspaces/{workspaceId}/doNotDisturb',
    owner: 'workspace',
    setting: 'doNotDisturb',
    body: doNotDisturb,
    defaults: SILENT,
  },
  {
    path: '/telephony/config/virtualLines/{virtualLineId}/callForwarding',
    owner: 'virtualLine',
    setting: 'callForwarding',
    body: callForwarding,
    defaults: CALL_FORWARDING_DEFAULTS,
  },
  {
    path: '/telephony/config/virtualLines/{virtualLineId}/voicemail',
    owner: 'virtualLine',
    setting: 'voicemail',
    body: voicemail,
    defaults: VOICEMAIL_DEFAULTS,
  },
  {
    path: '/telephony/config/virtualLines/{virtualLineId}/callWaiting',
    owner: 'virtualLine',
    setting: 'callWaiting',
    body: callWaiting,
    defaults: { enabled: true },
  },
  {
    path: '/telephony/config/virtualLines/{virtualLineId}/doNotDisturb',
    owner: 'virtualLine',
    setting: 'doNotDisturb',
    body: doNotDisturb,
    defaults: SILENT,
  },
];

export function ownerSettingRoutes(): Route[] {
  return SETTINGS.flatMap((setting) => [
    get(setting.path, (context) => ({ status: 200, body: current(context, setting) })),
    withBody('PUT', setting.path, setting.body, (context, body) => write(context, setting, body)),
  ]);
}

/** The owner of the path. One without calling has no such settings: 4410. */
export function pathOwner(context: RequestContext, kind: OwnerSetting['owner']): Stored {
  const owner = context.seen.get(kind, param(context, OWNER_PARAMETERS[kind]));
  if (!owner || owner.org !== requestOrg(context).id) throw notFound(kind, 4003);
  if (owner.location === null) {
    throw new ApiError(400, 'the service is not available for this user', { errorCode: 4410 });
  }
  return owner;
}

function current(context: RequestContext, { owner: kind, setting, defaults }: OwnerSetting): object {
  const owner = pathOwner(context, kind);
  return merge(defaults, readSetting(context.seen, owner, setting) ?? {});
}

function write(context: RequestContext, setting: OwnerSetting, body: object): Reply {
  const owner = pathOwner(context, setting.owner);
  checkDestinations(merge(current(context, setting) as Record<string, unknown>, body));
  writeSetting(context.state, owner, setting.setting, body);
  if ('faxMessage' in body)
    holdFaxNumber(context, owner, readSetting(context.state, owner, setting.setting)?.faxMessage);
  return NO_CONTENT;
}

/** Whatever forwards, notifies or transfers needs to know where to, and no phone rings more than 20 times. */
function checkDestinations(value: object, path = ''): void {
  for (const [name, field] of Object.entries(value)) {
    if (typeof field !== 'object' || field === null) continue;
    const at = path === '' ? name : `${path}.${name}`;
    const rings = Reflect.get(field, 'numberOfRings');
    if (typeof rings === 'number' && rings > RINGS) throw invalid(`${at}.numberOfRings must not be above ${RINGS}`);
    const on = Reflect.get(field, 'enabled') === true && Reflect.get(field, 'destinationVoicemailEnabled') !== true;
    const aims = entryOf(AIMS, name);
    if (on && aims !== undefined && !Reflect.get(field, aims)) throw invalid(`${at}.${aims} is required`);
    checkDestinations(field, at);
  }
}

const AIMS: Readonly<Record<string, string>> = {
  always: 'destination',
  busy: 'destination',
  noAnswer: 'destination',
  businessContinuity: 'destination',
  notifications: 'destination',
  transferToNumber: 'destination',
  emailCopyOfMessage: 'emailId',
};

function invalid(description: string): ApiError {
  return new ApiError(400, description, { errorCode: 25008 });
}
