import { ANNOUNCEMENT_LIMITS } from '../../domain/announcements.ts';
import { MigrationError } from '../../domain/errors.ts';
import type { PrecheckSummary } from '../../domain/precheck-summary.ts';
import type { StageContext } from '../../pipeline/stage.ts';
import type { RemoteValidator } from '../../precheck/ports.ts';
import { runPrecheck } from '../../precheck/run-precheck.ts';
import { fleetView } from '../../report/fleet-view.ts';
import { precheckView } from '../../report/precheck-view.ts';
import { findingRepository } from '../../store/finding-repository.ts';
import { askAudioAddress } from '../../webex/audio-address.ts';
import { connectTo } from '../access.ts';
import type { App } from '../app.ts';
import { compactHeap } from '../compact-heap.ts';
import { chooseMapped, knownCustomers } from '../customers.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { checkedFleet } from '../fleet.ts';
import { draftsAreCurrent, rememberChecked } from '../freshness.ts';
import { printOutcome } from '../output.ts';
import { validatorOf } from '../remote-validator.ts';
import { openSession, type Session } from '../session.ts';
import { mappedPort, sourcePort, unusedSettingsOf } from '../stores.ts';
import { currentPerson } from '../with-lock.ts';

export interface PrecheckArguments {
  readonly remote: boolean;
  readonly strict: boolean;
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly sandbox: boolean;
  /** One line per customer instead of all findings. */
  readonly fleet?: boolean;
  /** Of many customers, the one to tell of. */
  readonly customer?: string | undefined;
}

/** `precheck`: local rules always; with `--remote` the target is asked too. */
export async function checkDrafts(app: App, argv: PrecheckArguments): Promise<ExitCode> {
  if (argv.sandbox && !argv.remote) {
    throw new MigrationError('USAGE', '--sandbox names whom to ask; it needs --remote here');
  }
  if (argv.fleet === true && argv.customer !== undefined)
    throw new MigrationError('USAGE', '--fleet and --customer do not go together');
  const open = argv.remote ? await openSession(app, argv.sandbox) : undefined;
  try {
    const summary = await precheck(app, argv, open);
    if (argv.fleet === true) {
      const fleet = checkedFleet(app, summary);
      const { findings: _findings, ...counts } = summary;
      printOutcome({ ...app.argv, sandbox: argv.sandbox }, { ...counts, fleet }, fleetView(fleet));
      return precheckCode(summary);
    }
    printOutcome({ ...app.argv, sandbox: argv.sandbox }, summary, precheckView(summary));
    return precheckCode(summary);
  } finally {
    await open?.close();
  }
}

/** Runs the stage; `session` is the target to ask about, where there is one. */
export async function precheck(
  app: App,
  options: Omit<PrecheckArguments, 'sandbox'>,
  session: Session | undefined,
): Promise<PrecheckSummary> {
  compactHeap();
  draftsAreCurrent(app);
  const only =
    options.customer === undefined ? undefined : chooseMapped(options.customer, knownCustomers(app)).customer;
  const audio = session === undefined ? undefined : audioAddresses(app, session);
  const summary = await app.stage('precheck', (context) =>
    runPrecheck(
      context,
      {
        config: app.config,
        strict: options.strict,
        notes: unusedSettingsOf(app),
        remote: options.remote,
        host: currentPerson().host,
        ...(only === undefined ? {} : { only }),
        ...(options.include === undefined ? {} : { include: options.include }),
        ...(options.exclude === undefined ? {} : { exclude: options.exclude }),
        ...(session === undefined ? {} : { target: session.target }),
        ...(session?.provisioningId === undefined ? {} : { provisioningId: session.provisioningId }),
      },
      {
        mapped: mappedPort(app),
        source: sourcePort(app),
        findings: findingRepository(app.db),
        ...(session === undefined ? {} : { remote: remoteValidator(session, context) }),
        ...(audio === undefined ? {} : { audio: audio.probe }),
      },
    ).finally(() => audio?.close()),
  );
  rememberChecked(app.db, app.config, session?.target.key);
  return summary;
}

/** The web server where audio is published; nobody is asked for a target on loopback, which fetches nothing. */
function audioAddresses({ config, folder }: App, { target }: Session) {
  const { announcements } = config;
  if (announcements === undefined || target.loopback) return undefined;
  const connection = connectTo(announcements.baseUri, folder, config, process.env);
  return {
    probe: (uri: string, signal: AbortSignal) => askAudioAddress(connection, uri, ANNOUNCEMENT_LIMITS.bytes, signal),
    close: () => connection.close(),
  };
}

/** The validate endpoints count against the budget like everything else. */
function remoteValidator(session: Session, context: StageContext): RemoteValidator {
  return validatorOf(session.paced(context.emit, context.signal), session.target.partnerOrgId);
}

export function precheckCode(summary: PrecheckSummary): ExitCode {
  return summary.passed ? EXIT.ok : EXIT.blocked;
}
