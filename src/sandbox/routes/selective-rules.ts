import { z } from 'zod';
import { entryOf } from '../../domain/entry-of.ts';
import type { Stored } from '../objects.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import { get, param, type RequestContext, type Route, remove, withBody } from '../route.ts';
import { pathOwner } from './owner-settings.ts';
import { PERSON_SCHEDULE } from './person-schedules.ts';
import { readSetting, writeSetting } from './setting-store.ts';

const on = z.boolean();
/** No document says how many numbers a rule of a person takes: as many as one of an attendant. */
const MOST_NUMBERS = 12;

export const RULE_FIELDS = {
  scheduleName: z.string().optional(),
  scheduleType: z.enum(['businessHours', 'holidays']).optional(),
  scheduleLevel: z.enum(['PEOPLE', 'GROUP']).optional(),
  anonymousCallersEnabled: on.optional(),
  unavailableCallersEnabled: on.optional(),
  phoneNumbers: z
    .array(z.string().regex(/^\+\d{7,15}$/, 'must be a full number'))
    .max(MOST_NUMBERS, `at most ${MOST_NUMBERS} numbers`)
    .optional(),
};
const ANY = ['ANY_PHONE_NUMBER', 'SELECT_PHONE_NUMBERS'] as const;

const SERVICES = {
  selectiveForward: {
    body: z.strictObject({
      enabled: on.optional(),
      defaultPhoneNumberToForward: z.string().optional(),
      ringReminderEnabled: on.optional(),
      destinationVoicemailEnabled: on.optional(),
    }),
    defaults: {
      enabled: false,
      defaultPhoneNumberToForward: '',
      ringReminderEnabled: false,
      destinationVoicemailEnabled: false,
    },
    rule: z.strictObject({
      ...RULE_FIELDS,
      callsFrom: z.enum([...ANY, 'ANY_INTERNAL', 'ANY_EXTERNAL']),
      forwardToPhoneNumber: z.string(),
      sendToVoicemailEnabled: on,
      forwardEnabled: on.optional(),
    }),
    switch: 'forwardEnabled',
    listed: 'ringEnabled',
  },
  selectiveAccept: {
    body: z.strictObject({ enabled: on }),
    defaults: { enabled: false },
    rule: z.strictObject({ ...RULE_FIELDS, callsFrom: z.enum(ANY), acceptEnabled: on }),
    switch: 'acceptEnabled',
    listed: 'acceptEnabled',
  },
  selectiveReject: {
    body: z.strictObject({ enabled: on }),
    defaults: { enabled: false },
    rule: z.strictObject({ ...RULE_FIELDS, callsFrom: z.enum([...ANY, 'FORWARDED']), rejectEnabled: on }),
    switch: 'rejectEnabled',
    listed: 'rejectEnabled',
  },
} as const;
type Name = keyof typeof SERVICES;
export type Rule = Readonly<Record<string, unknown>> & { readonly callsFrom: string };

const SOURCES: Readonly<Record<string, string>> = {
  ANY_PHONE_NUMBER: 'ALL_NUMBERS',
  SELECT_PHONE_NUMBERS: 'SPECIFIC_NUMBERS',
};

/** Selective forwarding, acceptance and rejection of people, and their rules: each an object of its own, without a name. */
export function selectiveRuleRoutes(): Route[] {
  return (['selectiveForward', 'selectiveAccept', 'selectiveReject'] as const).flatMap((name) => {
    const path = `/telephony/config/people/{personId}/${name}`;
    const one = `${path}/criteria/{ruleId}`;
    const { body, rule } = SERVICES[name];
    return [
      get(path, (context) => readService(context, name)),
      withBody('PUT', path, body, (context, value) => {
        writeSetting(context.state, pathOwner(context, 'person'), name, value);
        return NO_CONTENT;
      }),
      withBody('POST', `${path}/criteria`, rule, (context, value) => addRule(context, name, value)),
      get(one, (context) => {
        const found = pathRule(context, name);
        return { status: 200, body: { id: found.id, ...found.data.value } };
      }),
      withBody('PUT', one, rule, (context, value) => {
        const found = pathRule(context, name);
        checkRule(context, pathOwner(context, 'person'), value);
        // What a change leaves out stays as it was.
        const changed = stored(name, { ...found.data.value, ...value });
        context.state.update(found, { data: { setting: found.data.setting, value: changed } });
        return NO_CONTENT;
      }),
      remove(one, (context) => {
        context.state.remove(pathRule(context, name).id);
        return NO_CONTENT;
      }),
    ];
  });
}

