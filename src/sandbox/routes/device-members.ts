import { z } from 'zod';
import { DEVICE_MODELS } from '../device-models.ts';
import type { Stored } from '../objects.ts';
import { dialling, findOwner, ownedLocation, ownerName } from '../owners.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import { get, param, type RequestContext, type Route, withBody } from '../route.ts';
import type { StateView } from '../state.ts';
import { pathDevice } from './devices.ts';
import { readSetting, writeSetting } from './setting-store.ts';

const member = z.strictObject({
  id: z.string(),
  port: z.number().int().min(1),
  primaryOwner: z.boolean(),
  lineType: z.enum(['PRIMARY', 'SHARED_CALL_APPEARANCE']),
  lineWeight: z.number().int().min(1),
  hotlineEnabled: z.boolean().default(false),
  hotlineDestination: z.string().default(''),
  allowCallDeclineEnabled: z.boolean().default(true),
  lineLabel: z.string().optional(),
  t38FaxCompressionEnabled: z.boolean().optional(),
});
const appMember = member
  .omit({ hotlineEnabled: true, hotlineDestination: true, t38FaxCompressionEnabled: true })
  .extend({ primaryOwner: z.enum(['true', 'false']) });
const members = z.strictObject({ members: z.array(member).default([]) });
const appMembers = z.strictObject({ members: z.array(appMember).default([]) });
const storedMembers = z.object({ members: z.array(member) });

type Member = z.output<typeof member>;

/** Appearances of one line, over all phones and apps. */
const APPEARANCES_PER_LINE = 35;
/** Shared lines of the Webex App, its owner's own one included. */
const APP_LINES = 10;
const SETTING = 'members';

/** Lines of phones, and shared lines of the Webex App. A PUT replaces the whole list. */
export function deviceMemberRoutes(): Route[] {
  const app = '/telephony/config/people/{personId}/applications/members';
  return [
    get('/telephony/config/devices/{deviceId}/members', (context) => {
      const device = pathDevice(context);
      return { status: 200, body: show(context, device, device.data.model, lineCount(device), false) };
    }),
    withBody('PUT', '/telephony/config/devices/{deviceId}/members', members, (context, body) => {
      const device = pathDevice(context);
      return write(context, device, body.members, lineCount(device));
    }),
    get(app, (context) => ({
      status: 200,
      body: show(context, pathPerson(context), 'Business Communicator - PC', APP_LINES, true),
    })),
    withBody('PUT', app, appMembers, (context, body) => {
      const list = body.members.map(
        (each): Member => ({
          ...each,
          primaryOwner: each.primaryOwner === 'true',
          hotlineEnabled: false,
          hotlineDestination: '',
        }),
      );
      return write(context, pathPerson(context), list, APP_LINES);
    }),
  ];
}

/** Its own line in front, until a client writes others. */
export function membersOf(view: StateView, holder: Stored): Member[] {
  const written = readSetting(view, holder, SETTING);
  if (written !== undefined) return storedMembers.parse(written).members;
  return [
    {
      id: ownerId(holder),
      port: 1,
      primaryOwner: true,
      lineType: 'PRIMARY',
      lineWeight: 1,
      hotlineEnabled: false,
      hotlineDestination: '',
      allowCallDeclineEnabled: true,
    },
  ];
}

function ownerId(holder: Stored): string {
  return holder.kind === 'device' ? (holder.owner ?? '') : holder.id;
}

function lineCount({ data }: Stored<'device'>): number {
  return DEVICE_MODELS.find(({ model }) => model === data.model)?.ports ?? 1;
}

function pathPerson(context: RequestContext): Stored<'person'> {
  const person = context.seen.get('person', param(context, 'personId'));
  if (!person) throw notFound('person', 4003);
  if (person.location === null) {
    throw new ApiError(400, 'the service is not available for this user', { errorCode: 4410 });
  }
  return person;
}

const MEMBER_TYPES = { person: 'PEOPLE', workspace: 'PLACE', virtualLine: 'VIRTUAL_LINE' } as const;

function show(context: RequestContext, holder: Stored, model: string, maxLineCount: number, app: boolean): object {
  const { seen } = context;
  const list = membersOf(seen, holder).flatMap((each) => {
    const owner = findOwner(seen, holder.org, each.id);
    if (!owner) return [];
    const location = ownedLocation(seen, owner);
    const kind = owner.kind === 'workspace' || owner.kind === 'virtualLine' ? owner.kind : 'person';
    return [
      {
        ...each,
        ...(app ? { primaryOwner: String(each.primaryOwner) } : {}),
        ...ownerName(owner),
        ...dialling(seen, owner),
        memberType: MEMBER_TYPES[kind],
        location: { id: location.id, name: location.data.name },
      },
    ];
  });
  return { model, members: list, maxLineCount };
}

function write(context: RequestContext, holder: Stored, list: readonly Member[], max: number): Reply {
  const { state } = context;
  if (list.length > max || list.some(({ port }) => port > max)) throw invalid(`at most ${max} lines`);
  if (new Set(list.map(({ port }) => port)).size !== list.length) throw invalid('members.port is given twice');
  const owners = list.filter(({ primaryOwner }) => primaryOwner);
  if (owners.length !== 1 || owners[0]?.id.replace(/=+$/, '') !== ownerId(holder)) {
    throw invalid('members.primaryOwner must be the owner of the device, and nobody else');
  }
  for (const each of list) {
    const owner = findOwner(state, holder.org, each.id);
    if (!owner || owner.location === null) throw new ApiError(400, `member ${each.id} not found`, { errorCode: 4003 });
    const elsewhere = appearances(state, holder, owner.id);
    if (elsewhere >= APPEARANCES_PER_LINE) throw invalid(`line ${owner.key} has ${elsewhere} appearances already`);
  }
  writeSetting(state, holder, SETTING, { members: list.map((each) => ({ ...each, id: each.id.replace(/=+$/, '') })) });
  return NO_CONTENT;
}

/** On how many other phones and apps a line was put. */
function appearances(view: StateView, holder: Stored, id: string): number {
  return view
    .inOrg('setting', holder.org)
    .filter(({ data, owner }) => data.setting === SETTING && owner !== holder.id)
    .filter(({ data }) => storedMembers.parse(data.value).members.some((each) => each.id === id)).length;
}

function invalid(description: string): ApiError {
  return new ApiError(400, description, { errorCode: 25024 });
}
