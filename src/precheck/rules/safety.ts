import type { AnyRule } from '../rule.ts';

/** What can hurt people or cost a fortune. These are the last to be overridden. */
export const SAFETY_RULES = [
  {
    id: 'emergency-callback-unclear',
    severity: 'blocker',
    on: 'owner',
    summary: 'Emergency services can call back whoever has no number: through the main number of the location.',
    hint: 'Set `mainNumber` of the location in migration.yaml, or give this user a number in BroadWorks.',
    cites: 'R-LOC-7',
    check(owner, facts) {
      if (owner.data.phoneNumber !== undefined) return undefined;
      if (owner.data.extension === undefined) return undefined;
      const location = facts.location(owner.data.location);
      return location?.data.emergencyCallback === 'LOCATION_NUMBER' && location.data.mainNumber !== undefined
        ? undefined
        : 'has no number, and the location has none that emergency services could call back';
    },
  },
  {
    id: 'outgoing-permissions-not-planned',
    severity: 'blocker',
    on: 'location',
    summary:
      'What people of a location may dial is set before the first of them can dial, international calls and transfers included.',
    hint: 'Run `map` again: it plans the permissions from the outgoing calling plan, or blocks international calls.',
    cites: 'R-NUM-10',
    field: 'outgoingPermissions',
    check: ({ data: { outgoingPermissions } }) =>
      outgoingPermissions.some(({ callType }) => callType === 'INTERNATIONAL')
        ? undefined
        : 'nothing says whether people may call abroad; Webex allows it by itself',
  },
  {
    id: 'outgoing-permissions-transfer-open',
    severity: 'blocker',
    on: 'location',
    summary: 'A kind of call that is blocked cannot be reached by transferring either.',
    hint: 'Correct the planned permissions, then map again.',
    cites: 'R-NUM-10',
    field: 'outgoingPermissions',
    check({ data: { outgoingPermissions } }) {
      const open = outgoingPermissions.filter(({ action, transferEnabled }) => action === 'BLOCK' && transferEnabled);
      return open.length === 0
        ? undefined
        : `blocked, yet open by transfer: ${open.map(({ callType }) => callType).join(', ')}`;
    },
  },
  {
    id: 'international-calls-allowed',
    severity: 'warning',
    on: 'location',
    summary: 'Says where people will be able to call abroad.',
    hint: 'Ask the customer whether this is wanted.',
    cites: 'R-NUM-10',
    field: 'outgoingPermissions',
    check: ({ data: { outgoingPermissions } }) =>
      outgoingPermissions.some(({ callType, action }) => callType === 'INTERNATIONAL' && action === 'ALLOW')
        ? 'everybody here can call abroad'
        : undefined,
  },
  {
    id: 'life-safety-line-undecided',
    severity: 'blocker',
    on: 'notMigrated',
    summary: 'A fax, alarm, lift or door line is held back until a person has decided what becomes of it.',
    hint: 'Test what hangs on the line, then answer the decision; it stays in BroadWorks until then.',
    field: 'reason',
    check(draft, facts) {
      // What hangs on a line is held with it: one decision, one finding.
      if (draft.data.category !== 'hold' || !draft.from.startsWith('user:')) return undefined;
      return facts.decisionsAbout(draft).some(({ state }) => state === 'answered') ? undefined : draft.data.reason;
    },
  },
] as const satisfies readonly AnyRule[];
