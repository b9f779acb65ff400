import type { Draft } from '../../src/domain/drafts.ts';
import type { ProvisionSummary } from '../../src/domain/outcomes.ts';
import type { PlannedStep, StepState } from '../../src/domain/plan.ts';
import { summarisePlan } from '../../src/plan/run-plan.ts';
import { customerReadiness } from '../../src/precheck/readiness.ts';
import type { ReportPorts } from '../../src/report/ports.ts';
import { findingRepository } from '../../src/store/finding-repository.ts';
import type { Db } from '../../src/store/open.ts';
import { planRepository } from '../../src/store/plan-repository.ts';
import { reportQueries } from '../../src/store/report-queries.ts';
import { stepStateRepository } from '../../src/store/step-state-repository.ts';
import { verificationRepository } from '../../src/store/verification-repository.ts';
import { newStore } from '../fakes/empty-store.ts';
import { findingsOf, insertProposal, proposeDrafts, proposeLosses } from './report-proposal.ts';
import { insertSource, inventUsers } from './report-source.ts';

export const TARGET = 'sandbox#partner-org';
const STAGES = ['nothing', 'extract', 'map', 'precheck', 'plan', 'provision', 'verify'] as const;
export type Reached = (typeof STAGES)[number];

export interface ReportWorkspace {
  readonly db: Db;
  readonly ports: ReportPorts;
}

/** A database as the stages leave it behind, up to the stage that is named, with the store's own queries on it. */
export function reportWorkspace(
  options: { readonly reached?: Reached; readonly users?: number; readonly lastNames?: readonly string[] } = {},
): ReportWorkspace {
  const db = newStore();
  const reached = STAGES.indexOf(options.reached ?? 'verify');
  const users = inventUsers(options.users ?? 24, options.lastNames ?? []);
  const drafts = proposeDrafts(users);
  db.transaction(() => {
    if (reached >= STAGES.indexOf('extract')) insertSource(db, users);
    if (reached >= STAGES.indexOf('map')) insertProposal(db, drafts, proposeLosses(users));
  })();
  if (reached >= STAGES.indexOf('precheck')) {
    findingRepository(db).replaceLocal(findingsOf(), new Date('2026-11-20T09:00:00Z'));
  }
  const steps = planSteps(drafts);
  if (reached >= STAGES.indexOf('plan')) insertPlan(db, steps);
  if (reached >= STAGES.indexOf('provision')) insertRun(db, steps);
  if (reached >= STAGES.indexOf('verify')) insertVerification(db, steps);
  return { db, ports: reportPorts(db) };
}

/** As the command line wires them, with a fixed speed and without the mapping catalogues. */
export function reportPorts(db: Db): ReportPorts {
  const queries = reportQueries(db);
  return {
    ...queries,
    servicesInUse() {
      const services = new Map<string, string[]>();
      const rows = db.prepare<[], { user_key: string; name: string }>('SELECT user_key, name FROM bw_user_service');
      for (const { user_key, name } of rows.all()) services.set(user_key, [...(services.get(user_key) ?? []), name]);
      return services;
    },
    readiness: (target) =>
      customerReadiness(
        (['customer', 'location', 'subscriber', 'workspace', 'virtualLine', 'number', 'device'] as const).flatMap(
          (kind): readonly Draft[] => queries.drafts(kind),
        ),
        queries.findings(target),
      ),
    latestPlan(target) {
      const plan = planRepository(db).latest(target);
      if (plan === undefined) return undefined;
      const { observedAt, approved } = plan;
      return { summary: summarise(plan), observedAt, ...(approved === undefined ? {} : { approved }) };
    },
  };
}

function summarise(plan: Parameters<typeof summarisePlan>[0]) {
  return summarisePlan(plan, 300, (step) => ({
    kind: step.kind,
    safety: 'refused',
    canChange: false,
    calls: 2,
    key: [],
    endpoints: [],
    lookUp: () => Promise.reject(new Error('a report looks nothing up')),
    write: () => Promise.reject(new Error('a report writes nothing')),
    describe: () => ({ method: 'POST', path: '/' }),
  }));
}

