import { userKey } from '../../domain/keys.ts';
import { type BodyElement, flag, tableRows, text } from '../../domain/response-body.ts';
import type { CallCenter, HuntGroup, HuntMember } from '../../domain/source.ts';
import { present } from '../present.ts';
import type { ResponseReader } from '../reader.ts';
import { projectProfile } from './instances.ts';
import { count } from './shared.ts';

/** Row order is hunt order. */
function membersOf(body: BodyElement, table: string): HuntMember[] {
  return tableRows(body, table).flatMap((row) => {
    const userId = row.get('User Id');
    if (userId === undefined) return [];
    return [
      {
        userKey: userKey(userId),
        userId,
        ...present({ weight: row.get('Weight'), skillLevel: row.get('Skill Level') }),
      },
    ];
  });
}

const huntGroup: ResponseReader = {
  bases: ['GroupHuntGroupGetInstanceResponse'],
  describes: ['serviceInstance'],
  project(response, model) {
    projectProfile(response, model);
    const { owner, base, state, body, error } = response;
    const feature = { owner, name: 'huntGroup', response: base } as const;
    if (state === 'error') return model.addFeature({ ...feature, state, ...present({ error }) });
    model.addFeature({
      ...feature,
      state,
      data: {
        ...present<HuntGroup>({
          policy: text(body, 'policy'),
          huntAfterNoAnswer: flag(body, 'huntAfterNoAnswer'),
          noAnswerNumberOfRings: count(text(body, 'noAnswerNumberOfRings')),
          forwardAfterTimeout: flag(body, 'forwardAfterTimeout'),
          forwardTimeoutSeconds: count(text(body, 'forwardTimeoutSeconds')),
          forwardToPhoneNumber: text(body, 'forwardToPhoneNumber'),
          allowCallWaitingForAgents: flag(body, 'allowCallWaitingForAgents'),
          enableNotReachableForwarding: flag(body, 'enableNotReachableForwarding'),
          notReachableForwardToPhoneNumber: text(body, 'notReachableForwardToPhoneNumber'),
          enableGroupBusy: flag(body, 'enableGroupBusy'),
        }),
        agents: membersOf(body, 'agentUserTable'),
      },
    });
  },
};

const callCenter: ResponseReader = {
  bases: ['GroupCallCenterGetInstanceResponse'],
  describes: ['serviceInstance'],
  project(response, model) {
    projectProfile(response, model);
    const { owner, base, state, body, error } = response;
    const feature = { owner, name: 'callCenter', response: base } as const;
    if (state === 'error') return model.addFeature({ ...feature, state, ...present({ error }) });
    model.addFeature({
      ...feature,
      state,
      data: present<CallCenter>({
        type: text(body, 'type'),
        routingType: text(body, 'routingType'),
        policy: text(body, 'policy'),
        queueLength: count(text(body, 'queueLength')),
        allowCallerToDialEscapeDigit: flag(body, 'allowCallerToDialEscapeDigit'),
        escapeDigit: text(body, 'escapeDigit'),
        allowAgentLogoff: flag(body, 'allowAgentLogoff'),
        allowCallWaitingForAgents: flag(body, 'allowCallWaitingForAgents'),
        playRingingWhenOfferingCall: flag(body, 'playRingingWhenOfferingCall'),
      }),
    });
  },
};

const agents: ResponseReader = {
  bases: ['GroupCallCenterGetAgentListResponse'],
  describes: ['serviceInstance'],
  project({ owner, base, state, body, error }, model) {
    const feature = { owner, name: 'callCenterAgents', response: base } as const;
    if (state === 'error') return model.addFeature({ ...feature, state, ...present({ error }) });
    model.addFeature({ ...feature, state, data: { agents: membersOf(body, 'agentTable') } });
  },
};

export const huntingReaders = [huntGroup, callCenter, agents] as const;
