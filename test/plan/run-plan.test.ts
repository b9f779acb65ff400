import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/drafts.ts';
import type { Target } from '../../src/domain/plan.ts';
import { DONE_STATES, type Step } from '../../src/domain/plan.ts';
import type { StepRecord } from '../../src/domain/plan-record.ts';
import { describeRequests } from '../../src/plan/requests.ts';
import { presentInputs, runPlan } from '../../src/plan/run-plan.ts';
import { assertPlanFresh } from '../../src/plan/staleness.ts';
import { handlerOf } from '../../src/steps/registry.ts';
import { planRepository } from '../../src/store/plan-repository.ts';
import { createWebexApi } from '../../src/webex/api.ts';
import { acmeDrafts, huntGroupDraft, migrationConfig } from '../builders/draft-builders.ts';
import { newStore } from '../fakes/empty-store.ts';
import { createFakeTarget } from '../fakes/fake-target.ts';
import { createVirtualClock } from '../fakes/virtual-clock.ts';
import { buildStep } from '../steps/step-builders.ts';

const TARGET: Target = { key: 'fake#partner', api: 'fake', partnerOrgId: 'partner', loopback: true };

function createPlanner() {
  const clock = createVirtualClock();
  const target = createFakeTarget({ clock });
  const plans = planRepository(newStore());
  const questions: unknown[] = [];
  const webex = createWebexApi({
    send({ path, body }) {
      // The one question that no step asks.
      if (!path.includes('validateNumbers')) return Promise.reject(new Error('no HTTP here'));
      questions.push(body);
      const { phoneNumbers } = body as { phoneNumbers: string[] };
      const numbers = phoneNumbers.map((number) => ({ number, state: 'Available' }));
      return Promise.resolve({ status: 200, headers: {}, body: { status: 'OK', numbers } });
    },
  });
  const states = new Map<string, StepRecord>();
  const plan = (options: { drafts?: readonly Draft[]; decisions?: string; provisioningId?: string | null } = {}) => {
    const template = options.provisioningId === undefined ? 'template' : options.provisioningId;
    return runPlan(
      { signal: new AbortController().signal, now: () => new Date('2026-01-01T00:00:00Z'), emit: () => undefined },
      {
        target: TARGET,
        config: migrationConfig(),
        batch: 'all',
        requestsPerMinute: 300,
        ...(template === null ? {} : { provisioningId: template }),
      },
      {
        drafts: () => options.drafts ?? acmeDrafts(),
        blockers: () => [],
        digests: () => ({ source: 's', mappings: 'm', decisions: options.decisions ?? 'd', blockers: 'b' }),
        states: () => states,
        everPlaced: () => [],
        openRequests: () => [],
        save: (record) => plans.save(record),
        handlerOf: target.handlerOf,
        webex,
        clock,
      },
    );
  };
  const stepsOf = async (): Promise<Step[]> => {
    const { hash } = await plan();
    return (plans.get(hash)?.steps ?? []).map(({ step }) => step);
  };
  return { plan, plans, target, states, stepsOf, questions };
}

function byLabel(steps: readonly Step[], label: string): Step {
  const step = steps.find((candidate) => candidate.label === label);
  if (!step) throw new Error(`no step "${label}"`);
  return step;
}

