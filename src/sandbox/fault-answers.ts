import type { FaultRule } from './faults.ts';
import type { Incoming } from './incoming.ts';
import { ApiError, type Reply } from './reply.ts';

export function refusal(
  status: number,
  text: string,
  incoming: Incoming,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return new ApiError(status, text, { headers }).reply(incoming.trackingId);
}

const BAD_GATEWAY: Reply = { status: 502, body: '<html><body><h1>502 Bad Gateway</h1></body></html>' };

/** Answers of faults that strike before anything happened. */
export function answerBefore(fault: FaultRule, incoming: Incoming): Reply | 'drop' | undefined {
  switch (fault.kind) {
    case 'throttle': {
      const wait = fault.retryAfter;
      const headers: Record<string, string> = wait === undefined ? {} : { 'retry-after': String(wait) };
      return refusal(fault.status ?? 429, 'Too many requests.', incoming, headers);
    }
    case 'error-before':
      return refusal(fault.status ?? 500, 'Something went wrong (before the request was carried out).', incoming);
    case 'token-expired':
      return refusal(401, 'The access token has expired.', incoming);
    case 'drop-before':
      return 'drop';
    case 'bad-gateway':
      return BAD_GATEWAY;
    default:
      return undefined;
  }
}

/** Answers of faults that strike although the request was carried out. */
export function answerAfter(fault: FaultRule, incoming: Incoming): Reply | 'drop' | undefined {
  switch (fault.kind) {
    case 'error-after':
      return refusal(fault.status ?? 500, 'Something went wrong.', incoming);
    case 'drop-after':
      return 'drop';
    case 'bad-gateway-after':
      return BAD_GATEWAY;
    default:
      return undefined;
  }
}