const tagOf = (name: Name): string => `${name}Rule`;

function rulesOf(context: RequestContext, owner: Stored, name: Name): Stored<'setting'>[] {
  return context.seen.ownedBy('setting', owner.id).filter(({ data }) => data.setting === tagOf(name));
}

function readService(context: RequestContext, name: Name): Reply {
  const owner = pathOwner(context, 'person');
  const { defaults, listed, switch: flag } = SERVICES[name];
  const criteria = rulesOf(context, owner, name).map(({ id, data: { value } }) => ({
    id,
    scheduleName: value.scheduleName ?? '',
    source: entryOf(SOURCES, String(value.callsFrom)) ?? value.callsFrom,
    [listed]: value[flag] ?? false,
  }));
  return { status: 200, body: { ...defaults, ...readSetting(context.seen, owner, name), criteria } };
}

/** A second one that says the same is taken: the client has to look first, and its mistake is recorded. */
function addRule(context: RequestContext, name: Name, body: Rule): Reply {
  const owner = pathOwner(context, 'person');
  checkRule(context, owner, body);
  const value = stored(name, body);
  const key = `${owner.kind} ${owner.key}/${tagOf(name)} ${JSON.stringify(Object.entries(value).sort())}`;
  return { status: 201, body: { id: insertRule(context, owner, { key, setting: tagOf(name), value }) } };
}

/**
 * Takes a rule in, also a second one of its key, and records that mistake.
 *
 * @returns its id
 */
export function insertRule(
  context: RequestContext,
  owner: Stored,
  rule: { readonly key: string; readonly setting: string; readonly value: Record<string, unknown> },
): string {
  const { key, ...data } = rule;
  if (context.state.byKey('setting', key).length > 0) context.state.violate('duplicate-setting-entry', key);
  const { org, location } = owner;
  return context.state.insert('setting', { org, location, key, owner: owner.id, tag: data.setting, data }).id;
}

function stored(name: Name, body: Rule): Record<string, unknown> {
  return { phoneNumbers: [], ...body, [SERVICES[name].switch]: body[SERVICES[name].switch] ?? false };
}

/** Refuses what the target refuses of a rule beyond its shape. */
export function checkRule(context: RequestContext, owner: Stored, body: Rule): void {
  const { scheduleName, scheduleType, scheduleLevel, phoneNumbers } = body;
  if (
    scheduleName !== undefined &&
    scheduleName !== '' &&
    !hasSchedule(context, owner, scheduleLevel, scheduleType, scheduleName)
  ) {
    throw refused(`schedule ${String(scheduleName)} not found`);
  }
  const named = Array.isArray(phoneNumbers) && phoneNumbers.length > 0;
  const others = body.anonymousCallersEnabled === true || body.unavailableCallersEnabled === true;
  if (body.callsFrom === 'SELECT_PHONE_NUMBERS' && !named && !others) throw refused('phoneNumbers is required');
  if (body.forwardEnabled === true && body.forwardToPhoneNumber === '') {
    throw refused('forwardToPhoneNumber is required');
  }
}

function hasSchedule(context: RequestContext, owner: Stored, level: unknown, type: unknown, name: unknown): boolean {
  if (level === 'PEOPLE') {
    return context.state
      .ownedBy('setting', owner.id)
      .some(
        ({ data: { setting, value } }) => setting === PERSON_SCHEDULE && value.type === type && value.name === name,
      );
  }
  if (level !== 'GROUP' || owner.location === null) return false;
  return context.state
    .inLocation('schedule', owner.location)
    .some(({ data }) => data.type === type && data.name === name);
}

function pathRule(context: RequestContext, name: Name): Stored<'setting'> {
  const owner = pathOwner(context, 'person');
  const rule = rulesOf(context, owner, name).find(({ id }) => id === param(context, 'ruleId'));
  if (!rule) throw notFound('criteria', 4003);
  return rule;
}

export function refused(description: string): ApiError {
  return new ApiError(400, description, { errorCode: 25024 });
}
