import { describe, expect, it } from 'vitest';
import type { EntityRef } from '../../src/domain/keys.ts';
import type { AgentState } from '../../src/domain/source-policies.ts';
import { agentStates } from '../../src/map/features/agents-joined.ts';
import { sourceFeature, sourceGroup, sourceInstance, sourceUser } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';
import { draftOf, mapParts } from './map-inputs.ts';
import { ANNA, at, endsOf, mapAnna, of, type Situation, settingOf, told } from './settings-context.ts';

const SALES = sourceInstance({
  key: 'sales@acme.example.test',
  userId: 'sales@acme.example.test',
  type: 'Call Center',
  dn: '+12025550170',
});
const HELP = sourceInstance({ key: 'help@acme.example.test', userId: 'help@acme.example.test', type: 'Call Center' });
const serves = ({ key }: { readonly key: string }, ...users: string[]) =>
  sourceFeature(
    key,
    'callCenterAgents',
    { agents: users.map((userKey) => ({ userKey, userId: userKey })) },
    { owner: { kind: 'serviceInstance', key } satisfies EntityRef },
  );
const { dn: _none, ...NUMBERLESS } = SALES;
const PREMIUM = sourceFeature(
  SALES.key,
  'callCenter',
  { type: 'Premium' },
  { owner: { kind: 'serviceInstance', key: SALES.key } },
);
const dnis = (...numbers: { readonly name: string; readonly isPrimary?: boolean }[]) =>
  sourceFeature(SALES.key, 'queueDnis', { numbers }, { owner: { kind: 'serviceInstance', key: SALES.key } });

const state = (said: Partial<AgentState>): AgentState => ({
  unavailableOn: [],
  table: 'callCenterTable',
  queues: [],
  makeOutgoingCallsAsCallCenter: true,
  ...said,
});
const agent = (said: Partial<AgentState>, further: Parameters<typeof mapAnna>[0] = [], situation: Situation = {}) =>
  mapAnna([of('agentState', state(said)), serves(SALES, ANNA), ...further], {
    ...situation,
    parts: { instances: [SALES, HELP], ...situation.parts },
  });
const named = { outgoingCallDnis: { callCenter: 'Sales@acme.example.test', name: 'Sales' } };

describe('the number that agents show', () => {
  it('is that of the queue that they name', () => {
    const mapped = agent(named, [serves(HELP, ANNA), dnis({ name: 'Sales', isPrimary: true }, { name: 'Sales 2' })]);

    expect(settingOf(mapped, 'agentCallerId')).toMatchObject({
      data: { owner: `subscriber:${ANNA}`, queue: `callQueue:${SALES.key}` },
      why: {
        queue: {
          rule: 'carried-over',
          sources: [
            at('agentState', 'makeOutgoingCallsAsCallCenter'),
            at('agentState', 'outgoingCallDNIS.serviceUserId'),
            at('agentState', 'outgoingCallDNIS.name'),
          ],
        },
      },
    });
    expect(told(mapped)).toEqual([]);
  });

  it('is that of their only queue where they name none', () => {
    expect(settingOf(agent({}), 'agentCallerId').data).toMatchObject({ queue: `callQueue:${SALES.key}` });
  });

  it('changes where it was another number of the queue', () => {
    const second = { outgoingCallDnis: { callCenter: SALES.userId, name: 'Sales 2' } };
    const mapped = agent(second, [dnis({ name: 'Sales', isPrimary: true }, { name: 'Sales 2' })]);

    expect(settingOf(mapped, 'agentCallerId').why.queue).toMatchObject({ rule: 'number-of-the-queue', changed: true });
  });

  it.each<[string, Partial<AgentState>, Parameters<typeof mapAnna>[0], Situation, RegExp]>([
    ['serve elsewhere', { outgoingCallDnis: { callCenter: HELP.userId } }, [], {}, /in no queue of that name/],
    ['serve in several and name none', {}, [serves(HELP, ANNA)], {}, /several queues, and none is named/],
    ['name a queue without a number', named, [], { parts: { instances: [NUMBERLESS] } }, /no number of its own/],
    [
      'are a line that a queue of people does not take',
      named,
      [PREMIUM],
      { kind: 'virtualLine' },
      /only people can be/,
    ],
    ['are a phone in a room', named, [], { kind: 'workspace' }, /people and virtual lines alone/],
    [
      'leave their queue behind',
      named,
      [],
      { parts: { instances: [{ ...SALES, groupKey: 'acme/south' }], groups: [sourceGroup()] } },
      /the queue stays behind/,
    ],
  ])('is told by hand where they %s', (_, said, further, situation, notice) => {
    const mapped = agent(said, further, situation);

    expect(mapped.drafts.filter(({ id }) => id.endsWith('agentCallerId'))).toEqual([]);
    expect(mapped.losses).toContainEqual(
      expect.objectContaining({ service: 'Call Center', verdict: 'manual', notice: expect.stringMatching(notice) }),
    );
    expect(endsOf(mapped, 'agentState')).toContain('makeOutgoingCallsAsCallCenter manual: number-of-the-queue-by-hand');
  });

  it('is their own where the switch is off, or nobody asked', () => {
    expect(agent({ ...named, makeOutgoingCallsAsCallCenter: false }).drafts).toEqual([]);
    expect(mapAnna([serves(SALES, ANNA)], { parts: { instances: [SALES] } }).drafts).toEqual([]);
  });

  it('is nobody’s word where the numbers of the queue were never read', () => {
    expect(settingOf(agent(named), 'agentCallerId').why.queue).toMatchObject({ changed: true });
    const primary = [dnis({ name: 'Sales', isPrimary: true }, { name: 'Sales 2' })];
    expect(settingOf(agent(named, primary), 'agentCallerId').why.queue?.changed).toBeUndefined();
  });

  it('is lent by the queue that an agent who moves names, or serves alone', () => {
    const [bert, carl] = ['bert', 'carl'].map((name) => sourceUser({ userId: `${name}@acme.example.test` }));
    const lends = (...features: Parameters<typeof mapAnna>[0]) => {
      const users = [sourceUser(), ...[bert, carl].filter((user) => user !== undefined)];
      const states = agentStates(contextOf({ users, instances: [SALES, HELP], features: [...features] }));
      return [SALES, HELP].filter(({ key }) => states.lends(key)).map(({ key }) => key);
    };

    expect(lends(serves(SALES, ANNA), serves(HELP, ANNA), of('agentState', state(named)))).toEqual([SALES.key]);
    expect(lends(serves(SALES, ANNA), of('agentState', state({})))).toEqual([SALES.key]);
    expect(lends(serves(SALES, ANNA), serves(HELP, ANNA), of('agentState', state({})))).toEqual([]);
    expect(lends(serves(SALES, ANNA), of('agentState', state({ makeOutgoingCallsAsCallCenter: false })))).toEqual([]);
  });

  it('is lent in words that the target takes', () => {
    const drafts = (on: boolean) =>
      mapParts({
        instances: [SALES],
        features: [serves(SALES, ANNA), of('agentState', state({ ...named, makeOutgoingCallsAsCallCenter: on }))],
      });

    const { data, why } = draftOf(drafts(true), 'callQueue', `callQueue:${SALES.key}`);
    expect(data.numberForOutgoingCalls).toBe(true);
    expect(why.numberForOutgoingCalls).toMatchObject({ rule: 'number-shown-by-agents', sources: [] });
    expect(draftOf(drafts(false), 'callQueue', `callQueue:${SALES.key}`).data).not.toHaveProperty(
      'numberForOutgoingCalls',
    );
  });
});