function planSteps(drafts: readonly Draft[]): PlannedStep[] {
  return drafts.flatMap((draft, index): PlannedStep[] => {
    if (draft.kind !== 'location' && draft.kind !== 'virtualLine' && draft.kind !== 'workspace') return [];
    const blocked = draft.kind === 'location' && draft.data.name === 'Depot';
    const base = {
      id: `step-${index}`,
      draft: draft.id,
      customer: draft.customer,
      naturalKey: draft.id,
      phase: 'provision' as const,
      hard: [],
      soft: [],
      content: 'c',
    };
    const label = draft.kind === 'location' ? draft.data.name : draft.id;
    const step: PlannedStep['step'] =
      draft.kind === 'location'
        ? { ...base, label, kind: 'location', payload: { ...draft.data, customer: 'step-0', first: false } }
        : draft.kind === 'workspace'
          ? { ...base, label, kind: 'workspace', payload: { ...draft.data, customer: 'step-0' } }
          : { ...base, label, kind: 'virtualLine', payload: { ...draft.data, customer: 'step-0' } };
    const reason = 'location-address-missing: the group has no address';
    return [{ step, action: blocked ? 'blocked' : 'create', differences: [], ...(blocked ? { reason } : {}) }];
  });
}

function insertPlan(db: Db, steps: readonly PlannedStep[]): void {
  const plans = planRepository(db);
  plans.save({
    hash: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
    target: TARGET,
    batch: 'all',
    inputs: { source: 's', mappings: 'm', decisions: 'd', blockers: 'b', config: 'c', target: TARGET },
    observedAt: '2026-11-20T09:10:00.000Z',
    steps,
    unplanned: [
      {
        draft: 'device:juniper/north/phone1',
        customer: 'customer:juniper',
        kind: 'device',
        label: 'device phone1',
        reason: 'the MAC address is not confirmed',
        blocked: true,
      },
    ],
  });
  plans.approve('a1b2c3d4e5f60718293a4b5c6d7e8f90', { by: 'maria', at: '2026-11-20T09:12:00.000Z' });
}

function insertRun(db: Db, steps: readonly PlannedStep[]): void {
  const states = stepStateRepository(db);
  const counts = { created: 0, adopted: 0, unchanged: 0, changed: 0, failed: 0, skipped: 0, waiting: 0, unknown: 0 };
  const byKind: Record<string, typeof counts> = {};
  steps.forEach(({ step, action }, index) => {
    if (action === 'blocked') return;
    const state: Extract<StepState, keyof typeof counts> = index === 0 ? 'adopted' : index === 3 ? 'failed' : 'created';
    const kind = byKind[step.kind] ?? { ...counts, created: 0, adopted: 0, failed: 0 };
    byKind[step.kind] = kind;
    kind[state] += 1;
    counts[state] += 1;
    states.put(TARGET, {
      step: step.id,
      kind: step.kind,
      label: step.label,
      state,
      outputs: {},
      leftOut: [],
      updatedAt: '2026-11-20T09:20:00.000Z',
      ...(state === 'failed' ? { cause: '400: extension 1005 is in use at this location' } : {}),
    });
  });
  const summary: Partial<ProvisionSummary> = { counts, byKind, retries: 2, throttled: 1, durationMs: 84_300 };
  db.prepare(
    `INSERT INTO run (id, target, plan, started_at, ended_at, outcome, command, by_user, summary)
     VALUES ('01KAEXAMPLE', ?, 'a1b2c3d4e5f60718293a4b5c6d7e8f90', '2026-11-20T09:18:00.000Z',
       '2026-11-20T09:19:24.300Z', 'done', 'provision --yes', 'maria', ?)`,
  ).run(TARGET, JSON.stringify(summary));
}

function insertVerification(db: Db, steps: readonly PlannedStep[]): void {
  const items = steps
    .filter(({ action }, index) => action !== 'blocked' && index !== 3)
    .map(({ step }, index) => ({
      step: step.id,
      kind: step.kind,
      label: step.label,
      state: index === 1 ? ('different' as const) : ('matched' as const),
      differences: index === 1 ? [{ field: 'timeZone', expected: 'America/Los_Angeles', actual: 'UTC' }] : [],
    }));
  verificationRepository(db).replace({ target: TARGET, batch: 'all', hash: '' }, items, '2026-11-20T09:25:00.000Z');
}
