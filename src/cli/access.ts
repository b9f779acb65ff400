import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { MigrationConfig } from '../domain/config.ts';
import { MigrationError } from '../domain/errors.ts';
import { systemClock } from '../pipeline/clock.ts';
import { type ConnectionOptions, type HttpConnection, openConnection } from '../webex/connection.ts';
import { refreshFetcher } from '../webex/refresh-token.ts';
import { checkedToken, fixedToken, renewingToken, type TokenSource } from '../webex/tokens.ts';
import type { WorkspaceFolder } from './folder.ts';
import { isLoopbackUrl } from './limits.ts';
import { runTokenCommand } from './token-command.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The connection to a target, as configuration and environment want it: proxy, certificates, deadline. */
export function connectTo(baseUrl: string, folder: WorkspaceFolder, config: MigrationConfig, env: Environment) {
  const { caFile, requestSeconds } = config.network ?? {};
  // A request to this very machine has nothing to do with a proxy.
  const proxy = isLoopbackUrl(baseUrl) ? {} : proxyOf(env);
  const options: ConnectionOptions = {
    proxy,
    ...(requestSeconds === undefined ? {} : { timeoutMs: requestSeconds * 1000 }),
    ...(caFile === undefined ? {} : { ca: readCertificates(resolve(folder.path, caFile)) }),
  };
  return openConnection(new URL(baseUrl).origin, options);
}

function proxyOf(env: Environment): NonNullable<ConnectionOptions['proxy']> {
  const read = (name: string): string | undefined => {
    const value = env[name] ?? env[name.toLowerCase()];
    return value === undefined || value === '' ? undefined : value;
  };
  const [https, http, except] = [read('HTTPS_PROXY'), read('HTTP_PROXY'), read('NO_PROXY')];
  for (const [name, value] of Object.entries({ HTTPS_PROXY: https, HTTP_PROXY: http })) {
    if (value !== undefined && !URL.canParse(value)) throw new MigrationError('USAGE', `${name} is not a URL`);
  }
  return {
    ...(https === undefined ? {} : { https }),
    ...(http === undefined ? {} : { http }),
    ...(except === undefined ? {} : { except }),
  };
}

function readCertificates(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new MigrationError('CONFIG_INVALID', 'network.caFile cannot be read', { cause, place: { where: file } });
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new MigrationError('CONFIG_INVALID', 'network.caFile holds no PEM certificate', { place: { where: file } });
  }
  return text;
}

/**
 * Where the access token comes from, the strongest first: `WEBEX_ACCESS_TOKEN`; `WEBEX_REFRESH_TOKEN` with client id and
 * secret; `tokenCommand`.
 *
 * @throws {MigrationError} `TOKEN_MISSING` naming what is there and what is not
 */
export function tokenSource(
  baseUrl: string,
  connection: HttpConnection,
  folder: WorkspaceFolder,
  config: MigrationConfig,
  env: Environment,
): TokenSource {
  const read = (name: string): string | undefined => (env[name] === '' ? undefined : env[name]);
  const given = read('WEBEX_ACCESS_TOKEN');
  if (given !== undefined) return fixedToken(checkedToken(given, 'WEBEX_ACCESS_TOKEN'));
  const refresh = {
    WEBEX_REFRESH_TOKEN: read('WEBEX_REFRESH_TOKEN'),
    WEBEX_CLIENT_ID: read('WEBEX_CLIENT_ID'),
    WEBEX_CLIENT_SECRET: read('WEBEX_CLIENT_SECRET'),
  };
  const { WEBEX_REFRESH_TOKEN: refreshToken, WEBEX_CLIENT_ID: clientId, WEBEX_CLIENT_SECRET: clientSecret } = refresh;
  if (refreshToken !== undefined && clientId !== undefined && clientSecret !== undefined) {
    const fetcher = refreshFetcher(connection, baseUrl, { refreshToken, clientId, clientSecret });
    return renewingToken(fetcher, systemClock.now);
  }
  const missing = Object.entries(refresh).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length < 3) {
    throw new MigrationError(
      'TOKEN_MISSING',
      `a refresh token needs all three settings; missing: ${missing.join(', ')}`,
    );
  }
  const { tokenCommand } = config;
  if (tokenCommand !== undefined) {
    return renewingToken(() => runTokenCommand(tokenCommand, folder.path), systemClock.now);
  }
  throw new MigrationError('TOKEN_MISSING', 'no access token for Webex');
}