describe('runPlan', () => {
  it('creates everything for a customer that is not there, with one look at the target and one question', async () => {
    const { plan, target, questions } = createPlanner();

    const summary = await plan();

    expect(summary.steps.byAction).toEqual({
      create: summary.steps.total - 1,
      change: 0,
      unchanged: 0,
      adopt: 1,
      blocked: 0,
      delete: 0,
    });
    expect(summary.deferred).toBe(2);
    expect(summary.calls).toBe(summary.steps.total - summary.deferred);
    expect(summary.estimatedMinutes).toBe(Math.ceil((summary.calls / 300) * 10) / 10);
    expect(target.requests).toBe(1);
    expect(questions).toHaveLength(1);
    expect(summary.asked).toEqual({ numbers: 4, requests: 1 });
    expect(target.writes).toBe(0);
  });

  it('tells what exists and is right, what differs, and what is ours', async () => {
    const { plan, target, states, stepsOf } = createPlanner();
    const steps = await stepsOf();
    const customer = byLabel(steps, 'customer Acme');
    const north = byLabel(steps, 'location north');
    target.plant(customer);
    target.plant(north);
    target.plant(byLabel(steps, 'hunt group Sales'), 'another');
    states.set(customer.id, {
      step: customer.id,
      kind: 'customer',
      label: customer.label,
      state: DONE_STATES[0] ?? 'created',
      outputs: { id: 'customer-1' },
      leftOut: [],
      updatedAt: '',
    });

    const summary = await plan();

    const actionOf = (label: string) => summary.items.find((item) => item.label === label)?.action;
    expect(actionOf('customer Acme')).toBe('unchanged');
    expect(actionOf('location north')).toBe('adopt');
    expect(actionOf('hunt group Sales')).toBe('change');
    expect(actionOf('subscriber anna@example.test')).toBe('create');
  });

  it('has the same hash for the same inputs, another one for other content or decisions', async () => {
    const { plan } = createPlanner();
    const drafts = acmeDrafts().map((draft) => (draft.kind === 'huntGroup' ? huntGroupDraft('Sales', []) : draft));

    const first = await plan();

    expect((await plan()).hash).toBe(first.hash);
    expect((await plan({ drafts })).hash).not.toBe(first.hash);
    expect((await plan({ decisions: 'other' })).hash).not.toBe(first.hash);
  });

  it('keeps an approval when the same plan is made again', async () => {
    const { plan, plans } = createPlanner();
    const { hash } = await plan();
    plans.approve(hash, { by: 'ann', at: '2026-01-01T01:00:00.000Z' });

    const again = await plan();

    expect(again.approved).toBe(true);
    expect(plans.get(hash)?.approved).toEqual({ by: 'ann', at: '2026-01-01T01:00:00.000Z' });
  });

  it('asks for the onboarding template', async () => {
    const { plan } = createPlanner();

    await expect(plan({ provisioningId: null })).rejects.toMatchObject({ code: 'PROVISIONING_ID_MISSING' });
  });

  it('shows the requests with ids that do not exist yet as what they will be', async () => {
    const { plan, plans, target } = createPlanner();
    const { hash } = await plan();
    const steps = plans.get(hash)?.steps ?? [];

    const requests = describeRequests(steps, new Map(), target.handlerOf);

    expect(requests).toHaveLength(steps.length - 1);
    expect(requests[0]).toMatchObject({ label: 'customer Acme', method: 'POST' });
  });

  it('shows each agent and owner by the id that its kind has', () => {
    const owners = [buildStep('subscriber'), buildStep('workspace'), buildStep('virtualLine')];
    const group = buildStep('huntGroup', { payload: { agents: owners.map(({ id }) => ({ owner: id })) } });
    const device = buildStep('device', { payload: { owner: 'workspace' } });
    const steps = [buildStep('customer'), buildStep('location'), ...owners, group, device];

    const requests = describeRequests(
      steps.map((step) => ({ step, action: 'create', differences: [] })),
      new Map(),
      handlerOf,
    );

    const shown = (label: string) => JSON.stringify(requests.find((request) => request.label === label));
    expect(requests.find(({ label }) => label === group.label)?.body).toMatchObject({
      agents: [
        { id: '<personId of subscriber subscriber>' },
        { id: '<workspaceId of workspace workspace>' },
        { id: '<virtualLineId of virtualLine virtualLine>' },
      ],
    });
    expect(shown(device.label)).toContain('<workspaceId of workspace workspace>');
    expect(shown(device.label)).not.toContain('personId');
  });
});

describe('assertPlanFresh', () => {
  const inputs = presentInputs(
    { source: 's', mappings: 'm', decisions: 'd', blockers: 'b' },
    migrationConfig(),
    TARGET,
  );
  const plan = { hash: 'abc', batch: 'all', inputs, observedAt: '2026-01-01T00:00:00.000Z' };

  it('accepts a plan whose inputs are as they were, whatever the speed is set to', () => {
    const config = migrationConfig({ concurrency: 32 });
    const present = presentInputs({ source: 's', mappings: 'm', decisions: 'd', blockers: 'b' }, config, TARGET);

    expect(() => assertPlanFresh(plan, present)).not.toThrow();
  });

  it('names what changed', () => {
    const present = { ...inputs, source: 'x', decisions: 'x' };

    expect(() => assertPlanFresh(plan, present)).toThrow(
      'changed since the plan was made: the source (a later extract), the decisions',
    );
  });

  it('says which batch is to be planned again', () => {
    const stale = () => assertPlanFresh({ ...plan, batch: 'first shop' }, { ...inputs, batch: 'x' });

    expect(stale).toThrow(expect.objectContaining({ hint: expect.stringContaining('`plan --batch "first shop"`') }));
  });

  it('names the precheck findings when other blockers are in force than the plan was made with', () => {
    expect(() => assertPlanFresh(plan, { ...inputs, blockers: 'x' })).toThrow(
      'changed since the plan was made: the precheck findings',
    );
  });

  it('refuses a plan from before a rollback of what it names, for only planning looks at what was left', () => {
    const rolledBack = (rolledBackAt: string) => () => assertPlanFresh({ ...plan, rolledBackAt }, inputs);

    expect(rolledBack('2026-01-02T00:00:00.000Z')).toThrow('a rollback has removed objects of the plan');
    expect(rolledBack('2025-12-31T00:00:00.000Z')).not.toThrow();
  });

  it('refuses another partner organisation', () => {
    expect(() => assertPlanFresh(plan, { ...inputs, target: 'fake#other' })).toThrow(
      'the plan is for fake#partner, the present target is fake#other',
    );
  });
});
