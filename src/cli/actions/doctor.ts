import { existsSync, statfsSync, statSync } from 'node:fs';
import { MigrationError } from '../../domain/errors.ts';
import { WebexHttpError } from '../../domain/webex-errors.ts';
import { systemClock } from '../../pipeline/clock.ts';
import type { View } from '../../pipeline/view.ts';
import { readPatiently } from '../../steps/read-patiently.ts';
import { DAMAGED_HINT } from '../../store/damage.ts';
import { openStore } from '../../store/open.ts';
import { isWritable } from '../../store/open-to-read.ts';
import { loadConfig } from '../config.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { exitCodeOf } from '../failure.ts';
import { openFolder, type WorkspaceFolder } from '../folder.ts';
import type { GlobalOptions } from '../globals.ts';
import { printOutcome } from '../output.ts';
import { watchSignals } from '../signals.ts';
import { answerBehind, openTarget } from '../target.ts';

interface Check {
  readonly name: string;
  readonly state: 'ok' | 'care' | 'bad';
  readonly detail: string;
  /** Exit code that this fault has in every other command. */
  readonly code?: ExitCode;
}

const LEAST_FREE_BYTES = 1_000_000_000;
/** One read per permission that a migration needs, with the scope as the developer portal names it. */
const SCOPES = [
  { path: '/wholesale/customers', scope: 'spark-admin:wholesale_customers_read' },
  { path: '/locations', scope: 'spark-admin:locations_read' },
  { path: '/people', scope: 'spark-admin:people_read' },
] as const;

/** `doctor`: all checks, never only the first; nothing is written to the target. */
export async function examine(
  argv: GlobalOptions & { readonly sandbox: boolean; readonly offline: boolean },
): Promise<ExitCode> {
  const folder = openFolder(argv.C, false);
  const checks: Check[] = [checkNode(), ...checkFolder(folder), ...checkDatabase(folder), ...checkConfig(folder)];
  if (!argv.offline) checks.push(...(await checkTarget(folder, argv.sandbox)));
  printOutcome(argv, { stage: 'doctor', checks }, drawChecks(checks, existsSync(folder.database)));
  return checks.find(({ state }) => state === 'bad')?.code ?? EXIT.ok;
}

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fits = (major === 20 && minor >= 19) || (major > 20 && major < 25);
  return fits
    ? { name: 'Node', state: 'ok', detail: process.versions.node }
    : {
        name: 'Node',
        state: 'bad',
        detail: `${process.versions.node}: use 20.19 or later, below 25`,
        code: EXIT.usage,
      };
}

function checkFolder(folder: WorkspaceFolder): Check[] {
  const { bavail, bsize } = statfsSync(folder.path);
  const free = bavail * bsize;
  const gigabytes = `${(free / 1e9).toFixed(1)} GB free`;
  const mode = statSync(folder.path).mode & 0o777;
  return [
    free >= LEAST_FREE_BYTES
      ? { name: 'disk', state: 'ok', detail: gigabytes }
      : {
          name: 'disk',
          state: 'bad',
          detail: `${gigabytes}: make room, captures and backups need it`,
          code: EXIT.unavailable,
        },
    isWritable(folder.path)
      ? { name: 'folder', state: 'ok', detail: folder.path }
      : { name: 'folder', state: 'bad', detail: `${folder.path} cannot be written`, code: EXIT.usage },
    (mode & 0o077) === 0
      ? { name: 'permissions', state: 'ok', detail: 'for its owner only' }
      : {
          name: 'permissions',
          state: 'care',
          detail: `others may look in (${mode.toString(8)}): chmod 700 ${folder.path}`,
        },
  ];
}

