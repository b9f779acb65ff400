import { z } from 'zod';
import type { Stored } from '../objects.ts';
import { NO_CONTENT, notFound, type Reply } from '../reply.ts';
import { get, param, type RequestContext, type Route, remove, withBody } from '../route.ts';
import type { StateView } from '../state.ts';
import { needsType } from './further-setting-views.ts';
import { pathOwner } from './owner-settings.ts';
import { checkRule, insertRule, RULE_FIELDS, refused } from './selective-rules.ts';
import { readSetting, writeSetting } from './setting-store.ts';

const PATH = '/telephony/config/people/{personId}/executive/callFiltering';
const RULES = `${PATH}/criteria`;
const ONE = `${RULES}/{criteriaId}`;
const SETTING = 'callFiltering';
const RULE = 'callFilteringRule';

const on = z.boolean();
const body = z.strictObject({
  enabled: on.optional(),
  filterType: z.enum(['CUSTOM_CALL_FILTERS', 'ALL_CALLS', 'ALL_INTERNAL_CALLS', 'ALL_EXTERNAL_CALLS']).optional(),
  criteriaActivation: z.array(z.strictObject({ id: z.string(), activationEnabled: on })).optional(),
});
const fields = {
  ...RULE_FIELDS,
  callsFrom: z.enum(['ANY_PHONE_NUMBER', 'SELECT_PHONE_NUMBERS', 'ANY_INTERNAL', 'ANY_EXTERNAL']),
  filterEnabled: on,
  callsToNumbers: z
    .array(z.strictObject({ type: z.enum(['PRIMARY', 'ALTERNATE']), phoneNumber: z.string() }))
    .optional(),
};
const newRule = z.strictObject({ ...fields, filterName: z.string().min(1) });
/** A change names neither all fields nor the filter, whose name stays. */
const changedRule = z.strictObject(fields).partial();

/** Which calls of an executive go to the assistants, and the rules that say so: each an object of its own, with a name. */
export function executiveFilterRoutes(): Route[] {
  return [
    get(PATH, readFilter),
    withBody('PUT', PATH, body, writeFilter),
    withBody('POST', RULES, newRule, addRule),
    get(ONE, (context) => {
      const { id, data } = pathRule(context);
      const { activationEnabled: _listedOnly, ...value } = data.value;
      return { status: 200, body: { id, ...value } };
    }),
    withBody('PUT', ONE, changedRule, (context, changes) => {
      const found = pathRule(context);
      const value = { ...found.data.value, ...changes };
      checkFilter(context, pathOwner(context, 'person'), value);
      context.state.update(found, { data: { setting: RULE, value } });
      return NO_CONTENT;
    }),
    remove(ONE, (context) => {
      context.state.remove(pathRule(context).id);
      return NO_CONTENT;
    }),
  ];
}

function rulesOf(view: StateView, owner: Stored): Stored<'setting'>[] {
  return view.ownedBy('setting', owner.id).filter(({ data }) => data.setting === RULE);
}

function readFilter(context: RequestContext): Reply {
  const owner = pathOwner(context, 'person');
  const criteria = rulesOf(context.seen, owner).map(({ id, data: { value } }) => ({
    id,
    filterName: value.filterName,
    source: value.callsFrom,
    activationEnabled: value.activationEnabled,
    filterEnabled: value.filterEnabled,
  }));
  const stored = { enabled: false, filterType: 'CUSTOM_CALL_FILTERS', ...readSetting(context.seen, owner, SETTING) };
  return { status: 200, body: { ...stored, criteria } };
}

function writeFilter(context: RequestContext, { criteriaActivation = [], ...value }: z.output<typeof body>): Reply {
  const owner = pathOwner(context, 'person');
  needsType(context, owner, 'EXECUTIVE');
  const rules = rulesOf(context.state, owner);
  for (const { id, activationEnabled } of criteriaActivation) {
    const rule = rules.find((each) => each.id === id);
    if (rule === undefined) throw refused(`criteria ${id} not found`);
    context.state.update(rule, { data: { setting: RULE, value: { ...rule.data.value, activationEnabled } } });
  }
  writeSetting(context.state, owner, SETTING, value);
  return NO_CONTENT;
}

/** A second one of that name is taken: the client has to look first, and its mistake is recorded. */
function addRule(context: RequestContext, rule: z.output<typeof newRule>): Reply {
  const owner = pathOwner(context, 'person');
  needsType(context, owner, 'EXECUTIVE');
  checkFilter(context, owner, rule);
  const key = `${owner.kind} ${owner.key}/${RULE} ${rule.filterName}`;
  const value = { phoneNumbers: [], ...rule, activationEnabled: true };
  return { status: 200, body: { id: insertRule(context, owner, { key, setting: RULE, value }) } };
}

function checkFilter(context: RequestContext, owner: Stored, value: Readonly<Record<string, unknown>>): void {
  checkRule(context, owner, { ...value, callsFrom: String(value.callsFrom) });
  const called = z
    .array(z.object({ type: z.string(), phoneNumber: z.string() }))
    .default([])
    .parse(value.callsToNumbers);
  for (const { type, phoneNumber } of called) {
    const holder = context.state.holderOfNumber(phoneNumber);
    // A further number is held by an entry of its owner.
    const id = type === 'PRIMARY' ? holder?.id : holder?.owner;
    if (id !== owner.id) throw refused(`${phoneNumber} is no ${type.toLowerCase()} number of ${owner.key}`);
  }
}

function pathRule(context: RequestContext): Stored<'setting'> {
  const owner = pathOwner(context, 'person');
  const rule = rulesOf(context.seen, owner).find(({ id }) => id === param(context, 'criteriaId'));
  if (!rule) throw notFound('criteria', 4003);
  return rule;
}
