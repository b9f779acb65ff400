import type { MigrationConfig } from '../../domain/config.ts';
import { groupBy } from '../../domain/group-by.ts';
import { UNPACK_LIMITS } from '../../extract/inputs/meter.ts';
import { USUAL_TIMEOUT_MS } from '../../webex/connection.ts';
import { loadConfig, readSettings } from '../config.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { openFolder } from '../folder.ts';
import type { GlobalOptions } from '../globals.ts';
import { isLoopbackUrl, requestBudget, settleSeconds } from '../limits.ts';
import { printOutcome } from '../output.ts';

interface Setting {
  readonly key: string;
  readonly value: string;
  readonly origin: string;
}

const WEBEX = 'https://webexapis.com/v1';

/** What the environment adds; a secret is only said to be there. */
const ENVIRONMENT = [
  { name: 'BW2W_WEBEX_BASE_URL', secret: false, usual: WEBEX },
  { name: 'WEBEX_ACCESS_TOKEN', secret: true, usual: '(not set)' },
] as const;

/** `config show`: every setting in force; flags of a single command come on top of these. */
export function showConfig(argv: GlobalOptions, withOrigin: boolean): ExitCode {
  const folder = openFolder(argv.C, false);
  const { config, file } = loadConfig(folder.path);
  const written = new Set(flatten(readSettings(folder.path)).map(([key]) => key));
  const settings: Setting[] = [
    ...byArea([...flatten(config), ...unsaid(config)]).map(([key, value]) => ({
      key,
      value,
      origin: written.has(key) && file !== undefined ? file : 'default',
    })),
    ...ENVIRONMENT.map(({ name, secret, usual }) => {
      const value = process.env[name];
      const set = value !== undefined && value !== '';
      return {
        key: name,
        value: set ? (secret ? '(set, not shown)' : value) : usual,
        origin: set ? 'environment' : 'default',
      };
    }),
  ];
  printOutcome(argv, { stage: 'config', settings }, [
    {
      kind: 'table',
      head: withOrigin ? ['setting', 'value', 'from'] : ['setting', 'value'],
      rows: settings.map(({ key, value, origin }) => (withOrigin ? [key, value, origin] : [key, value])),
    },
    {
      kind: 'text',
      text: 'A flag of a command wins over the environment, that over migration.yaml, that over a default.',
    },
    { kind: 'next', command: 'bw2wholesale doctor', why: 'checks that they work' },
  ]);
  return EXIT.ok;
}

/** What holds where migration.yaml says nothing; two limits depend on the target. */
function unsaid(config: MigrationConfig): [key: string, value: string][] {
  const target = process.env.BW2W_WEBEX_BASE_URL;
  const loopback = target !== undefined && URL.canParse(target) && isLoopbackUrl(target);
  const { limits, network } = config;
  const all: [key: string, said: unknown, usual: number][] = [
    ['limits.requestsPerMinute', limits.requestsPerMinute, requestBudget(config, loopback)],
    ['limits.settleSeconds', limits.settleSeconds, settleSeconds(config, loopback)],
    ['limits.unpackedGigabytes', limits.unpackedGigabytes, UNPACK_LIMITS.totalBytes / 2 ** 30],
    ['network.requestSeconds', network?.requestSeconds, USUAL_TIMEOUT_MS / 1000],
  ];
  return all.flatMap(([key, said, usual]) => (said === undefined ? [[key, String(usual)]] : []));
}

/** Settings of one area stand together, in the order in which areas are met. */
function byArea(settings: readonly [key: string, value: string][]): [key: string, value: string][] {
  return [...groupBy(settings, ([key]) => key.split('.')[0] ?? '').values()].flat();
}

function flatten(value: unknown, path: readonly string[] = []): [key: string, value: string][] {
  if (typeof value !== 'object' || value === null) return [[path.join('.'), String(value)]];
  const entries = Object.entries(value);
  if (entries.length === 0) return [];
  return entries.flatMap(([name, inner]) => flatten(inner, [...path, name]));
}
