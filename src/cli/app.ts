import { existsSync } from 'node:fs';
import type { MigrationConfig } from '../domain/config.ts';
import { MigrationError } from '../domain/errors.ts';
import type { StageContext, StageEvent, StageName } from '../pipeline/stage.ts';
import { type Db, openStore } from '../store/open.ts';
import { openToRead } from '../store/open-to-read.ts';
import { audited } from './audited.ts';
import { loadConfig } from './config.ts';
import type { ExitCode } from './exit-codes.ts';
import { openFolder, type WorkspaceFolder } from './folder.ts';
import type { GlobalOptions } from './globals.ts';
import { createLiveBoard, type LiveBoard } from './live-board.ts';
import { type ProgressStyle, showProgress } from './progress.ts';
import { STOPPING, watchSignals } from './signals.ts';
import { withLock } from './with-lock.ts';

/** What every command works with: the folder, its settings, its database, and a way to run stages. */
export interface App {
  readonly argv: GlobalOptions;
  readonly folder: WorkspaceFolder;
  readonly config: MigrationConfig;
  /** False where the folder has no migration.yaml: defaults are in force, and the command says so. */
  readonly configured: boolean;
  readonly db: Db;
  /** The folder cannot be written: a copy that somebody looks at. */
  readonly readOnly: boolean;
  readonly signal: AbortSignal;
  /** What the live display shows of requests and customers. */
  readonly board: LiveBoard;
  /** Throws once another process has taken the lock over; for use inside write transactions. */
  readonly fence: () => void;
  /** Runs one stage with its progress on stderr; `tap` sees every event too (NDJSON). */
  stage<Result>(
    name: StageName,
    work: (context: StageContext) => Promise<Result>,
    tap?: (event: StageEvent) => void,
  ): Promise<Result>;
}

interface AppOptions {
  /** Begins a migration: the folder and its database are made where they are missing. */
  readonly creates?: boolean;
  /** Writes to the database under the lock, as this command. */
  readonly writes?: string;
}

/**
 * Opens the workspace folder, runs one command and sets the exit code; closes everything whatever happens.
 *
 * An interrupted command keeps the code of its signal: the state is consistent, whatever else it found.
 */
export async function withApp(
  argv: GlobalOptions,
  options: AppOptions,
  work: (app: App) => Promise<ExitCode>,
): Promise<void> {
  const folder = openFolder(argv.C, options.creates === true);
  const { config, file } = loadConfig(folder.path);
  if (options.creates !== true && !existsSync(folder.database)) {
    throw new MigrationError('NOTHING_EXTRACTED', 'this workspace folder holds no data yet', {
      place: { where: folder.path },
    });
  }
  // Whoever writes needs the lock, and fails where it cannot be taken; who only looks may look at a copy.
  const looks = options.writes === undefined && options.creates !== true;
  const { db, readOnly } = looks ? openToRead(folder.database) : { db: openStore(folder.database), readOnly: false };
  const board = createLiveBoard();
  // A live display says it itself.
  const signals = watchSignals(() => (board.drawn ? '' : STOPPING));
  const style: ProgressStyle = {
    live: process.stderr.isTTY === true && process.env.CI === undefined && process.env.TERM !== 'dumb',
    quiet: argv.q,
    verbose: argv.v,
  };
  const app: Omit<App, 'fence'> = {
    argv,
    folder,
    config,
    configured: file !== undefined,
    db,
    readOnly,
    signal: signals.signal,
    board,
    stage: (name, stageWork, tap) => {
      const listeners: ((event: StageEvent) => void)[] = tap === undefined ? [] : [tap];
      const emit = (event: StageEvent) => {
        for (const listener of listeners) listener(event);
      };
      const context: StageContext = { signal: signals.signal, now: () => new Date(), emit };
      return showProgress(
        name,
        style,
        (listener) => void listeners.push(listener),
        () => stageWork(context),
        board,
        signals.signal,
      );
    },
  };
  const { writes } = options;
  const runWork = () =>
    writes === undefined
      ? work({ ...app, fence: () => undefined })
      : withLock(db, writes, (fence) => audited(db, writes, () => work({ ...app, fence })));
  try {
    const code = await runWork();
    process.exitCode = signals.exitCode() ?? code;
  } catch (error) {
    // A stage that was told to stop may end with an error of its own making: the signal explains it.
    const interrupted = signals.exitCode();
    if (interrupted === undefined || error instanceof MigrationError) throw error;
    if (process.exitCode === undefined) process.exitCode = interrupted;
    process.stderr.write('Interrupted. The state is consistent: run the same command again.\n');
  } finally {
    signals.release();
    db.close();
  }
}
