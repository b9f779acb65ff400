import { z } from 'zod';
import type { Stored } from '../objects.ts';
import { ApiError, notFound, type Reply } from '../reply.ts';
import { get, param, type RequestContext, type Route, requestOrg, withBody } from '../route.ts';

const PATH = '/telephony/config/jobs/locations/deleteCallingLocation';
const body = z.strictObject({
  locationId: z.string().min(1),
  locationName: z.string().optional(),
  forceDelete: z.boolean().optional(),
});

/** Those who keep a location in use; features can be forced away, people and places cannot. */
const HOLDERS = ['person', 'workspace'] as const;
const FEATURES = ['virtualLine', 'huntGroup', 'callQueue', 'autoAttendant', 'voicemailGroup'] as const;

/** Takes Webex Calling away from a location, as a job: what is in the way is told in its errors. */
export function disableCallingRoutes(): Route[] {
  return [
    withBody('POST', PATH, body, disableCalling),
    get(`${PATH}/{jobId}`, (context) => ({ status: 200, body: showJob(context, pathJob(context)) })),
    get(`${PATH}/{jobId}/errors`, readErrors),
  ];
}

function disableCalling(context: RequestContext, wanted: z.output<typeof body>): Reply {
  const { state } = context;
  const org = requestOrg(context);
  const location = state.get('location', wanted.locationId);
  if (!location || location.org !== org.id) throw notFound('location', 4007);
  if (!location.data.calling) {
    throw new ApiError(409, 'the location is not enabled for Webex Calling', { errorCode: 5620 });
  }
  const error = inTheWay(context, location, wanted.forceDelete === true);
  const job = state.insert('job', {
    org: org.id,
    key: location.key,
    data: { job: 'deleteCallingLocation', ...(error === undefined ? {} : { error }) },
  });
  if (error === undefined) {
    for (const number of state.inLocation('number', location.id)) state.remove(number.id);
    for (const kind of [...FEATURES, 'schedule', 'voicePortal', 'announcement'] as const) {
      for (const { id } of state.inLocation(kind, location.id)) state.remove(id);
    }
    state.update(location, { data: { ...location.data, calling: null, pstnConnectionId: null, premiseRoute: null } });
  }
  return { status: 202, body: showJob(context, job) };
}

function inTheWay({ state }: RequestContext, location: Stored<'location'>, force: boolean): string | undefined {
  const calling = state.inOrg('location', location.org).filter(({ data }) => data.calling);
  if (calling.length === 1) return 'BATCH-1012014: it is the last calling location of the organization';
  const kinds = [...HOLDERS, ...(force ? [] : FEATURES)];
  const held = kinds.find((kind) => state.inLocation(kind, location.id).length > 0);
  return held === undefined ? undefined : `BATCH-1012004: the location still has objects of the kind ${held}`;
}

function pathJob(context: RequestContext): Stored<'job'> {
  const job = context.seen.get('job', param(context, 'jobId'));
  if (!job || job.org !== requestOrg(context).id) throw notFound('job');
  return job;
}

function showJob({ settings, state }: RequestContext, job: Stored<'job'>): object {
  const name = state.byKey('location', job.key)[0]?.data.name;
  return {
    id: job.id,
    name: job.data.job,
    ...(name === undefined ? {} : { locationName: name }),
    trackingId: `SANDBOX_${job.seq}`,
    sourceUserId: settings.partnerOrgId,
    sourceCustomerId: settings.partnerOrgId,
    targetCustomerId: job.org,
    instanceId: job.seq,
    latestExecutionStatus: job.data.error === undefined ? 'COMPLETED' : 'FAILED',
    latestExecutionExitCode: job.data.error === undefined ? 'COMPLETED' : 'FAILED',
  };
}

function readErrors(context: RequestContext): Reply {
  const { data, seq } = pathJob(context);
  const [code = '', description = ''] = (data.error ?? '').split(': ');
  const items =
    data.error === undefined
      ? []
      : [{ itemNumber: 1, trackingId: `SANDBOX_${seq}`, error: { key: '400', message: [{ code, description }] } }];
  return { status: 200, body: { items } };
}
