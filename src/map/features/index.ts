import type { Draft } from '../../domain/drafts.ts';
import type { MapContext, Mapped } from '../context.ts';
import { agentStates } from './agents-joined.ts';
import type { AttendantPlan } from './attendant-plan.ts';
import { mapAutoAttendant } from './auto-attendants.ts';
import { mapCallParks, PARK_RESPONSES } from './call-parks.ts';
import { mapCallPickups, PICKUP_RESPONSES } from './call-pickups.ts';
import { mapCallQueue } from './call-queues.ts';
import { SCHEDULE_RESPONSES } from './captured-schedules.ts';
import { mapFeatureForwarding } from './feature-forwarding.ts';
import { type NumberedFeature, withFurtherNumbers } from './further-numbers.ts';
import { mapHuntGroup } from './hunt-groups.ts';
import { mapInstanceMailbox } from './instance-mailboxes.ts';
import { mapLocationIntercepts } from './location-intercept.ts';
import { MUSIC_RESPONSE, mapLocationMusic } from './location-music.ts';
import { menuNamer } from './menu-names.ts';
import { mergeMapped } from './merge.ts';
import { mapPagingGroup } from './paging-groups.ts';
import { BOUNCE_RESPONSE } from './queue-bounce.ts';
import { BYPASS_RESPONSE, MESSAGES_RESPONSE } from './queue-messages.ts';
import { OVERFLOW_RESPONSE } from './queue-overflow.ts';
import { mapQueueServices, QUEUE_SERVICE_RESPONSES } from './queue-services.ts';
import { responsesOf } from './responses.ts';
import { mapSchedules } from './schedules.ts';
import { mapVoicePortals } from './voice-portals.ts';

/** Kinds of virtual users that become a feature; the rest is somebody else's "not migrated". */
export const FEATURE_TYPES = ['Hunt Group', 'Call Center', 'Auto Attendant', 'Group Paging'] as const;

function isForwarding(draft: Draft): draft is NumberedFeature {
  return draft.kind === 'huntGroup' || draft.kind === 'callQueue' || draft.kind === 'autoAttendant';
}

/**
 * Schedules, hunt groups, call queues and auto attendants of one customer, in the order of the source.
 *
 * @returns with the attendants that are made of menus, which `settleAttendants` joins
 */
export function mapFeatures(context: MapContext): Mapped & { readonly attendants: readonly AttendantPlan[] } {
  const lookup = responsesOf(
    context.source,
    new Set([
      OVERFLOW_RESPONSE,
      BOUNCE_RESPONSE,
      MESSAGES_RESPONSE,
      BYPASS_RESPONSE,
      MUSIC_RESPONSE,
      ...QUEUE_SERVICE_RESPONSES,
      ...SCHEDULE_RESPONSES,
      ...PICKUP_RESPONSES,
      ...PARK_RESPONSES,
    ]),
  );
  const schedules = mapSchedules(context, lookup);
  const attendants: AttendantPlan[] = [];
  const menuName = menuNamer(context.source.instances);
  const agents = agentStates(context);
  const parts = context.source.instances.map((instance): Mapped => {
    // Lists say `Auto Attendant - Standard` where the instance itself says `Auto Attendant`.
    const type = FEATURE_TYPES.find((each) => instance.type === each || instance.type.startsWith(`${each} - `));
    // What stays behind forwards nothing.
    const withForwarding = (mapped: Mapped): Mapped => {
      const feature = mapped.drafts.find(isForwarding);
      if (feature === undefined) return mapped;
      const { feature: numbered, ...further } = withFurtherNumbers(context, instance, feature);
      return mergeMapped([
        { ...mapped, drafts: mapped.drafts.map((draft) => (draft === feature ? numbered : draft)) },
        further,
        mapFeatureForwarding(context, instance, feature.id, schedules.index),
        mapInstanceMailbox(context, instance, feature),
        ...(feature.kind === 'callQueue'
          ? [mapQueueServices(context, instance, feature, schedules.index, lookup)]
          : []),
      ]);
    };
    switch (type) {
      case 'Hunt Group':
        return withForwarding(mapHuntGroup(context, instance));
      case 'Call Center':
        return withForwarding(mapCallQueue(context, instance, lookup, agents));
      case 'Auto Attendant': {
        const mapped = mapAutoAttendant(context, instance, schedules.index, menuName);
        if (mapped.plan !== undefined) attendants.push(mapped.plan);
        return withForwarding(mapped);
      }
      case 'Group Paging':
        return mapPagingGroup(context, instance);
      case undefined:
        return { drafts: [] };
      default:
        return type satisfies never;
    }
  });
  const merged = mergeMapped([
    schedules.mapped,
    ...parts,
    mapCallPickups(context, lookup),
    mapCallParks(context, lookup),
    mapVoicePortals(context),
    mapLocationMusic(context, lookup),
    mapLocationIntercepts(context),
  ]);
  return { ...merged, drafts: onePerId(merged.drafts), attendants };
}

/** Attendants of one location share the schedule that is always open, and all that plays one file its announcement. */
function onePerId(drafts: readonly Draft[]): Draft[] {
  return [...new Map(drafts.map((draft) => [draft.id, draft])).values()];
}
