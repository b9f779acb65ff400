import type { PlannedStep, Step, StepAction, StepKind, StepOutputs } from '../domain/plan.ts';
import { DONE_STATES } from '../domain/plan.ts';
import type { StepRecord } from '../domain/plan-record.ts';
import type { StepId } from '../domain/plan-step.ts';
import type { StepHandler } from '../steps/handler.ts';

export interface PlannedRequest {
  readonly label: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
}

/**
 * The requests that a plan would send, secrets as placeholders. An id that does not exist yet is shown as what it will
 * be, e.g. `<orgId of customer Acme>`.
 */
export function describeRequests(
  steps: readonly PlannedStep[],
  states: ReadonlyMap<StepId, StepRecord>,
  handlerOf: (step: Step) => StepHandler,
): PlannedRequest[] {
  const byId = new Map(steps.map(({ step }) => [step.id, step]));
  const outputs = (id: StepId): StepOutputs => {
    const record = states.get(id);
    return record && DONE_STATES.includes(record.state) ? record.outputs : placeholders(byId.get(id));
  };
  return steps
    .filter(({ step, action }) => WRITTEN.includes(action) && !isFirstLocation(step))
    .map(({ step }) => ({ label: step.label, ...handlerOf(step).describe(step, { outputs }) }));
}

/** Actions that send a write. */
const WRITTEN: readonly StepAction[] = ['create', 'change', 'delete'];

function isFirstLocation(step: Step): boolean {
  return step.kind === 'location' && step.payload.first;
}

/** Ids that a step of each kind makes; a kind without an id of its own is pointed at by nobody. */
const OUTPUT_NAMES: { readonly [Kind in StepKind]: readonly string[] } = {
  customer: ['customerId', 'orgId'],
  location: ['locationId'],
  calling: ['locationId'],
  pstn: ['connectionId'],
  locationTransferNumbers: [],
  digitPattern: ['digitPatternId'],
  permission: ['locationId'],
  numbers: ['locationId'],
  activation: ['locationId'],
  mainNumber: ['locationId'],
  emergencyCallback: [],
  schedule: ['scheduleId'],
  announcement: ['announcementId'],
  locationMusic: [],
  locationIntercept: [],
  subscriber: ['subscriberId', 'personId'],
  workspace: ['workspaceId'],
  virtualLine: ['virtualLineId'],
  virtualExtension: ['virtualExtensionId'],
  device: ['deviceId'],
  deviceMembers: [],
  deviceLayout: [],
  dectNetwork: ['dectNetworkId'],
  dectBase: ['baseStationId'],
  dectHandset: ['handsetId'],
  huntGroup: ['huntGroupId'],
  callQueue: ['queueId'],
  queueAgent: [],
  autoAttendant: ['autoAttendantId'],
  attendantMenus: [],
  callPickup: ['callPickupId'],
  pagingGroup: ['pagingId'],
  callPark: ['callParkId'],
  callParkSettings: [],
  voicePortal: [],
  voicemailGroup: ['voicemailGroupId'],
  setting: [],
  settingEntry: ['entryId'],
  featureSetting: [],
  selectiveRule: ['ruleId'],
};

/** What an owner makes decides which endpoint is called, so only the names that its kind has are answered. */
function placeholders(step: Step | undefined): StepOutputs {
  if (step === undefined) return {};
  return Object.fromEntries(OUTPUT_NAMES[step.kind].map((name) => [name, `<${name} of ${step.label}>`]));
}
