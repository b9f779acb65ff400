import { z } from 'zod';
import type { Stored } from '../objects.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import { callingLocation, get, param, type RequestContext, type Route, remove, withBody } from '../route.ts';
import { type FeatureKind, pathFeature } from './features.ts';
import { merge, readSetting, writeSetting } from './setting-store.ts';

interface Family {
  readonly kind: Extract<FeatureKind, 'huntGroup' | 'callQueue' | 'autoAttendant'>;
  readonly idParameter: string;
  /** One thing, two names. */
  readonly toVoicemail: 'destinationVoicemailEnabled' | 'sendToVoicemailEnabled';
}

const FAMILIES = {
  huntGroups: { kind: 'huntGroup', idParameter: 'huntGroupId', toVoicemail: 'destinationVoicemailEnabled' },
  queues: { kind: 'callQueue', idParameter: 'queueId', toVoicemail: 'destinationVoicemailEnabled' },
  autoAttendants: { kind: 'autoAttendant', idParameter: 'autoAttendantId', toVoicemail: 'sendToVoicemailEnabled' },
} as const satisfies Record<string, Family>;

const SETTING = 'callForwarding';
const RULE = 'selectiveRule';
const flag = z.boolean().optional();

function forwardingBody({ toVoicemail }: Family) {
  const forward = z.strictObject({
    enabled: flag,
    destination: z.string().optional(),
    ringReminderEnabled: flag,
    [toVoicemail]: flag,
  });
  const rules = z.array(z.strictObject({ id: z.string(), enabled: flag })).optional();
  return z.strictObject({
    callForwarding: z.strictObject({ always: forward.optional(), selective: forward.optional(), rules }),
  });
}
type ForwardingBody = z.output<ReturnType<typeof forwardingBody>>;

const forwardTo = z
  .strictObject({
    selection: z.enum(['FORWARD_TO_DEFAULT_NUMBER', 'FORWARD_TO_SPECIFIED_NUMBER', 'DO_NOT_FORWARD']),
    phoneNumber: z.string().optional(),
  })
  .refine(({ selection, phoneNumber }) => selection !== 'FORWARD_TO_SPECIFIED_NUMBER' || phoneNumber !== undefined, {
    message: 'phoneNumber is required for that selection',
  });
const ruleBody = z.strictObject({
  name: z.string().min(1),
  enabled: flag,
  businessSchedule: z.string().optional(),
  holidaySchedule: z.string().optional(),
  forwardTo,
  callsFrom: z.strictObject({
    selection: z.enum(['ANY', 'CUSTOM']),
    customNumbers: z.strictObject({
      privateNumberEnabled: z.boolean(),
      unavailableNumberEnabled: z.boolean(),
      numbers: z.array(z.string()).max(12),
    }),
  }),
  callsTo: z.strictObject({
    numbers: z.array(
      z.strictObject({
        type: z.enum(['PRIMARY', 'ALTERNATE']),
        phoneNumber: z.string().optional(),
        extension: z.string().optional(),
      }),
    ),
  }),
});
type RuleBody = z.output<typeof ruleBody>;

/** Forwarding of hunt groups, queues and auto attendants, and the rules below it. */
export function featureForwardingRoutes(): Route[] {
  return Object.entries(FAMILIES).flatMap(([plural, family]: [string, Family]) => {
    const base = `/telephony/config/locations/{locationId}/${plural}/{${family.idParameter}}/callForwarding`;
    const one = `${base}/selectiveRules/{ruleId}`;
    return [
      get(base, (context) => readForwarding(context, family)),
      withBody('PUT', base, forwardingBody(family), (context, body) => writeForwarding(context, family, body)),
      withBody('POST', `${base}/selectiveRules`, ruleBody, (context, body) => addRule(context, family, body)),
      get(one, (context) => ({ status: 200, body: showRule(pathRule(context, family), family) })),
      withBody('PUT', one, ruleBody, (context, body) => changeRule(context, family, body)),
      remove(one, (context) => {
        context.state.remove(pathRule(context, family).id);
        return NO_CONTENT;
      }),
    ];
  });
}

function defaultsOf({ toVoicemail }: Family) {
  const off = { enabled: false, ringReminderEnabled: false, [toVoicemail]: false };
  return { always: off, selective: off };
}

function readForwarding(context: RequestContext, family: Family): Reply {
  const feature = pathFeature(context, family);
  const stored = readSetting(context.seen, feature, SETTING) ?? {};
  const rules = rulesOf(context, feature).map(({ id, data: { value } }) => ({
    id,
    name: value.name,
    enabled: value.enabled,
  }));
  return { status: 200, body: { callForwarding: { ...merge(defaultsOf(family), stored), rules } } };
}

