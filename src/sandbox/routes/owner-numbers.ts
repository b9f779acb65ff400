import type { z } from 'zod';
import type { Stored } from '../objects.ts';
import { checkSeat, ownedLocation } from '../owners.ts';
import { ApiError, NO_CONTENT, notFound, type Reply } from '../reply.ts';
import { get, param, type RequestContext, type Route, remove, withBody } from '../route.ts';
import { BODIES } from './further-setting-shapes.ts';
import { pathOwner } from './owner-settings.ts';
import { readSetting, writeSetting } from './setting-store.ts';

type Kind = 'person' | 'workspace';
const T = '/telephony/config/people/{personId}';
const SNR = `${T}/singleNumberReach`;
const REACHED = 'singleNumberReachNumber';
const ALTERNATE = 'alternateNumber';

/** Alternate numbers of an owner, and the numbers of single number reach: each an object of its own. */
export function ownerNumberRoutes(): Route[] {
  return [
    get('/people/{personId}/features/numbers', (context) => readNumbers(context, 'person')),
    withBody('PUT', `${T}/numbers`, BODIES.numbers, (context, body) => writeNumbers(context, 'person', body)),
    get('/workspaces/{workspaceId}/features/numbers', (context) => readNumbers(context, 'workspace')),
    withBody('PUT', '/telephony/config/workspaces/{workspaceId}/numbers', BODIES.numbers, (context, body) =>
      writeNumbers(context, 'workspace', body),
    ),
    get(SNR, readReach),
    withBody('PUT', SNR, BODIES.singleNumberReach, (context, body) => {
      writeSetting(context.state, pathOwner(context, 'person'), 'singleNumberReach', body);
      return NO_CONTENT;
    }),
    withBody('POST', `${SNR}/numbers`, BODIES.singleNumberReachNumber, addReached),
    withBody('PUT', `${SNR}/numbers/{numberId}`, BODIES.singleNumberReachNumber, changeReached),
    remove(`${SNR}/numbers/{numberId}`, (context) => {
      context.state.remove(reached(context).id);
      return NO_CONTENT;
    }),
  ];
}

function entriesOf(context: RequestContext, owner: Stored, setting: string): Stored<'setting'>[] {
  return context.seen.ownedBy('setting', owner.id).filter(({ data }) => data.setting === setting);
}

function readNumbers(context: RequestContext, kind: Kind): Reply {
  const owner = pathOwner(context, kind);
  const ring = readSetting(context.seen, owner, 'numbers')?.distinctiveRingEnabled ?? false;
  const alternates = entriesOf(context, owner, ALTERNATE).map(({ number, extension, data }) => ({
    primary: false,
    ...shown(kind, number, extension),
    ringPattern: data.value.ringPattern ?? 'NORMAL',
  }));
  const primary = { primary: true, ...shown(kind, owner.number, owner.extension), ringPattern: 'NORMAL' };
  return { status: 200, body: { distinctiveRingEnabled: ring, phoneNumbers: [primary, ...alternates] } };
}

function shown(kind: Kind, number: string | null, extension: string | null): object {
  return {
    // The document of Webex workspaces demands both, though nobody says what an answer does with an action.
    ...(kind === 'workspace' ? { action: 'ADD', directNumber: number ?? '' } : {}),
    ...(number === null ? {} : { directNumber: number }),
    ...(extension === null ? {} : { extension }),
  };
}

function writeNumbers(context: RequestContext, kind: Kind, body: z.output<typeof BODIES.numbers>): Reply {
  const { state } = context;
  const owner = pathOwner(context, kind);
  const location = ownedLocation(state, owner);
  for (const { action, primary, directNumber, extension, ringPattern } of body.phoneNumbers) {
    const same = entriesOf(context, owner, ALTERNATE).find(({ number }) => number === (directNumber ?? null));
    if (action === 'DELETE') {
      if (same) state.remove(same.id);
      continue;
    }
    if (primary) throw new ApiError(400, 'the primary number cannot be added here', { errorCode: 25024 });
    checkSeat(state, location, { phoneNumber: directNumber, extension });
    state.insert('setting', {
      org: owner.org,
      location: location.id,
      key: `${owner.kind} ${owner.key}/${ALTERNATE} ${directNumber ?? extension ?? ''}`,
      number: directNumber ?? null,
      extension: extension ?? null,
      owner: owner.id,
      tag: ALTERNATE,
      data: { setting: ALTERNATE, value: { ringPattern: ringPattern ?? 'NORMAL' } },
    });
  }
  if (body.distinctiveRingEnabled !== undefined) {
    writeSetting(state, owner, 'numbers', { distinctiveRingEnabled: body.distinctiveRingEnabled });
  }
  return NO_CONTENT;
}

function readReach(context: RequestContext): Reply {
  const owner = pathOwner(context, 'person');
  const numbers = entriesOf(context, owner, REACHED).map(({ id, data }) => ({ id, ...data.value }));
  return {
    status: 200,
    body: {
      enabled: numbers.length > 0,
      alertAllNumbersForClickToDialCallsEnabled: false,
      ...readSetting(context.seen, owner, 'singleNumberReach'),
      numbers,
    },
  };
}

type Reached = z.output<typeof BODIES.singleNumberReachNumber>;

/** A second one of the same number is taken: the client has to look first, and its mistake is recorded. */
function addReached(context: RequestContext, body: Reached): Reply {
  const owner = pathOwner(context, 'person');
  const key = `${owner.kind} ${owner.key}/${REACHED} ${body.phoneNumber}`;
  if (context.state.byKey('setting', key).length > 0) context.state.violate('duplicate-setting-entry', key);
  const created = context.state.insert('setting', {
    org: owner.org,
    location: owner.location,
    key,
    owner: owner.id,
    tag: REACHED,
    data: { setting: REACHED, value: storedValue(body) },
  });
  return { status: 201, body: { id: created.id } };
}

function changeReached(context: RequestContext, body: Reached): Reply {
  const entry = reached(context);
  context.state.update(entry, { data: { setting: REACHED, value: storedValue(body) } });
  return { status: 200, body: { id: entry.id } };
}

function reached(context: RequestContext): Stored<'setting'> {
  const owner = pathOwner(context, 'person');
  const entry = entriesOf(context, owner, REACHED).find(({ id }) => id === param(context, 'numberId'));
  if (!entry) throw notFound('single number reach number', 4003);
  return entry;
}

function storedValue({
  doNotForwardCallsEnabled,
  answerConfirmationEnabled,
  ...body
}: Reached): Record<string, unknown> {
  return {
    ...body,
    doNotForwardCallsEnabled: doNotForwardCallsEnabled ?? false,
    answerConfirmationEnabled: answerConfirmationEnabled ?? false,
  };
}
