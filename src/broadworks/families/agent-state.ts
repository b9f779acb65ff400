import { userKey } from '../../domain/keys.ts';
import { type BodyElement, child, flag, tableRows, text } from '../../domain/response-body.ts';
import type { AgentState } from '../../domain/source-policies.ts';
import { present } from '../present.ts';
import { featureReader } from './feature-reader.ts';
import { cellFlag } from './shared.ts';

/** Release 17 leaves out the word "Agent" in one of them. */
const UNAVAILABLE_ON = /^force(?:Agent)?Unavailable\w+$/;

/** Queues of an agent: `userTable` in the first release, `callCenterTable` since. */
function tableOf(body: BodyElement): AgentState['table'] {
  return body.callCenterTable === undefined ? 'userTable' : 'callCenterTable';
}

function queuesOf(body: BodyElement): AgentState['queues'] {
  return tableRows(body, tableOf(body)).flatMap((row) => {
    const userId = row.get('Service User Id');
    if (userId === undefined) return [];
    const fields = {
      available: cellFlag(row.get('Available')),
      logoffAllowed: cellFlag(row.get('Logoff Allowed')),
      type: row.get('Type'),
      priority: row.get('Priority'),
      skillLevel: row.get('Skill Level'),
    };
    return [{ userKey: userKey(userId), userId, ...present(fields) }];
  });
}

const agentState = featureReader(['user', 'serviceInstance'], {
  base: 'UserCallCenterGetResponse',
  name: 'agentState',
  read: (body) => {
    const dnis = child(body, 'outgoingCallDNIS');
    return {
      ...present<Omit<AgentState, 'queues' | 'table' | 'unavailableOn'>>({
        acdState: text(body, 'agentACDState'),
        unavailableCode: text(body, 'agentUnavailableCode'),
        thresholdProfile: text(body, 'agentThresholdProfileName'),
        useDefaultGuardTimer: flag(body, 'useDefaultGuardTimer'),
        enableGuardTimer: flag(body, 'enableGuardTimer'),
        guardTimerSeconds: text(body, 'guardTimerSeconds'),
        makeOutgoingCallsAsCallCenter: flag(body, 'makeOutgoingCallsAsCallCenter'),
        outgoingCallDnis: dnis && present({ callCenter: text(dnis, 'serviceUserId'), name: text(dnis, 'name') }),
        wrapUpDestination: text(body, 'wrapUpDestination'),
      }),
      unavailableOn: Object.keys(body).filter((name) => UNAVAILABLE_ON.test(name) && flag(body, name) === true),
      table: tableOf(body),
      queues: queuesOf(body),
    };
  },
});

export const agentStateReaders = [agentState] as const;
