import { z } from 'zod';
import { type AlternateNumber, alternateNumbers } from './alternate-numbers.ts';
import type { QueueAudioFile } from './announcements.ts';
import { type Caller, createdId, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

export interface QueueBounce {
  readonly callBounceEnabled?: boolean;
  readonly callBounceMaxRings?: number;
  readonly agentUnavailableEnabled?: boolean;
  readonly alertAgentEnabled?: boolean;
  readonly alertAgentMaxSeconds?: number;
  readonly callBounceOnHoldEnabled?: boolean;
  readonly callBounceOnHoldMaxSeconds?: number;
}

/** One message: on or off, and what is played. */
export interface QueuePlays {
  readonly enabled: boolean;
  readonly greeting: 'DEFAULT' | 'CUSTOM';
  readonly audioAnnouncementFiles?: readonly QueueAudioFile[];
}
/** What it leaves out is as the target has it. */
export interface QueueMessageBodies {
  readonly welcomeMessage?: QueuePlays & { readonly alwaysEnabled: boolean };
  readonly comfortMessage?: QueuePlays & { readonly timeBetweenMessages?: number };
  readonly comfortMessageBypass?: QueuePlays & { readonly callWaitingAgeThreshold?: number };
  readonly mohMessage?: { readonly normalSource: QueuePlays; readonly alternateSource: QueuePlays };
  readonly whisperMessage?: QueuePlays;
}

/** What callers are told about how long they wait. */
export interface QueueWaitBody {
  readonly enabled: boolean;
  readonly waitMode: string;
  readonly handlingTime?: number;
  readonly defaultHandlingTime?: number;
  readonly queuePosition?: number;
  readonly highVolumeMessageEnabled?: boolean;
  readonly playUpdatedEstimatedWaitMessage?: boolean;
  readonly estimatedWaitingTime?: number;
}

export interface NewQueue {
  readonly name: string;
  readonly phoneNumber?: string;
  readonly extension?: string;
  readonly languageCode: string;
  readonly timeZone: string;
  readonly callPolicies: {
    readonly routingType: string;
    readonly policy: string;
    /** What it leaves out is as the target has it. */
    readonly callBounce: QueueBounce;
    readonly distinctiveRing: { readonly enabled: boolean };
  };
  readonly queueSettings: QueueMessageBodies & {
    readonly queueSize: number;
    readonly waitMessage?: QueueWaitBody;
    readonly overflow: {
      readonly action: string;
      readonly greeting: 'DEFAULT' | 'CUSTOM';
      readonly audioAnnouncementFiles?: readonly QueueAudioFile[];
      readonly playOverflowGreetingEnabled?: boolean;
      readonly sendToVoicemail: boolean;
      readonly transferNumber?: string;
      readonly overflowAfterWaitEnabled?: boolean;
      readonly overflowAfterWaitTime?: number;
    };
  };
  readonly allowAgentJoinEnabled: boolean;
  readonly phoneNumberForOutgoingCallsEnabled?: true;
  readonly agents: readonly { readonly id: string; readonly weight?: string; readonly skillLevel?: number }[];
}

/** Only a change can say these. */
export interface QueueChange extends NewQueue {
  readonly enabled: boolean;
  readonly allowCallWaitingForAgentsEnabled: boolean;
  readonly agents: readonly (NewQueue['agents'][number] & { readonly joinEnabled?: boolean })[];
  /** Further numbers that reach the queue, at most ten. */
  readonly alternateNumberSettings?: {
    readonly distinctiveRingEnabled: boolean;
    readonly alternateNumbers: readonly AlternateNumber[];
  };
}

const plays = z.object({
  enabled: z.boolean().optional(),
  greeting: z.string().optional(),
  audioAnnouncementFiles: z.array(z.object({ id: z.string().optional(), name: z.string().optional() })).optional(),
});
const listed = z.object({
  id: z.string(),
  name: z.string(),
  hasCxEssentials: z.boolean().optional(),
  phoneNumber: z.string().optional(),
  extension: z.string().optional(),
});
const queue = z.object({
  id: z.string(),
  name: z.string(),
  hasCxEssentials: z.boolean().optional(),
  enabled: z.boolean().optional(),
  phoneNumber: z.string().optional(),
  extension: z.string().optional(),
  languageCode: z.string().optional(),
  timeZone: z.string().optional(),
  callPolicies: z
    .object({
      routingType: z.string().optional(),
      policy: z.string().optional(),
      callBounce: z
        .object({
          callBounceEnabled: z.boolean().optional(),
          callBounceMaxRings: z.number().optional(),
          agentUnavailableEnabled: z.boolean().optional(),
          alertAgentEnabled: z.boolean().optional(),
          alertAgentMaxSeconds: z.number().optional(),
          callBounceOnHoldEnabled: z.boolean().optional(),
          callBounceOnHoldMaxSeconds: z.number().optional(),
        })
        .optional(),
    })
    .optional(),
  queueSettings: z
    .object({
      queueSize: z.number().optional(),
      overflow: z
        .object({
          action: z.string().optional(),
          sendToVoicemail: z.boolean().optional(),
          transferNumber: z.string().optional(),
          overflowAfterWaitEnabled: z.boolean().optional(),
          overflowAfterWaitTime: z.number().optional(),
          playOverflowGreetingEnabled: z.boolean().optional(),
          greeting: z.string().optional(),
          /** What is written as `audioAnnouncementFiles`: by the names of the files, says the contract. */
          audioFiles: z
            .array(z.union([z.string(), z.object({ id: z.string().optional(), fileName: z.string().optional() })]))
            .optional(),
        })
        .optional(),
      welcomeMessage: plays.extend({ alwaysEnabled: z.boolean().optional() }).optional(),
      comfortMessage: plays.extend({ timeBetweenMessages: z.number().optional() }).optional(),
      comfortMessageBypass: plays.extend({ callWaitingAgeThreshold: z.number().optional() }).optional(),
      waitMessage: z
        .object({
          enabled: z.boolean().optional(),
          waitMode: z.string().optional(),
          handlingTime: z.number().optional(),
          defaultHandlingTime: z.number().optional(),
          queuePosition: z.number().optional(),
          highVolumeMessageEnabled: z.boolean().optional(),
          playUpdatedEstimatedWaitMessage: z.boolean().optional(),
          estimatedWaitingTime: z.number().optional(),
        })
        .optional(),
      mohMessage: z.object({ normalSource: plays.optional(), alternateSource: plays.optional() }).optional(),
      whisperMessage: plays.optional(),
    })
    .optional(),
  allowAgentJoinEnabled: z.boolean().optional(),
  phoneNumberForOutgoingCallsEnabled: z.boolean().optional(),
  alternateNumberSettings: z
    .object({
      distinctiveRingEnabled: z.boolean().optional(),
      alternateNumbers: alternateNumbers.optional(),
    })
    .optional(),
  allowCallWaitingForAgentsEnabled: z.boolean().optional(),
  agents: z
    .array(z.object({ id: z.string(), weight: z.string().optional(), skillLevel: z.number().optional() }))
    .default([]),
});
const agent = z.object({
  queues: z.array(z.object({ id: z.string(), joinEnabled: z.boolean().optional() })).default([]),
});
export type WebexQueueAgent = z.output<typeof agent>;
/** The answer comes in pages; nobody serves more queues than this. */
const MOST_QUEUES = { max: 2000, start: 0 };
export type WebexQueue = z.output<typeof queue>;

const AGENTS = '/telephony/config/queues/agents';

/** Queues; those of Customer Assist are asked for with `customerAssist`. */
export function queuesApi(caller: Caller) {
  const base = (locationId: string): string => `/telephony/config/locations/${encodeURIComponent(locationId)}/queues`;
  const one = (locationId: string, id: string): string => `${base(locationId)}/${encodeURIComponent(id)}`;
  const licensed = (customerAssist: boolean) => (customerAssist ? { hasCxEssentials: true } : {});

  return {
    list: (
      filter: { readonly locationId?: string; readonly customerAssist: boolean },
      call: OrgCall,
    ): Promise<z.output<typeof listed>[]> => {
      const { locationId, customerAssist } = filter;
      const query = { ...(locationId === undefined ? {} : { locationId }), ...licensed(customerAssist) };
      return caller.list('queues', listed, inOrg(call, '/telephony/config/queues', query), call.signal);
    },

    get: (locationId: string, id: string, customerAssist: boolean, call: OrgCall): Promise<WebexQueue | undefined> =>
      caller.find(queue, inOrg(call, one(locationId, id), licensed(customerAssist)), call.signal),

    create: (
      locationId: string,
      body: NewQueue,
      customerAssist: boolean,
      call: OrgCall,
    ): Promise<Sent<{ readonly id?: string | undefined } | undefined>> =>
      caller.write(
        createdId,
        { method: 'POST', ...inOrg(call, base(locationId), licensed(customerAssist)), body },
        call.signal,
      ),

    update: (locationId: string, id: string, body: QueueChange, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'PUT', ...inOrg(call, one(locationId, id)), body }, call.signal),

    /** The queues of one agent: a person, a Webex workspace or a virtual line. */
    getAgent: (id: string, customerAssist: boolean, call: OrgCall): Promise<WebexQueueAgent | undefined> =>
      caller.find(
        agent,
        inOrg(call, `${AGENTS}/${encodeURIComponent(id)}`, { ...MOST_QUEUES, ...licensed(customerAssist) }),
        call.signal,
      ),

    /** Changes the queues that are named, and no other. */
    putAgent: (
      id: string,
      settings: readonly { readonly queueId: string; readonly joinEnabled: boolean }[],
      customerAssist: boolean,
      call: OrgCall,
    ): Promise<Sent> =>
      caller.write(
        nothing,
        {
          method: 'PUT',
          ...inOrg(call, `${AGENTS}/${encodeURIComponent(id)}/settings`, licensed(customerAssist)),
          body: { settings },
        },
        call.signal,
      ),

    remove: (locationId: string, id: string, call: OrgCall): Promise<Sent> =>
      caller.write(nothing, { method: 'DELETE', ...inOrg(call, one(locationId, id)) }, call.signal),
  };
}
export type QueuesApi = ReturnType<typeof queuesApi>;