function writeForwarding(context: RequestContext, family: Family, { callForwarding }: ForwardingBody): Reply {
  const feature = pathFeature(context, family);
  const { rules = [], ...wanted } = callForwarding;
  const stored = merge(merge(defaultsOf(family), readSetting(context.seen, feature, SETTING) ?? {}), wanted);
  const { always } = z
    .object({ always: z.object({ enabled: z.boolean(), destination: z.string().optional() }) })
    .parse(stored);
  if (always.enabled && (always.destination ?? '') === '') {
    throw new ApiError(400, 'always: a destination is required to enable it', { errorCode: 25008 });
  }
  for (const { id, enabled } of rules) {
    const rule = rulesOf(context, feature).find((each) => each.id === id);
    if (!rule) throw new ApiError(400, `rule ${id} not found`, { errorCode: 4008 });
    if (enabled !== undefined) storeRule(context, rule, { ...rule.data.value, enabled });
  }
  writeSetting(context.state, feature, SETTING, wanted);
  return NO_CONTENT;
}

function rulesOf(context: RequestContext, feature: Stored): Stored<'setting'>[] {
  return context.seen.ownedBy('setting', feature.id).filter(({ data }) => data.setting === RULE);
}

function pathRule(context: RequestContext, family: Family): Stored<'setting'> {
  const id = param(context, 'ruleId');
  const rule = rulesOf(context, pathFeature(context, family)).find((each) => each.id === id);
  if (!rule) throw notFound('selective rule', 4008);
  return rule;
}

/** A second rule of the same name is taken: the client has to look first, and its mistake is recorded. */
function addRule(context: RequestContext, family: Family, body: RuleBody): Reply {
  const feature = pathFeature(context, family);
  checkSchedules(context, body);
  const key = ruleKey(feature, body.name);
  if (context.state.byKey('setting', key).length > 0) context.state.violate('duplicate-setting-entry', key);
  const created = context.state.insert('setting', {
    org: feature.org,
    location: feature.location,
    key,
    owner: feature.id,
    tag: RULE,
    data: { setting: RULE, value: { enabled: true, ...body } },
  });
  return { status: 201, body: { id: created.id } };
}

/** The id goes with the name: a renamed rule is another one. */
function changeRule(context: RequestContext, family: Family, body: RuleBody): Reply {
  const rule = pathRule(context, family);
  checkSchedules(context, body);
  const value = { ...rule.data.value, ...body };
  if (rule.data.value.name === body.name) return { status: 201, body: { id: storeRule(context, rule, value).id } };
  const { org, location, owner, tag } = rule;
  context.state.remove(rule.id);
  const key = ruleKey(pathFeature(context, family), body.name);
  const renamed = context.state.insert('setting', { org, location, owner, tag, key, data: { setting: RULE, value } });
  return { status: 201, body: { id: renamed.id } };
}

function storeRule(
  context: RequestContext,
  rule: Stored<'setting'>,
  value: Readonly<Record<string, unknown>>,
): Stored<'setting'> {
  return context.state.update(rule, { data: { setting: RULE, value } });
}

function ruleKey(feature: Stored, name: string): string {
  return `${feature.kind} ${feature.key}/${RULE} ${name}`;
}

/** Rules name their schedules; one that is not in the location is refused. */
function checkSchedules(context: RequestContext, body: RuleBody): void {
  requireSchedule(context, 'businessHours', body.businessSchedule);
  requireSchedule(context, 'holidays', body.holidaySchedule);
}

/** @throws {ApiError} 400 for a name that no schedule of that type in the location has */
export function requireSchedule(
  context: RequestContext,
  type: 'businessHours' | 'holidays',
  name: string | undefined,
): void {
  if (name === undefined || name === '') return;
  const { location } = callingLocation(context);
  const known = context.state
    .inLocation('schedule', location.id)
    .some(({ data }) => data.type === type && data.name === name);
  if (!known) throw new ApiError(400, `schedule "${name}" of type ${type} not found`, { errorCode: 4008 });
}

function showRule({ id, data: { value } }: Stored<'setting'>, { kind }: Family): Record<string, unknown> {
  // Attendants answer an empty text where a rule has no business hours.
  return { id, ...(kind === 'autoAttendant' ? { businessSchedule: '' } : {}), ...value };
}
