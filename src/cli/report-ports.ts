import { servicesInUse } from '../map/in-use.ts';
import { summarisePlan } from '../plan/run-plan.ts';
import { customerReadiness } from '../precheck/readiness.ts';
import { freeTextsOf } from '../report/anonymise/free-texts.ts';
import type { ReportPorts } from '../report/ports.ts';
import { handlerOf } from '../steps/registry.ts';
import { draftRepository } from '../store/draft-repository.ts';
import { findingRepository } from '../store/finding-repository.ts';
import { planRepository } from '../store/plan-repository.ts';
import { reportQueries } from '../store/report-queries.ts';
import type { App } from './app.ts';
import { answersChanged } from './freshness.ts';
import { isLoopbackTarget, requestBudget } from './limits.ts';
import { snapshotOf } from './stores.ts';

/**
 * What the report asks: rows of the store, and readiness as the precheck stage judges it. Make it before the connection is
 * cut down to one customer: repositories prepare what they write, too.
 */
export function reportPorts(app: App): ReportPorts {
  const drafts = draftRepository(app.db);
  const findings = findingRepository(app.db);
  const plans = planRepository(app.db);
  return {
    ...reportQueries(app.db),
    // Asked now, of everybody: cut down to one customer, the answers would be others.
    answeredSince: answersChanged(app.db),
    servicesInUse() {
      const source = snapshotOf(app);
      const names = source.customers().flatMap((handle) => {
        const customer = source.load(handle);
        return customer.users.map((user) => [user.key, servicesInUse(customer, user).map(({ name }) => name)] as const);
      });
      return new Map(names);
    },
    latestPlan(target) {
      const plan = plans.latest(target);
      if (plan === undefined) return undefined;
      const budget = requestBudget(app.config, isLoopbackTarget(target));
      return {
        summary: summarisePlan(plan, budget, handlerOf),
        observedAt: plan.observedAt,
        ...(plan.approved === undefined ? {} : { approved: plan.approved }),
      };
    },
    readiness(target) {
      const all = findings.all(target);
      return drafts.customers().flatMap((customer) =>
        customerReadiness(
          drafts.drafts(customer),
          all.filter((finding) => finding.customer === customer),
        ),
      );
    },
  };
}

/**
 * What people have written on keys, in menus and as names of schedules, rules or announcements: it stands in sentences,
 * labels and test calls of the report, often nowhere by itself.
 */
export function writtenByPeople(app: App): readonly string[] {
  const texts = new Set<string>();
  const drafts = draftRepository(app.db);
  for (const customer of drafts.customers()) {
    for (const { data } of drafts.drafts(customer)) for (const text of freeTextsOf(data)) texts.add(text);
  }
  // What has no counterpart in Webex became no draft, but is told.
  const source = snapshotOf(app);
  for (const handle of source.customers()) {
    const customer = source.load(handle);
    for (const text of freeTextsOf(customer.departments)) texts.add(text);
    for (const { key } of customer.users) {
      for (const list of ['speedDial8', 'speedDial100'] as const) {
        for (const text of freeTextsOf(customer.feature(key, list)?.data)) texts.add(text);
      }
    }
    for (const { key } of customer.instances) {
      for (const text of freeTextsOf(customer.feature(key, 'autoAttendant')?.data)) texts.add(text);
    }
  }
  return [...texts];
}
