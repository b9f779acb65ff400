import { MigrationError } from '../../domain/errors.ts';
import type { PrecheckSummary } from '../../domain/precheck-summary.ts';
import { runPrecheck } from '../../precheck/run-precheck.ts';
import { precheckView } from '../../report/precheck-view.ts';
import { findingRepository } from '../../store/finding-repository.ts';
import type { App } from '../app.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { draftsAreCurrent, rememberChecked } from '../freshness.ts';
import { printOutcome } from '../output.ts';
import { mappedPort, sourcePort } from '../stores.ts';
import { type OpenTarget, openTarget } from '../target.ts';

export interface PrecheckArguments {
  readonly remote: boolean;
  readonly strict: boolean;
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly sandbox: boolean;
}

/** `precheck`: local rules always; with `--remote` the target is asked too. */
export async function checkDrafts(app: App, argv: PrecheckArguments): Promise<ExitCode> {
  if (argv.sandbox && !argv.remote) {
    throw new MigrationError('USAGE', '--sandbox names whom to ask; it needs --remote here');
  }
  const open = argv.remote ? await openTarget(app.folder, app.config, argv.sandbox, app.signal) : undefined;
  try {
    const summary = await precheck(app, argv, open);
    printOutcome(app.argv, summary, precheckView(summary));
    return precheckCode(summary);
  } finally {
    await open?.close();
  }
}

/** Runs the stage; `open` is the target to ask about, where there is one. */
export async function precheck(
  app: App,
  options: Omit<PrecheckArguments, 'sandbox'>,
  open: OpenTarget | undefined,
): Promise<PrecheckSummary> {
  draftsAreCurrent(app.db);
  const summary = await app.stage('precheck', (context) =>
    runPrecheck(
      context,
      {
        config: app.config,
        strict: options.strict,
        remote: options.remote,
        ...(options.include === undefined ? {} : { include: options.include }),
        ...(options.exclude === undefined ? {} : { exclude: options.exclude }),
        ...(open === undefined ? {} : { target: open.target }),
        ...(open?.provisioningId === undefined ? {} : { provisioningId: open.provisioningId }),
      },
      {
        mapped: mappedPort(app),
        source: sourcePort(app),
        findings: findingRepository(app.db),
        ...(open === undefined
          ? {}
          : {
              remote: {
                validateCustomer: (body, signal) =>
                  open.webex.customers.validate(body, { scope: body.externalId, signal }),
                validateSubscriber: (body, signal) =>
                  open.webex.subscribers.validate(body, { scope: open.target.partnerOrgId, signal }),
              },
            }),
      },
    ),
  );
  rememberChecked(app.db);
  return summary;
}

export function precheckCode(summary: PrecheckSummary): ExitCode {
  return summary.passed ? EXIT.ok : EXIT.blocked;
}
