import type { BatchCut } from '../domain/batch.ts';
import type { MigrationConfig } from '../domain/config.ts';
import type { Draft, DraftOf } from '../domain/drafts.ts';
import { addAnnouncementSteps } from './announcement-steps.ts';
import { addAttendantSteps } from './attendant-steps.ts';
import { blockDependants } from './block-dependants.ts';
import { type Blocker, findBlockedDrafts } from './blocked-drafts.ts';
import { type BuildContext, type BuiltSteps, collectSteps } from './build-context.ts';
import { addCustomerStep } from './customer-steps.ts';
import { addDeviceSteps } from './device-steps.ts';
import { indexDrafts } from './draft-index.ts';
import { addFeatureSettingSteps } from './feature-setting-steps.ts';
import { addHuntingSteps, addScheduleSteps } from './feature-steps.ts';
import { addLocationInterceptSteps } from './location-intercept-steps.ts';
import { addLocationSteps } from './location-steps.ts';
import { addMemberFeatureSteps, addVoicemailGroupSteps } from './member-steps.ts';
import { addActivationSteps, addNumberSteps } from './number-steps.ts';
import { addGroupCallbackSteps, addOwnerCallbackSteps, addOwnerSteps } from './owner-steps.ts';
import {
  addFeatureDependentSettings,
  addNeutralSettings,
  addPhoneSettingSteps,
  addSettingSteps,
} from './setting-steps.ts';
import { stepId } from './step-identity.ts';
import { addVirtualExtensionSteps } from './virtual-extension-steps.ts';

/** The order of a migration, said once: families of one customer, first to last. */
const FAMILIES: readonly ((context: BuildContext) => void)[] = [
  addCustomerStep,
  addLocationSteps,
  addNumberSteps,
  addScheduleSteps,
  addAnnouncementSteps,
  addVirtualExtensionSteps,
  addOwnerSteps,
  addOwnerCallbackSteps,
  addSettingSteps,
  addDeviceSteps,
  addPhoneSettingSteps,
  addVoicemailGroupSteps,
  addHuntingSteps,
  addGroupCallbackSteps,
  addMemberFeatureSteps,
  addAttendantSteps,
  addFeatureSettingSteps,
  addFeatureDependentSettings,
  addNeutralSettings,
  addLocationInterceptSteps,
  addActivationSteps,
];

/**
 * Turns the drafts of a batch into the steps that carry them out. Pure: the same drafts give the same steps.
 *
 * Every draft ends in a step, in a blocked step, or in `unplanned` with a reason; none is dropped.
 *
 * @param cut - what the batch leaves outside: who stays is staged, links to them are later steps
 * @param isKnown - whether a step was carried out in this target before
 * @param blockers - findings of severity `blocker` that hold for the target
 * @param provisioningId - onboarding template that new customers are created with
 */
export function buildSteps(
  drafts: readonly Draft[],
  config: MigrationConfig,
  options: {
    readonly blockers: readonly Blocker[];
    readonly provisioningId: string;
    readonly cut?: BatchCut;
    readonly isKnown?: (step: string) => boolean;
  },
): BuiltSteps {
  const collected = collectSteps();
  const index = indexDrafts(drafts);
  const blockedDrafts = findBlockedDrafts(drafts, options.blockers);
  for (const customer of index.customers) {
    const context: BuildContext = {
      customer,
      drafts: index,
      config,
      provisioningId: options.provisioningId,
      blockedDrafts,
      customerStep: customerStepId(customer),
      locations: new Map(),
      batches: [],
      numbers: new Map(),
      mainNumbers: new Map(),
      callbacks: new Map(),
      schedules: new Map(),
      announcements: new Map(),
      owners: new Map(),
      ownerCallbacks: new Map(),
      devices: new Map(),
      settings: new Map(),
      entries: new Map(),
      rules: new Map(),
      features: new Map(),
      freedExtensions: new Map(),
      cut: options.cut,
      isKnown: options.isKnown ?? (() => false),
      add: collected.add,
      hasStep: collected.hasStep,
      omit: collected.omit,
    };
    for (const addFamily of FAMILIES) addFamily(context);
  }
  return blockDependants(collected.built());
}

function customerStepId(customer: DraftOf<'customer'>): string {
  return stepId('customer', customer.id, customer.data.externalId);
}
