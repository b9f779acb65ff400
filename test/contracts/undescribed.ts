import type { Operation } from './contract-operations.ts';

/** Endpoints of the fact sheet that are newer than the published documents: they have no schema to be held against. */
export const NOT_IN_CONTRACT: readonly { readonly path: RegExp; readonly reason: string }[] = [
  { path: /^\/telephony\/config\/people\/[^/]+\/simultaneousRing(\/criteria)?$/, reason: 'seen only in a newer SDK' },
  { path: /^\/telephony\/config\/people\/[^/]+\/anonymousCallReject$/, reason: 'seen only in a newer SDK' },
  { path: /^\/telephony\/config\/people\/[^/]+\/services$/, reason: 'seen only in a newer SDK' },
  { path: /^\/telephony\/config\/people\/[^/]+\/features\/hotDesking\//, reason: 'seen only in a newer SDK' },
  { path: /^\/telephony\/config\/people\/me\/settings\//, reason: 'user token only' },
  { path: /^\/telephony\/config\/supervisors/, reason: 'left out of the documents' },
];

const QUEUE_FIELDS = [
  'queueSettings.welcomeMessage',
  'queueSettings.comfortMessage',
  'queueSettings.mohMessage',
  'queueSettings.whisperMessage',
  'queueSettings.waitMessage',
  'queueSettings.comfortMessageBypass',
  'allowAgentJoinEnabled',
  'phoneNumberForOutgoingCallsEnabled',
  'callingLineIdPolicy',
  'callingLineIdPhoneNumber',
  'callPolicies.routingType',
  'agents.skillLevel',
  'agents.joinEnabled',
];

interface UndescribedField {
  readonly reason: string;
  matches(operation: Operation, side: string, field: string): boolean;
}

/** Fields that the target sends though the documents do not name them. */
export const UNDESCRIBED_FIELDS: readonly UndescribedField[] = [
  {
    reason: 'error bodies have no published schema; SDKs read an outer code, and mandatory fields are named',
    matches: (_operation, side, field) => side === 'response' && ['errorCode', 'errors.fieldName'].includes(field),
  },
  {
    reason: 'queue details leave out what POST and PUT take, and a client that reads before it writes needs',
    matches: ({ method, template }, side, field) =>
      method === 'GET' &&
      side === 'response' &&
      template.endsWith('/queues/{queueId}') &&
      QUEUE_FIELDS.some((known) => field === known || field.startsWith(`${known}.`)),
  },
];
