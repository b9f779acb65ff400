import { afterEach, describe, expect, it } from 'vitest';
import type { WholeSetting } from '../../src/domain/drafts.ts';
import type { FurtherSetting } from '../../src/domain/further-settings.ts';
import type { SettingStep, Step } from '../../src/domain/plan.ts';
import { type EngineWorld, openEngineWorld } from './matrix/engine-world.ts';
import { buildStep, groundwork } from './step-builders.ts';

const RULE: FurtherSetting<'selectiveRule'> = {
  setting: 'selectiveRule',
  owner: 'subscriber:anna',
  service: 'selectiveRejection',
  name: 'Pests',
  callsFrom: 'SELECT_PHONE_NUMBERS',
  anonymousCallers: true,
  unavailableCallers: false,
  phoneNumbers: ['+15125550199', '+15125550198'],
  applies: true,
};
const rule = (id: string, changes: Partial<typeof RULE> = {}): Step =>
  buildStep('settingEntry', { id, payload: { value: { ...RULE, ...changes } } });
const SERVICE = '/telephony/config/people/{personId}/selectiveReject';
const BELOW = [...groundwork(), buildStep('subscriber')];

function featureRule() {
  const step = buildStep('selectiveRule');
  if (step.kind !== 'selectiveRule') throw new Error('no rule');
  return step.payload.value;
}

describe('rules of selective services, which have no name in the target', () => {
  let world: EngineWorld;
  afterEach(() => world.close());
  const run = async (...steps: Step[]) => {
    const planned = await world.plan([...BELOW, ...steps]);
    return { planned, summary: await world.provision() };
  };
  const rules = () =>
    (world.sandbox.objects().setting ?? [])
      .filter(({ key }) => String(key).includes('selectiveRejectRule'))
      .map((object) => Reflect.get(object, 'data') ?? object);

  it('one that is edited in BroadWorks while its creation is in doubt is changed, not made a second time', async () => {
    world = await openEngineWorld();
    await run();
    await world.plan([...BELOW, rule('pests')]);
    // The answer is lost, and nobody can look behind it until the run ends.
    const later = Array.from({ length: 30 }, (_, at) => at + 2);
    world.sandbox.setFaults([
      { kind: 'drop-after', method: 'POST', path: `${SERVICE}/criteria`, attempts: [1] },
      { kind: 'error-before', method: 'GET', path: SERVICE, attempts: later },
    ]);
    await world.provision();
    expect(world.stateOf(rule('pests'))?.state).toBe('in-doubt');
    world.sandbox.setFaults([]);

    const edited = rule('pests', { phoneNumbers: ['+15125550197'] });
    const { planned, summary } = await run(edited);

    expect(planned.get('pests')).toMatchObject({ action: 'change', differences: [{ field: 'phoneNumbers' }] });
    expect(summary.failures).toEqual([]);
    expect(rules()).toHaveLength(1);
    expect(JSON.stringify(rules())).toContain('+15125550197');
  });

  it('two that swap what they say keep their own entries, also where one of them is made anew', async () => {
    world = await openEngineWorld();
    const [one, two] = [rule('one'), rule('two', { phoneNumbers: ['+15125550111'] })];
    await run(one, two);
    const ids = [world.output('one', 'entryId'), world.output('two', 'entryId')];
    const swapped = [rule('one', { phoneNumbers: ['+15125550111'] }), rule('two')];
    // Somebody has removed the first: it must not take the second one's entry, which says what it wants now.
    await world.behindOurBack(
      'DELETE',
      `/telephony/config/people/${world.output('subscriber', 'personId')}/selectiveReject/criteria/${ids[0]}?orgId=${world.output('customer', 'orgId')}`,
    );

    const { planned, summary } = await run(...swapped);

    expect([planned.get('one')?.action, planned.get('two')?.action]).toEqual(['create', 'change']);
    expect(summary.failures).toEqual([]);
    expect(world.output('two', 'entryId')).toBe(ids[1]);
    expect(world.output('one', 'entryId')).not.toBe(ids[1]);
    expect(rules()).toHaveLength(2);
    expect((await world.verify()).items).toEqual([]);
  });

  it('one that nobody planned is found by verify, one that somebody else has made for a feature too', async () => {
    world = await openEngineWorld();
    const service = buildStep('setting', {
      id: 'service',
      payload: { value: { setting: 'selectiveRejection', owner: 'subscriber:anna', enabled: true } },
    });
    const feature = [buildStep('schedule'), buildStep('workspace'), buildStep('huntGroup')];
    const forwarding = [buildStep('selectiveRule'), buildStep('featureSetting')];
    await run(...feature, ...forwarding, rule('pests'), service);
    expect((await world.verify()).items).toEqual([]);

    await world.somebodyWrites(rule('theirs', { phoneNumbers: ['+15125550144'] }));
    await world.somebodyWrites(
      buildStep('selectiveRule', {
        id: 'theirs too',
        payload: { value: { ...featureRule(), name: 'Elsewhere', enabled: false } },
      }),
    );

    const { items, extra } = await world.verify();
    expect(extra).toBe(2);
    expect(items.map(({ state, kind, label }) => [state, kind, label])).toEqual([
      ['extra', 'selectiveRule', 'rule "Elsewhere" of featureSetting featureSetting'],
      ['extra', 'settingEntry', 'rule for SPECIFIC_NUMBERS of setting service'],
    ]);
  });

  it('one whose schedule is taken off holds always afterwards', async () => {
    world = await openEngineWorld();
    const schedule = buildStep('schedule');
    const limited = rule('pests', {
      schedule: { draft: 'x', name: 'Office hours', type: 'businessHours', level: 'GROUP' },
    });
    await run(schedule, limited);

    const { planned, summary } = await run(schedule, rule('pests'));

    expect(planned.get('pests')?.differences).toMatchObject([{ field: 'scheduleName' }]);
    expect(summary.failures).toEqual([]);
    expect((await world.verify()).items).toEqual([]);
  });

  it('a filter of an executive that is off is switched off by the engine, also where nothing else is to be written', async () => {
    world = await openEngineWorld();
    const whole = (id: string, value: WholeSetting, rules: SettingStep['payload']['rules'] = []) =>
      buildStep('setting', { id, payload: { value, ...(rules.length === 0 ? {} : { rules }) } });
    const type = whole('type', { setting: 'executiveAssistant', owner: 'subscriber:anna', type: 'EXECUTIVE' });
    const press = rule('press', { service: 'executiveFiltering', callsFrom: 'ANY_EXTERNAL', phoneNumbers: [] });
    // As the target begins: all that is left to say is that the rule does not hold.
    const filter = whole(
      'filter',
      { setting: 'executiveFiltering', owner: 'subscriber:anna', enabled: false, filterType: 'CUSTOM_CALL_FILTERS' },
      [{ step: 'press', active: false }],
    );
    const steps = [type, { ...press, hard: [...press.hard, 'type'] }, { ...filter, hard: [...filter.hard, 'press'] }];

    const { summary } = await run(...steps);

    expect(summary.failures).toEqual([]);
    expect((await world.verify()).items).toEqual([]);
    await world.somebodyWrites(
      rule('theirs', { service: 'executiveFiltering', name: 'Theirs', callsFrom: 'ANY_INTERNAL', phoneNumbers: [] }),
    );
    expect((await world.verify()).items.map(({ state, label }) => [state, label])).toEqual([
      ['extra', 'filter "Theirs" of setting filter'],
    ]);
  });
});
