import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { MigrationError } from '../../domain/errors.ts';
import { parseFaultRules } from '../../sandbox/faults.ts';
import { openFolder } from '../folder.ts';
import type { GlobalOptions } from '../globals.ts';
import { printOutcome } from '../output.ts';
import { watchSignals } from '../signals.ts';
import { startSandboxAt } from '../start-sandbox.ts';

interface SandboxArguments extends GlobalOptions {
  readonly port: number;
  readonly state?: string | undefined;
  readonly seed: number;
  readonly faults?: string | undefined;
  readonly latency: number;
  readonly tokenSeconds?: number | undefined;
}

/** Serves until Ctrl-C; stopping it is its normal end, so the exit code is 0. */
export async function serveSandbox(argv: SandboxArguments): Promise<void> {
  const folder = openFolder(argv.C, true);
  const stateFile = argv.state === undefined ? folder.sandboxState : resolve(argv.state);
  const server = await startSandboxAt({
    stateFile,
    port: argv.port,
    seed: argv.seed,
    latencyMs: argv.latency,
    ...(argv.tokenSeconds === undefined ? {} : { tokenSeconds: argv.tokenSeconds }),
    ...(argv.faults === undefined ? {} : { faults: readFaults(argv.faults) }),
  });
  const signals = watchSignals(() => '');
  printOutcome(argv, { stage: 'sandbox', url: server.url, partnerOrgId: server.partnerOrgId, state: stateFile }, [
    { kind: 'text', text: `The sandbox answers at ${server.url} (state: ${stateFile}). Stop it with Ctrl-C.` },
    {
      kind: 'next',
      command: `BW2W_WEBEX_BASE_URL=${server.url} WEBEX_ACCESS_TOKEN=sandbox bw2wholesale plan`,
      why: 'uses it as the target from another terminal',
    },
  ]);
  if (!signals.signal.aborted) await once(signals.signal, 'abort');
  await server.close();
  signals.release();
}

function readFaults(file: string) {
  const path = resolve(file);
  if (!existsSync(path))
    throw new MigrationError('USAGE', 'the file of fault rules does not exist', { place: { where: file } });
  try {
    return parseFaultRules(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    if (cause instanceof MigrationError) {
      throw new MigrationError(cause.code, cause.message, { cause, place: { where: file } });
    }
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MigrationError('USAGE', `the fault rules cannot be read: ${reason}`, { cause, place: { where: file } });
  }
}
