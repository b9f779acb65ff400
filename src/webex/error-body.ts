import { z } from 'zod';
import { WebexHttpError } from '../domain/webex-errors.ts';
import { retryAfterSeconds } from './retry-after.ts';

const code = z.union([z.string(), z.number()]).transform(String).optional().catch(undefined);
const text = z.string().optional().catch(undefined);
const errorBody = z.object({
  message: text,
  errorCode: code,
  errors: z
    .array(z.object({ description: text, errorCode: code }))
    .optional()
    .catch(undefined),
  trackingId: text,
});

/**
 * The refusal of the target as an error. Codes: the outer one first, then those inside, which can differ.
 *
 * @param body - `{message, errorCode, errors: [{description, errorCode}], trackingId}`, or anything on a 502
 * @param redact - takes secrets out of the target's own words
 * @param tokenRenewed - there is another token to try by now
 */
export function refusal(
  status: number,
  body: string,
  headers: Readonly<Record<string, string | undefined>>,
  clientTrackingId: string,
  redact: (text: string) => string,
  tokenRenewed = false,
): WebexHttpError {
  const parsed = errorBody.safeParse(jsonIn(body));
  const known = parsed.success ? parsed.data : undefined;
  const inner = known?.errors ?? [];
  const words = [known?.message, ...inner.map((error) => error.description)].filter((part) => part !== undefined);
  const said = [...new Set(words)].join('; ');
  const codes = [known?.errorCode, ...inner.map((error) => error.errorCode)].filter((part) => part !== undefined);
  return new WebexHttpError(redact(said === '' ? `${status} ${plainText(body)}`.trim() : `${status} ${said}`), {
    status,
    codes: [...new Set(codes)],
    retryAfterSeconds: retryAfterSeconds(headers['retry-after'], headers.date),
    trackingId: known?.trackingId ?? headers.trackingid,
    clientTrackingId,
    answer: redact(withoutSecretFields(body)).slice(0, MOST_OF_ANSWER),
    tokenRenewed,
  });
}

const MOST_OF_ANSWER = 2000;
const SECRET_FIELD = /("(?:\w*(?:password|passcode|secret|token|accessCode)|pin)"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;

/** A refusal may repeat what was sent. */
function withoutSecretFields(body: string): string {
  return body.replace(SECRET_FIELD, '$1"[redacted]"');
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined; // a gateway answers in HTML: its status says enough
  }
}

function plainText(body: string): string {
  return body
    .replace(/<(style|script)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200);
}
