import { z } from 'zod';
import { type Caller, createdId, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

/** A hunt group, queue or auto attendant, as its paths name it. */
export interface FeatureAt {
  readonly locationId: string;
  readonly plural: 'huntGroups' | 'queues' | 'autoAttendants';
  readonly id: string;
}

function featurePath({ locationId, plural, id }: FeatureAt): string {
  const location = encodeURIComponent(locationId);
  return `/telephony/config/locations/${location}/${plural}/${encodeURIComponent(id)}`;
}

const forward = z.object({
  enabled: z.boolean().optional(),
  destination: z.string().optional(),
  ringReminderEnabled: z.boolean().optional(),
  /** Hunt groups and queues. */
  destinationVoicemailEnabled: z.boolean().optional(),
  /** The same, of auto attendants. */
  sendToVoicemailEnabled: z.boolean().optional(),
});
const forwarding = z.object({
  callForwarding: z.object({
    always: forward,
    selective: forward,
    rules: z
      .array(z.object({ id: z.string(), name: z.string().optional(), enabled: z.boolean().optional() }))
      .default([]),
  }),
});
export type WebexForwarding = z.output<typeof forwarding>;

const rule = z.object({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean().optional(),
  businessSchedule: z.string().optional(),
  holidaySchedule: z.string().optional(),
  forwardTo: z.object({ selection: z.string().optional(), phoneNumber: z.string().optional() }).optional(),
  callsFrom: z
    .object({
      selection: z.string().optional(),
      customNumbers: z
        .object({
          privateNumberEnabled: z.boolean().optional(),
          unavailableNumberEnabled: z.boolean().optional(),
          numbers: z.array(z.string()).default([]),
        })
        .optional(),
    })
    .optional(),
  callsTo: z
    .object({
      numbers: z
        .array(
          z.object({
            type: z.string().optional(),
            phoneNumber: z.string().optional(),
            extension: z.string().optional(),
          }),
        )
        .optional(),
    })
    .optional(),
});
export type WebexSelectiveRule = z.output<typeof rule>;

export interface NewSelectiveRule {
  readonly name: string;
  readonly enabled: boolean;
  /** Schedules by name. */
  readonly businessSchedule?: string;
  readonly holidaySchedule?: string;
  readonly forwardTo: { readonly selection: string; readonly phoneNumber?: string };
  readonly callsFrom: {
    readonly selection: string;
    readonly customNumbers: {
      readonly privateNumberEnabled: boolean;
      readonly unavailableNumberEnabled: boolean;
      readonly numbers: readonly string[];
    };
  };
  readonly callsTo: {
    readonly numbers: readonly {
      readonly type: 'PRIMARY';
      readonly phoneNumber?: string;
      readonly extension?: string;
    }[];
  };
}

const files = z
  .array(
    z.object({
      id: z.string().optional(),
      fileName: z.string().optional(),
      mediaFileType: z.string().optional(),
      level: z.string().optional(),
    }),
  )
  .optional();

/** Fields that the services of a queue share; each answers the ones it has. */
const queueService = z.object({
  holidayServiceEnabled: z.boolean().optional(),
  nightServiceEnabled: z.boolean().optional(),
  forcedForwardEnabled: z.boolean().optional(),
  action: z.string().optional(),
  transferPhoneNumber: z.string().optional(),
  holidayScheduleName: z.string().optional(),
  businessHoursName: z.string().optional(),
  forceNightServiceEnabled: z.boolean().optional(),
  playAnnouncementBeforeEnabled: z.boolean().optional(),
  audioMessageSelection: z.string().optional(),
  audioFiles: files,
  announcementMode: z.string().optional(),
  manualAudioMessageSelection: z.string().optional(),
  manualAudioFiles: files,
});
export type WebexQueueService = z.output<typeof queueService>;

/** Settings of a hunt group, queue or auto attendant beside its own body. */
export function featureSettingsApi(caller: Caller) {
  const endpoint = <Shape extends z.ZodType>(shape: Shape, name: string) => ({
    /** `undefined` where the feature is not there. */
    get: (at: FeatureAt, call: OrgCall): Promise<z.output<Shape> | undefined> =>
      caller.find(shape, inOrg(call, `${featurePath(at)}/${name}`), call.signal),
    put: (at: FeatureAt, body: object, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, `${featurePath(at)}/${name}`), body }, call.signal),
  });
  const rules = (at: FeatureAt): string => `${featurePath(at)}/callForwarding/selectiveRules`;
  const one = (at: FeatureAt, id: string): string => `${rules(at)}/${encodeURIComponent(id)}`;

  return {
    forwarding: endpoint(forwarding, 'callForwarding'),
    /** Of queues only. */
    holidayService: endpoint(queueService, 'holidayService'),
    nightService: endpoint(queueService, 'nightService'),
    forcedForward: endpoint(queueService, 'forcedForward'),
    strandedCalls: endpoint(queueService, 'strandedCalls'),

    rules: {
      get: (at: FeatureAt, id: string, call: OrgCall): Promise<WebexSelectiveRule | undefined> =>
        caller.find(rule, inOrg(call, one(at, id)), call.signal),

      create: (at: FeatureAt, body: NewSelectiveRule, call: OrgCall) =>
        caller.write(createdId, { method: 'POST', ...inOrg(call, rules(at)), body }, call.signal),

      /** Answers the id, which is another one after a rename. */
      update: (at: FeatureAt, id: string, body: NewSelectiveRule, call: OrgCall) =>
        caller.write(createdId, { method: 'PUT', ...inOrg(call, one(at, id)), body }, call.signal),

      remove: (at: FeatureAt, id: string, call: OrgCall): Promise<Sent> =>
        caller.write(nothing, { method: 'DELETE', ...inOrg(call, one(at, id)) }, call.signal),
    },
  };
}
export type FeatureSettingsApi = ReturnType<typeof featureSettingsApi>;