function checkDatabase(folder: WorkspaceFolder): Check[] {
  if (!existsSync(folder.database)) {
    return [{ name: 'database', state: 'care', detail: 'none yet: extract makes it' }];
  }
  try {
    const db = openStore(folder.database);
    try {
      const said = String(db.pragma('quick_check', { simple: true }));
      return [
        said === 'ok'
          ? { name: 'database', state: 'ok', detail: 'whole' }
          : { name: 'database', state: 'bad', detail: `damaged: ${said}. ${DAMAGED_HINT}`, code: EXIT.usage },
      ];
    } finally {
      db.close();
    }
  } catch (error) {
    return [failed('database', error)];
  }
}

function checkConfig(folder: WorkspaceFolder): Check[] {
  try {
    const { config, file } = loadConfig(folder.path);
    const id = config.partner.provisioningId;
    return [
      { name: 'migration.yaml', state: 'ok', detail: file ?? 'none: defaults are in force' },
      // The API has no look-up for templates: whether the target knows this one shows in `precheck --remote`.
      id === undefined
        ? {
            name: 'template',
            state: 'care',
            detail: 'partner.provisioningId is not set: needed for Webex, not for the sandbox',
          }
        : { name: 'template', state: 'ok', detail: `${id}; precheck --remote asks the target to validate with it` },
    ];
  } catch (error) {
    return [failed('migration.yaml', error)];
  }
}

async function checkTarget(folder: WorkspaceFolder, sandbox: boolean): Promise<Check[]> {
  const signals = watchSignals();
  try {
    const { config } = loadConfig(folder.path);
    const open = await openTarget(folder, config, sandbox, signals.signal);
    try {
      const checks: Check[] = [
        { name: 'target', state: 'ok', detail: `${open.label}, organisation ${open.target.partnerOrgId}` },
      ];
      for (const { path, scope } of SCOPES) {
        const { signal } = signals;
        const ask = () => open.transport.send({ method: 'GET', path, query: { max: 1 }, scope: 'partner' }, signal);
        checks.push(await mayRead(path, scope, () => readPatiently(ask, { signal, sleep: systemClock.sleep })));
      }
      return checks;
    } finally {
      await open.close();
    }
  } catch (error) {
    return [failed('target', error)];
  } finally {
    signals.release();
  }
}

async function mayRead(path: string, scope: string, read: () => Promise<unknown>): Promise<Check> {
  const name = `scope ${scope}`;
  try {
    await read();
    return { name, state: 'ok', detail: `GET ${path} is allowed` };
  } catch (failure) {
    const error = answerBehind(failure);
    if (error instanceof WebexHttpError && error.status === 403) {
      return { name, state: 'bad', detail: `GET ${path} is refused (403): add the scope`, code: EXIT.authentication };
    }
    if (error instanceof WebexHttpError) return { name, state: 'care', detail: `GET ${path} answers ${error.status}` };
    return failed(name, error);
  }
}

/** A failure as one line: what, and what to do. */
function failed(name: string, error: unknown): Check {
  const detail =
    error instanceof MigrationError
      ? `${error.message}. ${error.hint}`
      : error instanceof Error
        ? error.message
        : String(error);
  return { name, state: 'bad', detail, code: exitCodeOf(error) };
}

const SIGNS = { ok: 'ok', care: 'look', bad: 'FAULT' } as const;

function drawChecks(checks: readonly Check[], begun: boolean): View {
  const faults = checks.filter(({ state }) => state === 'bad').length;
  return [
    {
      kind: 'table',
      head: ['check', 'state', 'detail'],
      rows: checks.map(({ name, state, detail }) => [name, SIGNS[state], detail]),
    },
    faults > 0
      ? {
          kind: 'next',
          command: 'bw2wholesale doctor',
          why: `again, after mending ${faults === 1 ? 'the fault' : `the ${faults} faults`}`,
        }
      : begun
        ? { kind: 'next', command: 'bw2wholesale status', why: 'shows how far this folder is' }
        : { kind: 'next', command: 'bw2wholesale extract SOURCE…', why: 'reads the captures' },
  ];
}
