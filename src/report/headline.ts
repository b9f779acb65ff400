import type { ReportData } from './report-data.ts';
import { amount, several } from './words.ts';

export interface Headline {
  readonly text: string;
  readonly tone: 'good' | 'care' | 'bad' | 'open';
}

/** Where the migration stands, in one sentence: the latest thing that happened decides. */
export function headline(data: ReportData): Headline {
  const { source, mapping, precheck, plan, outcome, verification } = data;
  const where = data.target?.sandbox === true ? ' in the sandbox' : '';
  if (outcome.done) {
    const { counts, pending, deferred, inDoubt } = outcome.standing;
    // The plan counts objects too that got no step yet, because a person has to mend them first.
    const blocked = plan.done ? plan.byAction.blocked : outcome.standing.blocked;
    const done = counts.created + counts.adopted + counts.unchanged + counts.changed;
    const moved = `${several(done, 'step is', 'steps are')} done${where}`;
    const troubles = [
      counts.failed > 0 && `${amount(counts.failed)} failed`,
      counts.skipped > 0 && `${amount(counts.skipped)} skipped`,
      counts.unknown + inDoubt > 0 && `${amount(counts.unknown + inDoubt)} unknown`,
      verification.done &&
        verification.different + verification.missing + verification.extra > 0 &&
        `${amount(verification.different + verification.missing + verification.extra)} not as planned`,
    ].filter((text) => text !== false);
    if (troubles.length > 0) return { text: `${moved}; ${troubles.join(', ')}.`, tone: 'bad' };
    const rest = [
      counts.waiting > 0 && `${amount(counts.waiting)} waiting`,
      pending > 0 && `${amount(pending)} not reached yet`,
      blocked > 0 && `${amount(blocked)} blocked`,
      deferred > 0 && `${amount(deferred)} left for the cutover`,
    ].filter((text) => text !== false);
    const proof = verification.done ? `, and all ${amount(verification.matched)} read back as planned` : '';
    if (rest.length > 0) return { text: `${moved}${proof}; ${rest.join(', ')}.`, tone: 'care' };
    return verification.done
      ? { text: `Done and proven: ${moved}${proof}.`, tone: 'good' }
      : { text: `${moved}; not verified yet.`, tone: 'care' };
  }
  if (plan.done) {
    const { blocked } = plan.byAction;
    return blocked > 0
      ? {
          text: `Planned${where}: ${several(plan.steps - blocked, 'step')} can go, ${amount(blocked)} blocked.`,
          tone: 'care',
        }
      : { text: `Planned${where}: ${several(plan.steps, 'step')}, nothing blocked.`, tone: 'good' };
  }
  if (precheck.done) {
    const { ready, conditions, notReady, unknown } = precheck.readiness.owners;
    const text = `${amount(ready + conditions)} of ${several(ready + conditions + notReady + unknown, 'owner')} can move; ${several(precheck.blockers, 'blocker')}.`;
    return { text, tone: precheck.blockers > 0 ? 'bad' : conditions > 0 ? 'care' : 'good' };
  }
  if (mapping.done) return { text: 'Mapped; nothing is checked yet.', tone: 'open' };
  if (source.done) return { text: 'Extracted; nothing is mapped yet.', tone: 'open' };
  return { text: 'Nothing has been extracted yet.', tone: 'open' };
}
