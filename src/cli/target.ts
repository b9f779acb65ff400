import type { MigrationConfig } from '../domain/config.ts';
import { MigrationError } from '../domain/errors.ts';
import type { Target } from '../domain/plan.ts';
import { WebexHttpError, WebexNetworkError } from '../domain/webex-errors.ts';
import { systemClock } from '../pipeline/clock.ts';
import { readPatiently } from '../steps/read-patiently.ts';
import { createWebexApi, type WebexApi } from '../webex/api.ts';
import { createTransport } from '../webex/http.ts';
import { repeatAfterRenewal } from '../webex/renewing-transport.ts';
import type { WebexTransport } from '../webex/transport.ts';
import { connectTo, tokenSource } from './access.ts';
import type { WorkspaceFolder } from './folder.ts';
import { isLoopbackUrl } from './limits.ts';
import { startSandboxAt } from './start-sandbox.ts';

const WEBEX = 'https://webexapis.com/v1';
const SANDBOX_TOKEN = 'sandbox';

/** A target whose partner organisation is known and whose token works. */
export interface OpenTarget {
  readonly target: Target;
  /** For a person: base URL, or "the embedded sandbox". */
  readonly label: string;
  readonly transport: WebexTransport;
  readonly webex: WebexApi;
  /** The template to create customers with: from the configuration; the embedded sandbox brings its own. */
  readonly provisioningId: string | undefined;
  close(): Promise<void>;
}

/**
 * Connects to the target of a command: the embedded sandbox, or `BW2W_WEBEX_BASE_URL` with a token (`access.ts`).
 *
 * The embedded sandbox listens on a port of its own each time; what identifies it is its state file, through the
 * partner organisation that it was made with.
 *
 * @throws {MigrationError} `TOKEN_MISSING`, `TOKEN_REJECTED`, `TARGET_UNAVAILABLE`
 */
export async function openTarget(
  folder: WorkspaceFolder,
  config: MigrationConfig,
  sandbox: boolean,
  signal: AbortSignal,
): Promise<OpenTarget> {
  if (sandbox) {
    const server = await startSandboxAt({ stateFile: folder.sandboxState });
    const transport = createTransport({ baseUrl: server.url, token: () => SANDBOX_TOKEN });
    return {
      target: {
        key: `sandbox#${server.partnerOrgId}`,
        api: 'sandbox',
        partnerOrgId: server.partnerOrgId,
        loopback: true,
      },
      label: 'the embedded sandbox',
      transport,
      webex: createWebexApi(transport, apiOptions(config)),
      provisioningId: config.partner.provisioningId ?? 'sandbox-onboarding-template',
      async close() {
        await transport.close();
        await server.close();
      },
    };
  }
  const baseUrl = checkedUrl(process.env.BW2W_WEBEX_BASE_URL ?? WEBEX);
  const connection = connectTo(baseUrl, folder, config, process.env);
  try {
    const tokens = tokenSource(baseUrl, connection, folder, config, process.env);
    const transport = createTransport({ baseUrl, token: tokens.current, renew: tokens.renew, connection });
    const webex = createWebexApi(repeatAfterRenewal(transport), apiOptions(config));
    // The first request is repeated like every other read: a gateway that is away for a moment stops no night's work.
    const me = await readPatiently(() => webex.people.me(signal), { signal, sleep: systemClock.sleep });
    return {
      target: { key: `${baseUrl}#${me.orgId}`, api: baseUrl, partnerOrgId: me.orgId, loopback: isLoopbackUrl(baseUrl) },
      label: baseUrl,
      transport,
      webex,
      provisioningId: config.partner.provisioningId,
      close: () => connection.close(),
    };
  } catch (error) {
    await connection.close();
    throw describeRefusal(answerBehind(error), baseUrl);
  }
}

/** Options that every client of this migration shares. */
export function apiOptions({ partner }: MigrationConfig): { readonly subPartnerOrgId?: string } {
  return partner.subPartnerOrgId === undefined ? {} : { subPartnerOrgId: partner.subPartnerOrgId };
}

/** What the target said, of a read that was given up. */
export function answerBehind(error: unknown): unknown {
  const { cause } = error instanceof MigrationError ? error : {};
  return cause instanceof WebexHttpError || cause instanceof WebexNetworkError ? cause : error;
}

function describeRefusal(error: unknown, baseUrl: string): unknown {
  const place = { where: baseUrl };
  if (error instanceof WebexHttpError && (error.status === 401 || error.status === 403)) {
    return new MigrationError('TOKEN_REJECTED', `the target refuses the token (${error.status})`, {
      cause: error,
      place,
    });
  }
  if (error instanceof WebexHttpError) {
    return new MigrationError('TARGET_UNAVAILABLE', `the target answers ${error.status}`, { cause: error, place });
  }
  if (error instanceof WebexNetworkError) {
    return new MigrationError('TARGET_UNAVAILABLE', `no answer: ${error.message}`, { cause: error, place });
  }
  return error;
}

function checkedUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new MigrationError('USAGE', `BW2W_WEBEX_BASE_URL is not a URL: "${text}"`);
  }
  const url = text.replace(/\/+$/, '');
  if (new URL(url).protocol === 'http:' && !isLoopbackUrl(url)) {
    throw new MigrationError('USAGE', 'BW2W_WEBEX_BASE_URL must be https: a token would travel in the clear');
  }
  return url;
}
