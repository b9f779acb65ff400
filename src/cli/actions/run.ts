import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ProvisionSummary, VerifySummary } from '../../domain/outcomes.ts';
import type { StageEvent } from '../../pipeline/stage.ts';
import type { View } from '../../pipeline/view.ts';
import { extractView } from '../../report/extract-view.ts';
import { mapView } from '../../report/map-view.ts';
import { planView } from '../../report/plan-view.ts';
import { precheckView } from '../../report/precheck-view.ts';
import { provisionView } from '../../report/provision-view.ts';
import { verifyView } from '../../report/verify-view.ts';
import type { App } from '../app.ts';
import { CONFIG_FILE } from '../config.ts';
import { EXIT, type ExitCode, strongest } from '../exit-codes.ts';
import { isSandbox } from '../known-target.ts';
import { latestPlan } from '../latest-plan.ts';
import { printEvent, printOutcome } from '../output.ts';
import { type Session, withSession } from '../session.ts';
import { shown } from '../write-file.ts';
import { extract, extractCode } from './extract.ts';
import { writeConfig } from './init.ts';
import { map } from './map.ts';
import { plan } from './plan.ts';
import { precheck } from './precheck.ts';
import { carryOut, type ProvisionArguments, provisionCode } from './provision.ts';
import { report } from './report-files.ts';
import { readBack, verifyCode } from './verify.ts';

export interface RunArguments extends Omit<ProvisionArguments, 'dryRun' | 'batch'> {
  readonly SOURCE: readonly string[];
  readonly allowOrphans: boolean;
}

/** How the stages of a run speak: a document each as NDJSON, or a drawn view each. */
interface Voice {
  result(document: object, view: View): void;
  readonly tap: ((event: StageEvent) => void) | undefined;
}

/**
 * The whole pipeline in one go: what is ready is provisioned, the rest is listed. Each stage says its own result, so
 * that the output reads like the single commands one after the other.
 */
export async function runAll(app: App, argv: RunArguments): Promise<ExitCode> {
  const json = app.argv.format === 'json';
  if (json) printEvent({ type: 'version', schema: '1.0' });
  const voice: Voice = {
    tap: json ? printEvent : undefined,
    result: (document, view) => {
      // Every stage names the next command; here the next stage follows by itself.
      if (json) printEvent({ ...document, type: 'result' });
      else
        printOutcome(app.argv, document, [...view.filter(({ kind }) => kind !== 'next'), { kind: 'text', text: '' }]);
    },
  };
  const config = join(app.folder.path, CONFIG_FILE);
  if (!existsSync(config)) writeConfig(config);

  const extracted = await extract(app, argv.SOURCE);
  voice.result(extracted, extractView(extracted));
  const mapped = await map(app);
  voice.result(mapped, mapView(mapped));
  return withSession(app, argv.sandbox, async (session) => {
    const checked = await precheck(app, { remote: true, strict: false }, session);
    voice.result(checked, precheckView(checked));
    const planned = await plan(app, session);
    voice.result(planned, planView(planned));
    const blocked = planned.steps.byAction.blocked > 0 || checked.blockers > 0;
    const outcome = await provisionAndVerify(app, session, argv, voice);
    const { html } = report(app, session.target.key);
    say(app, json, html, outcome.provisioned);
    return strongest([
      extractCode(extracted, argv.allowOrphans),
      ...outcome.codes,
      ...(blocked && !argv.allowBlocked ? [EXIT.blocked] : []),
      EXIT.ok,
    ]);
  });
}

async function provisionAndVerify(
  app: App,
  session: Session,
  argv: RunArguments,
  voice: Voice,
): Promise<{ readonly provisioned: ProvisionSummary; readonly verified?: VerifySummary; readonly codes: ExitCode[] }> {
  const provisioned = await carryOut(app, session, latestPlan(app, session), argv, voice.tap);
  voice.result({ stage: 'provision', ...provisioned }, provisionView(provisioned));
  // A stopped run goes on later; what is there so far is verified then.
  if (provisioned.stopped !== undefined && provisioned.stopped.reason !== 'limit') {
    return { provisioned, codes: [provisionCode(provisioned)] };
  }
  const verified = await readBack(app, session);
  voice.result(verified, verifyView(verified));
  return { provisioned, verified, codes: [provisionCode(provisioned), verifyCode(verified)] };
}

function say(app: App, json: boolean, html: string, provisioned: ProvisionSummary): void {
  if (json) {
    printEvent({ type: 'report', html });
    printEvent(provisioned);
    return;
  }
  const sandbox = isSandbox(provisioned.target) ? ' --sandbox' : '';
  printOutcome(app.argv, {}, [
    { kind: 'heading', text: `Report: ${shown(html)}` },
    {
      kind: 'next',
      command: `bw2wholesale status${sandbox}`,
      why: 'where everything stands; explain OBJECT tells why',
    },
  ]);
}
