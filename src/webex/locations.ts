import { z } from 'zod';
import { type Caller, createdId, inOrg, nothing, type OrgCall, type Sent } from './call.ts';

export interface PostalAddress {
  readonly address1?: string;
  readonly address2?: string;
  readonly city?: string;
  readonly state?: string;
  readonly postalCode?: string;
  /** ISO 3166 alpha-2. */
  readonly country?: string;
}

export interface NewLocation {
  readonly name: string;
  /** IANA. */
  readonly timeZone: string;
  readonly preferredLanguage: string;
  readonly announcementLanguage: string;
  readonly address: PostalAddress;
}

export interface CallingChange {
  readonly announcementLanguage?: string;
  /** The main number, E.164. */
  readonly callingLineId?: { readonly name?: string; readonly phoneNumber: string };
  readonly routingPrefix?: string;
}

const location = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string().optional(),
  preferredLanguage: z.string().optional(),
  address: z
    .object({
      address1: z.string().optional(),
      address2: z.string().optional(),
      city: z.string().optional(),
      state: z.string().optional(),
      postalCode: z.string().optional(),
      country: z.string().optional(),
    })
    .optional(),
});
export type WebexLocation = z.output<typeof location>;

const callingLocation = z.object({
  id: z.string(),
  name: z.string().optional(),
  announcementLanguage: z.string().optional(),
  callingLineId: z.object({ name: z.string().optional(), phoneNumber: z.string().optional() }).optional(),
  routingPrefix: z.string().optional(),
});
export type WebexCallingLocation = z.output<typeof callingLocation>;

/** Some changes of a calling location run as a job: 200 or 206 with its id instead of 204. */
const job = z.object({ batchJobId: z.string().optional() }).optional();

const disableJob = z.object({
  id: z.string(),
  /** STARTING, STARTED, COMPLETED, FAILED, UNKNOWN, ABANDONED. */
  latestExecutionStatus: z.string().optional(),
});
export type DisableCallingJob = z.output<typeof disableJob>;
const jobError = z.object({
  error: z.object({
    message: z.array(z.object({ code: z.string().default(''), description: z.string().default('') })).default([]),
  }),
});

export function locationsApi(caller: Caller) {
  const calling = '/telephony/config/locations';
  const disable = '/telephony/config/jobs/locations/deleteCallingLocation';

  return {
    list: (filter: { readonly name?: string }, call: OrgCall): Promise<WebexLocation[]> =>
      caller.list('items', location, inOrg(call, '/locations', filter), call.signal),

    get: (locationId: string, call: OrgCall): Promise<WebexLocation | undefined> =>
      caller.find(location, inOrg(call, `/locations/${encodeURIComponent(locationId)}`), call.signal),

    create: (body: NewLocation, call: OrgCall): Promise<Sent<{ readonly id?: string | undefined } | undefined>> =>
      caller.write(createdId, { method: 'POST', ...inOrg(call, '/locations'), body }, call.signal),

    update: (
      locationId: string,
      body: Partial<Omit<NewLocation, 'announcementLanguage'>>,
      call: OrgCall,
    ): Promise<Sent<unknown>> =>
      caller.write(
        z.unknown(),
        { method: 'PUT', ...inOrg(call, `/locations/${encodeURIComponent(locationId)}`), body },
        call.signal,
      ),

    /** `undefined` while the location has no Webex Calling. */
    getCalling: (locationId: string, call: OrgCall): Promise<WebexCallingLocation | undefined> =>
      caller.find(callingLocation, inOrg(call, `${calling}/${encodeURIComponent(locationId)}`), call.signal),

    enableCalling: (
      body: NewLocation & { readonly id: string },
      call: OrgCall,
    ): Promise<Sent<{ readonly id?: string | undefined } | undefined>> =>
      caller.write(createdId, { method: 'POST', ...inOrg(call, calling), body }, call.signal),

    updateCalling: (
      locationId: string,
      body: CallingChange,
      call: OrgCall,
    ): Promise<Sent<{ readonly batchJobId?: string | undefined } | undefined>> =>
      caller.write(
        job,
        { method: 'PUT', ...inOrg(call, `${calling}/${encodeURIComponent(locationId)}`), body },
        call.signal,
      ),

    /** Only once Webex Calling is disabled there. */
    remove: (locationId: string, call: OrgCall): Promise<Sent> =>
      caller.write(
        nothing,
        { method: 'DELETE', ...inOrg(call, `/locations/${encodeURIComponent(locationId)}`) },
        call.signal,
      ),

    /** Starts the job that takes Webex Calling away from a location. */
    disableCalling: (locationId: string, call: OrgCall): Promise<Sent<DisableCallingJob | undefined>> =>
      caller.write(
        disableJob.optional(),
        { method: 'POST', ...inOrg(call, disable), body: { locationId } },
        call.signal,
      ),

    disableCallingJob: (jobId: string, call: OrgCall): Promise<DisableCallingJob | undefined> =>
      caller.find(disableJob, inOrg(call, `${disable}/${encodeURIComponent(jobId)}`), call.signal),

    /** What was in the way, `CODE: description` each. */
    disableCallingErrors: async (jobId: string, call: OrgCall): Promise<string[]> => {
      const path = `${disable}/${encodeURIComponent(jobId)}/errors`;
      const items = await caller.list('items', jobError, inOrg(call, path), call.signal);
      return items.flatMap(({ error }) => error.message.map(({ code, description }) => `${code}: ${description}`));
    },
  };
}
export type LocationsApi = ReturnType<typeof locationsApi>;
