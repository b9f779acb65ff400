import type { ReportData } from './report-data.ts';
import { EN } from './texts/en.ts';
import type { Texts } from './texts/pattern.ts';

export interface Headline {
  readonly text: string;
  readonly tone: 'good' | 'care' | 'bad' | 'open';
}

/** Where the migration stands, in one sentence: the latest thing that happened decides. */
export function headline(data: ReportData, texts: Texts = EN): Headline {
  const { source, mapping, precheck, plan, outcome, verification } = data;
  const t = texts.headline;
  const sandbox = data.target?.sandbox === true;
  if (outcome.done) {
    const { counts, pending, deferred, inDoubt, blocked, stands } = outcome.standing;
    const moved = t.moved(stands, sandbox);
    const off = verification.done ? verification.different + verification.missing + verification.extra : 0;
    const troubles = said([
      [counts.failed, t.failed],
      [counts.skipped, t.skipped],
      [counts.unknown + inDoubt, t.unknown],
      [off, t.notAsPlanned],
    ]);
    if (troubles.length > 0) {
      const held = said([[blocked, t.blocked]]);
      return { text: `${moved}; ${[...troubles, ...held].join(', ')}.`, tone: 'bad' };
    }
    const rest = said([
      [counts.waiting, t.waiting],
      [pending, t.notReached],
      [blocked, t.blocked],
      [deferred, t.cutover],
    ]);
    const matched = verification.done ? verification.matched : 0;
    // What was made since the last verify, or by another batch, is no part of its proof.
    const isWhole = verification.done && matched >= stands;
    const proof = isWhole ? t.proof(matched) : matched > 0 ? t.proofOf(matched) : '';
    if (rest.length > 0) return { text: `${moved}${proof}; ${rest.join(', ')}.`, tone: 'care' };
    if (isWhole) return { text: t.proven(`${moved}${proof}`), tone: 'good' };
    return { text: matched > 0 ? `${moved}${proof}.` : t.unverified(moved), tone: 'care' };
  }
  if (plan.done) {
    const { blocked } = plan.byAction;
    return { text: t.planned(plan.steps - blocked, blocked, sandbox), tone: blocked > 0 ? 'care' : 'good' };
  }
  if (precheck.done) {
    const { ready, conditions, notReady, unknown } = precheck.readiness.owners;
    const text = t.checked(ready + conditions, ready + conditions + notReady + unknown, precheck.blockers);
    return { text, tone: precheck.blockers > 0 ? 'bad' : conditions > 0 ? 'care' : 'good' };
  }
  if (mapping.done) return { text: t.mapped, tone: 'open' };
  return { text: source.done ? t.extracted : t.nothing, tone: 'open' };
}

function said(counts: readonly (readonly [number, (count: number) => string])[]): string[] {
  return counts.flatMap(([count, say]) => (count > 0 ? [say(count)] : []));
}
