import { z } from 'zod';
import type { Stored } from '../objects.ts';
import type { OWNER_PARAMETERS } from '../owners.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import { callingLocation, get, param, type RequestContext, type Route, remove, withBody } from '../route.ts';
import { pathOwner } from './owner-settings.ts';
import { readSetting, writeSetting } from './setting-store.ts';
import { checkActions } from './transfer-numbers.ts';

const PATTERN = 'digitPattern';
const OWNS = 'digitPatterns';
const OWNERS = {
  person: '/telephony/config/people/{personId}',
  workspace: '/telephony/config/workspaces/{workspaceId}',
  virtualLine: '/telephony/config/virtualLines/{virtualLineId}',
} as const satisfies Record<keyof typeof OWNER_PARAMETERS, string>;

const pattern = z.strictObject({
  name: z.string().min(1),
  pattern: z.string().regex(/^(?=.)\+?[\dX]*!?$/, 'takes digits, X, a leading + and a ! at the end'),
  action: z.enum(['ALLOW', 'BLOCK', 'AUTH_CODE', 'TRANSFER_NUMBER_1', 'TRANSFER_NUMBER_2', 'TRANSFER_NUMBER_3']),
  transferEnabled: z.boolean(),
});
const change = pattern.partial();
const category = z.strictObject({ useCustomDigitPatterns: z.boolean().optional() });

type Holder = (context: RequestContext) => Stored;

/** Patterns of digits of locations and owners: each an object of its own; an owner says besides whether it uses them. */
export function digitPatternRoutes(): Route[] {
  return [
    ...patternRoutes('/telephony/config/locations/{locationId}', (context) => callingLocation(context).location),
    ...(['person', 'workspace', 'virtualLine'] as const).flatMap((kind) => {
      const holder: Holder = (context) => pathOwner(context, kind);
      return [
        ...patternRoutes(OWNERS[kind], holder),
        withBody('PUT', listPath(OWNERS[kind]), category, (context, value) => {
          writeSetting(context.state, holder(context), OWNS, value);
          return NO_CONTENT;
        }),
      ];
    }),
  ];
}

const listPath = (base: string): string => `${base}/outgoingPermission/digitPatterns`;

function patternRoutes(base: string, holder: Holder): Route[] {
  const list = listPath(base);
  const one = `${list}/{digitPatternId}`;
  return [
    get(list, (context) => readPatterns(context, holder(context))),
    withBody('POST', list, pattern, (context, value) => addPattern(context, holder(context), value)),
    get(one, (context) => ({ status: 200, body: show(pathPattern(context, holder(context))) })),
    withBody('PUT', one, change, (context, value) => changePattern(context, holder(context), value)),
    remove(one, (context) => {
      context.state.remove(pathPattern(context, holder(context)).id);
      return NO_CONTENT;
    }),
  ];
}

const show = ({ id, data }: Stored<'setting'>): object => ({ id, ...data.value });

function patternsOf(view: RequestContext['seen'], holder: Stored): Stored<'setting'>[] {
  return view.ownedBy('setting', holder.id).filter(({ data }) => data.setting === PATTERN);
}

function readPatterns(context: RequestContext, holder: Stored): Reply {
  const digitPatterns = patternsOf(context.seen, holder).map(show);
  if (holder.kind === 'location') return { status: 200, body: { digitPatterns } };
  const used = readSetting(context.seen, holder, OWNS)?.useCustomDigitPatterns ?? false;
  return { status: 200, body: { useCustomDigitPatterns: used, digitPatterns } };
}

function addPattern(context: RequestContext, holder: Stored, value: z.output<typeof pattern>): Reply {
  checkPattern(context, holder, value);
  const { org, location } = holder;
  const stored = context.state.insert('setting', {
    org,
    location: holder.kind === 'location' ? holder.id : location,
    key: `${holder.kind} ${holder.key}/${PATTERN} ${value.name}`,
    owner: holder.id,
    tag: PATTERN,
    data: { setting: PATTERN, value },
  });
  return { status: 201, body: { id: stored.id } };
}

function changePattern(context: RequestContext, holder: Stored, value: z.output<typeof change>): Reply {
  const found = pathPattern(context, holder);
  const changed = { ...found.data.value, ...value };
  checkPattern(context, holder, pattern.parse(changed), found.id);
  context.state.update(found, { data: { setting: PATTERN, value: changed } });
  return NO_CONTENT;
}

/** Names are unique, and so are the digits. */
function checkPattern(context: RequestContext, holder: Stored, value: z.output<typeof pattern>, self?: string): void {
  checkActions(context, holder, [value.action]);
  for (const { id, data } of patternsOf(context.state, holder)) {
    if (id === self) continue;
    if (data.value.name === value.name) throw new ApiError(409, `a pattern named "${value.name}" exists already`);
    if (data.value.pattern === value.pattern) throw new ApiError(409, `pattern ${value.pattern} exists already`);
  }
}

function pathPattern(context: RequestContext, holder: Stored): Stored<'setting'> {
  const found = patternsOf(context.seen, holder).find(({ id }) => id === param(context, 'digitPatternId'));
  if (!found) throw notFound('digit pattern', 4003);
  return found;
}
