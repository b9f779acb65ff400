import { describe, expect, it } from 'vitest';
import { createMapContext } from '../../src/map/create-context.ts';
import { mainNumber } from '../../src/map/main-number.ts';
import {
  bareUser,
  type CustomerParts,
  sourceCustomer,
  sourceDn,
  sourceGroup,
  sourceInstance,
  sourceUser,
} from '../builders/source-builders.ts';
import { CATALOGUES, migrationConfig } from './map-inputs.ts';

/** What becomes of the main number of a group without a calling line number, unless one is given. */
function mainOf(parts: Partial<CustomerParts>, options: { configured?: string; callingLine?: string } = {}) {
  const { callingLineIdPhoneNumber: _own, ...rest } = sourceGroup();
  const { configured, callingLine } = options;
  const group = callingLine === undefined ? rest : { ...rest, callingLineIdPhoneNumber: callingLine };
  const locations = configured === undefined ? {} : { [group.key]: { mainNumber: configured } };
  const source = sourceCustomer({ groups: [group], ...parts });
  const config = migrationConfig({ locations });
  return mainNumber(createMapContext(source, { config, catalogues: CATALOGUES, answers: new Map() }), group);
}

describe('the main number of a location', () => {
  it.each([
    ['(202) 555-0109', '+12025550109'],
    ['call the porter', 'call the porter'],
  ])('is "%s" where somebody configured it, in full where it can be read', (configured, number) => {
    expect(mainOf({}, { configured, callingLine: '+12025550100' })).toEqual({
      number,
      why: { rule: 'main-number-configured', sources: [] },
    });
  });

  it('says how the calling line number was written where that is not how it is carried', () => {
    const rule = 'main-number-is-calling-line-id';

    expect(mainOf({}, { callingLine: '+1-2025550100' }).why).toMatchObject({ rule, note: 'written "+1-2025550100"' });
    expect(mainOf({}, { callingLine: '+12025550100' }).why).toEqual({
      rule,
      sources: ['group:acme/north GroupGetResponse.callingLineIdPhoneNumber'],
    });
  });

  it('is none of an attendant or a person without a number', () => {
    const users = [
      bareUser({ userId: 'carl@acme.example.test', extension: '0103', emailAddress: 'carl@x.example.test' }),
    ];

    expect(mainOf({ users, dns: [], instances: [sourceInstance({ type: 'Auto Attendant' })] })).toEqual({});
  });

  it('is offered as a decision: attendants first, each number once, named by where it is listed', () => {
    const menu = sourceInstance({ userId: 'menu@acme.example.test', type: 'Auto Attendant', dn: '+12025550120' });
    const dns = [
      sourceDn({ dn: '+12025550101', ownerKey: sourceUser().key }),
      sourceDn({ dn: '+12025550120', ownerKey: menu.key }),
    ];
    const found = mainOf({ dns, instances: [menu] });

    expect(found.number).toBe('+12025550120');
    expect(found.decision?.options).toEqual([
      { value: '+12025550120', consequence: 'the number of an auto attendant' },
      { value: '+12025550101', consequence: 'a number in use in this group' },
    ]);
    expect(found.why).toEqual({
      rule: 'main-number-decision',
      sources: ['group:acme/north GroupDnGetAssignmentListResponse.dnTable[+1-2025550120].User Id'],
      note: 'open decision; the recommendation is taken',
      decision: 'main-number:group:acme/north',
    });
  });

  it('never takes a number away from somebody who stays behind', () => {
    const trunk = sourceInstance({ userId: 'pbx@acme.example.test', type: 'Trunk Group', dn: '+12025550130' });
    const held = sourceUser({ userId: 'lift@acme.example.test', lastName: 'Lift', trunk: true, dn: '+12025550131' });
    const dns = [
      sourceDn({ dn: '+12025550130', ownerKey: trunk.key }),
      sourceDn({ dn: '+12025550131', ownerKey: held.key }),
    ];

    expect(mainOf({ users: [held], instances: [trunk], dns })).toEqual({});
    expect(mainOf({ users: [held], instances: [trunk], dns }, { callingLine: '+12025550130' })).toEqual({});
    expect(mainOf({ users: [held], instances: [trunk], dns }, { callingLine: '+12025550131' })).toEqual({});
  });
});
