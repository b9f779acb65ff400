import type { HttpConnection } from './connection.ts';

/** A little text file says more than one that never comes. */
const LONGEST_MS = 20_000;

/**
 * Asks whether an audio file is there, as Webex will fetch it: its head alone, over http(s), following nothing.
 *
 * @returns why it is not, for a sentence that names the address; `undefined` when it is
 */
export async function askAudioAddress(
  { dispatcher, timeoutMs }: HttpConnection,
  uri: string,
  mostBytes: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { origin, pathname, protocol } = new URL(uri);
  if (protocol !== 'http:' && protocol !== 'https:') return `is no http address (${protocol})`;
  const deadline = AbortSignal.timeout(Math.min(LONGEST_MS, timeoutMs));
  try {
    const answer = await dispatcher.request({
      origin,
      path: pathname,
      method: 'HEAD',
      signal: AbortSignal.any([signal, deadline]),
    });
    await answer.body.dump();
    if (answer.statusCode >= 300 && answer.statusCode < 400) return `is redirected (${answer.statusCode})`;
    if (answer.statusCode !== 200) return `answers ${answer.statusCode}`;
    const bytes = Number(answer.headers['content-length']);
    return bytes > mostBytes ? `says that it has ${bytes} bytes, and Webex takes ${mostBytes}` : undefined;
  } catch (error) {
    signal.throwIfAborted();
    if (deadline.aborted) return 'does not answer in time';
    return `does not answer: ${error instanceof Error ? error.message : String(error)}`;
  }
}
