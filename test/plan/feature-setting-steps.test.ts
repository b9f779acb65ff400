import { describe, expect, it } from 'vitest';
import type { Draft, DraftOf } from '../../src/domain/drafts.ts';
import type { FeatureSettingData, SelectiveRule } from '../../src/domain/feature-settings.ts';
import type { Step } from '../../src/domain/plan.ts';
import type { Blocker } from '../../src/plan/blocked-drafts.ts';
import { buildSteps } from '../../src/plan/steps-from-drafts.ts';
import { acmeDrafts, CUSTOMER, migrationConfig } from '../builders/draft-builders.ts';

const HUNT = 'huntGroup:Sales';
const ATTENDANT = 'autoAttendant:Main';

function settingDraft(data: FeatureSettingData, id: string = data.setting): DraftOf<'featureSetting'> {
  return {
    id: `featureSetting:${id}`,
    kind: 'featureSetting',
    customer: CUSTOMER,
    from: 'serviceInstance:x',
    data,
    why: {},
  };
}

function forwarding(destination: string, feature = HUNT): DraftOf<'featureSetting'> {
  return settingDraft({
    setting: 'forwarding',
    feature,
    always: { enabled: true, destination, ringReminder: false },
    selective: { enabled: true, ringReminder: false },
  });
}

function rule(fields: Partial<SelectiveRule> = {}, id?: string): DraftOf<'featureSetting'> {
  return settingDraft(
    {
      setting: 'selectiveRule',
      feature: HUNT,
      name: 'Night',
      enabled: true,
      forwardTo: 'DO_NOT_FORWARD',
      callsFrom: 'ANY',
      privateNumbers: false,
      unavailableNumbers: false,
      numbers: [],
      ...fields,
    },
    id,
  );
}

function build(drafts: readonly Draft[], blockers: readonly Blocker[] = []) {
  return buildSteps([...acmeDrafts(), ...drafts], migrationConfig(), { blockers, provisioningId: 'template' });
}

function stepOf(steps: readonly Step[], label: string): Step {
  const found = steps.find((step) => step.label === label);
  if (!found) throw new Error(`no step "${label}" in: ${steps.map((step) => step.label).join(', ')}`);
  return found;
}

describe('settings of features', () => {
  it('come after their feature and after the feature that they lead to, whichever is made first', () => {
    const { steps, blocked } = build([forwarding('5200'), rule()]);

    const step = stepOf(steps, 'call forwarding of hunt group Sales');
    const attendant = stepOf(steps, 'auto attendant Main');
    // A rule may be what keeps calls from being forwarded: the switch waits for all of them.
    expect(step.hard).toEqual([
      stepOf(steps, 'hunt group Sales').id,
      stepOf(steps, 'forwarding rule Night of hunt group Sales').id,
    ]);
    expect(step.soft).toEqual([attendant.id]);
    expect(steps.indexOf(step)).toBeGreaterThan(steps.indexOf(attendant));
    expect([...blocked]).toEqual([]);
  });

  it('are there for an attendant as for a hunt group, and may lead back', () => {
    const { steps } = build([forwarding('5000', ATTENDANT)]);

    expect(stepOf(steps, 'call forwarding of auto attendant Main')).toMatchObject({
      kind: 'featureSetting',
      payload: { featureKind: 'autoAttendant', feature: stepOf(steps, 'auto attendant Main').id },
      soft: [stepOf(steps, 'hunt group Sales').id],
    });
  });

  it('name their schedules and wait for them', () => {
    const { steps } = build([rule({ businessSchedule: 'schedule:hours' })]);

    const step = stepOf(steps, 'forwarding rule Night of hunt group Sales');
    expect(step).toMatchObject({ payload: { value: { businessSchedule: 'Hours' }, called: { extension: '5000' } } });
    expect(step.hard).toContain(steps.find(({ kind }) => kind === 'schedule')?.id);
  });

  it('are blocked where a schedule is not planned: a rule without it would hold always', () => {
    const { steps, blocked } = build([rule({ holidaySchedule: 'schedule:gone' })]);

    const step = stepOf(steps, 'forwarding rule Night of hunt group Sales');
    expect(blocked.get(step.id)).toBe('needs a step that could not be planned');
  });

  it('are blocked with their feature', () => {
    const { steps, blocked } = build(
      [forwarding('5200')],
      [{ rule: 'test-rule', draft: HUNT, customer: CUSTOMER, message: 'something is wrong' }],
    );

    expect(blocked.get(stepOf(steps, 'call forwarding of hunt group Sales').id)).toContain('hunt group Sales');
  });

  it('are listed where their feature is not planned', () => {
    const { unplanned } = build([forwarding('5200', 'huntGroup:Gone'), rule({ feature: 'huntGroup:Gone' })]);

    expect(unplanned.map(({ kind, reason, blocked }) => [kind, reason, blocked])).toEqual([
      ['selectiveRule', 'its feature is not planned', true],
      ['featureSetting', 'its feature is not planned', true],
    ]);
  });

  it('keep two rules with one name apart: the second is blocked', () => {
    const { steps, unplanned } = build([rule({}, 'one'), rule({ enabled: false }, 'two')]);

    expect(steps.filter(({ kind }) => kind === 'selectiveRule')).toHaveLength(1);
    expect(unplanned).toEqual([expect.objectContaining({ draft: 'featureSetting:two', blocked: true })]);
  });
});
