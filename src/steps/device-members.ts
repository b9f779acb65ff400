import type { DeviceMembersStep } from '../domain/plan-devices.ts';
import type { OrgCall, Sent } from '../webex/call.ts';
import type { AppMember, LineMember, LineMembers, NewMember } from '../webex/device-lines.ts';
import { orAbsent } from './absent.ts';
import { missingAgents } from './agents.ts';
import { type Check, differencesIn, plainId, sameId } from './compare.ts';
import { cannotChange } from './conflict.ts';
import type { StepContext, StepHandler } from './handler.ts';
import { inOrgPath, known, lineOwner, needed, neededOrgCall, orgCall, shown } from './refs.ts';
import { writtenAs } from './written.ts';

/**
 * Lines of a phone, or of a Webex App. A line that somebody else put there is never taken away, and none is left out
 * because the phone shows fewer than the plan thought: both are conflicts, for a PUT replaces the whole list.
 */
export const deviceMembersHandler: StepHandler<DeviceMembersStep> = {
  kind: 'deviceMembers',
  safety: 'repeatable',
  canChange: true,
  calls: 2,
  key: ['device|owner'],
  endpoints: [
    'PUT /telephony/config/devices/{deviceId}/members',
    'PUT /telephony/config/people/{personId}/applications/members',
  ],

  async lookUp(step, context) {
    const call = orgCall(context, step.payload.customer);
    const id = known(context, ...holderOf(step));
    if (!call || id === undefined) return undefined;
    const seen = await orAbsent(read(step, context, id, call));
    return seen && { outputs: {}, differences: differencesIn(checks(wantedMembers(step, context), seen)) };
  },

  async write(step, context) {
    const call = neededOrgCall(context, step.payload.customer);
    const id = needed(context)(...holderOf(step));
    const seen = await read(step, context, id, call);
    const wanted = wantedMembers(step, context);
    const strangers = seen.members.filter((member) => !wanted.some((mine) => sameId(mine.id, member.id)));
    if (strangers.length > 0 || wanted.length > seen.maxLineCount) {
      throw cannotChange(step.label, differencesIn(checks(wanted, seen)));
    }
    const list = wanted.map((member) => withKept(member, seen.members));
    return {
      ...writtenAs(await put(step, context, id, list, call), {}),
      ...missingAgents(step.payload.members, context),
    };
  },

  undo: { kind: 'with-owner', owner: 'its phone', note: 'lines that the target had before are not kept' },

  describe(step, context) {
    const refer = shown(context);
    const id = refer(...holderOf(step));
    const { customer, device, members } = step.payload;
    const list = members.map((member): NewMember => {
      const owner = lineOwner(context, member.owner)?.id ?? refer(member.owner, 'personId');
      return withKept(newMember(step, member, owner), []);
    });
    return device === undefined
      ? {
          method: 'PUT',
          path: `/telephony/config/people/${id}/applications/members`,
          body: { members: list.map(forApp) },
        }
      : {
          method: 'PUT',
          path: inOrgPath(refer, customer, `/telephony/config/devices/${id}/members`),
          body: { members: list },
        };
  },
};

type Wanted = Pick<LineMember, 'id' | 'port' | 'primaryOwner' | 'lineType'>;

function holderOf({ payload }: DeviceMembersStep): [step: string, output: string] {
  return payload.device === undefined ? [payload.owner, 'personId'] : [payload.device, 'deviceId'];
}

function read({ payload }: DeviceMembersStep, context: StepContext, id: string, call: OrgCall): Promise<LineMembers> {
  const api = context.webex.deviceLines;
  return payload.device === undefined ? api.getAppMembers(id, call) : api.getMembers(id, call);
}

function put(
  { payload }: DeviceMembersStep,
  context: StepContext,
  id: string,
  list: readonly NewMember[],
  call: OrgCall,
): Promise<Sent> {
  const api = context.webex.deviceLines;
  return payload.device === undefined ? api.putAppMembers(id, list.map(forApp), call) : api.putMembers(id, list, call);
}

/** Those that exist; a missing one thins the list out. */
function wantedMembers(step: DeviceMembersStep, context: Pick<StepContext, 'outputs'>): Wanted[] {
  return step.payload.members.flatMap((member) => {
    const id = lineOwner(context, member.owner)?.id;
    return id === undefined ? [] : [newMember(step, member, id)];
  });
}

function newMember(
  step: DeviceMembersStep,
  { port, lineType, owner }: DeviceMembersStep['payload']['members'][number],
  id: string,
): Wanted {
  return { id, port, lineType, primaryOwner: owner === step.payload.owner };
}

/** What the target holds for a line beside our fields stays; a new line starts with its defaults. */
function withKept(member: Wanted, seen: readonly LineMember[]): NewMember {
  const fresh = { lineWeight: 1, hotlineEnabled: false, allowCallDeclineEnabled: true };
  const there = seen.find(({ id }) => sameId(id, member.id));
  if (there === undefined) return { ...fresh, ...member };
  const { firstName: _first, lastName: _last, hotlineDestination, ...kept } = there;
  // An empty destination is how the target shows that there is none; sent back it is no valid number.
  const hotline = hotlineDestination ? { hotlineDestination } : {};
  return { ...fresh, ...kept, ...hotline, ...member };
}

function forApp({ id, port, lineType, primaryOwner, lineWeight = 1, ...rest }: NewMember): AppMember {
  const { allowCallDeclineEnabled, lineLabel } = rest;
  return {
    id,
    port,
    lineType,
    primaryOwner: primaryOwner ? 'true' : 'false',
    lineWeight,
    ...(allowCallDeclineEnabled === undefined ? {} : { allowCallDeclineEnabled }),
    ...(lineLabel === undefined ? {} : { lineLabel }),
  };
}

/** Line by line: who has it and how. */
function checks(wanted: readonly Wanted[], { members, maxLineCount }: LineMembers): Check[] {
  const ports = [...new Set([...wanted, ...members].map(({ port }) => port))].sort((left, right) => left - right);
  const lines = ports.map((port): Check => {
    const actual = members.find((member) => member.port === port);
    return [`line ${port}`, lineText(wanted.find((member) => member.port === port)), lineText(actual)];
  });
  if (wanted.length > maxLineCount) lines.push(['number of lines', wanted.length, maxLineCount]);
  return lines;
}

function lineText(member: Wanted | undefined): string {
  if (member === undefined) return '';
  const { id, lineType, primaryOwner } = member;
  return `${plainId(id)} ${lineType}${primaryOwner ? ' (owner)' : ''}`;
}
