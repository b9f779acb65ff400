import { describe, expect, it } from 'vitest';
import type { BodyElement } from '../../src/domain/response-body.ts';
import type { SourceUser } from '../../src/domain/source.ts';
import type { MapContext } from '../../src/map/context.ts';
import { mergeMapped } from '../../src/map/features/merge.ts';
import { HANDLED_GROUP_SERVICES, HANDLED_USER_SERVICES } from '../../src/map/losses/handled-services.ts';
import { listLosses } from '../../src/map/losses.ts';
import { sourceInstance, sourceService, sourceUser } from '../builders/source-builders.ts';
import { contextOf } from './features-context.ts';

const EVERYONE = ['Sign-in', 'Call history'];

function losses(user: Partial<SourceUser>) {
  return allLosses(contextOf({ users: [sourceUser({ services: [], ...user })], devices: [] }));
}

function allLosses(context: MapContext) {
  const { ofUser, ofOthers } = listLosses(context, []);
  return mergeMapped([...context.source.users.map(ofUser), ofOthers()]);
}

/** Rows about services, without what comes with every move. */
function told(user: Partial<SourceUser>) {
  return (losses(user).losses ?? [])
    .filter(({ service }) => !EVERYONE.includes(service))
    .map(({ service, verdict }) => [service, verdict]);
}

describe('the loss list', () => {
  it.each([
    ['is silent about what works as before', 'Call Transfer', []],
    ['is silent about licences', 'Client License 4', []],
    ['tells what arrives in part', 'Voice Messaging User', [['Voice Messaging User', 'part']]],
    ['tells what a person must set', 'Sequential Ring', [['Sequential Ring', 'manual']]],
    ['tells what has no place in Webex', 'Custom Ringback User', [['Custom Ringback User', 'lost']]],
    [
      'calls manual what Webex has and this version does not write',
      'Anonymous Call Rejection',
      [['Anonymous Call Rejection', 'manual']],
    ],
    ['never drops a service that nobody knows', 'Teleporter', [['Teleporter', 'manual']]],
  ])('%s', (_name, service, expected) => {
    expect(told({ services: [sourceService(service)] })).toEqual(expected);
  });

  it('says where it only assumes that a service is used', () => {
    const notices = (services: string[]) =>
      losses({ services: services.map((name) => sourceService(name)) })
        .losses?.map(({ notice }) => notice)
        .join(' ');

    expect(notices(['Sequential Ring'])).toContain('never read');
    expect(notices(['Voice Messaging User', 'Two-Stage Dialing Twice'])).not.toContain('never read');
  });

  it('tells nothing of a service that is not in use', () => {
    expect(told({ services: [sourceService('Custom Ringback User', { active: false })] })).toEqual([]);
  });

  it('asks once about an unknown service, however many users have it', () => {
    const services = [sourceService('Teleporter')];
    const { decisions } = allLosses(
      contextOf({
        users: [sourceUser({ services }), sourceUser({ services, userId: 'ben@acme.example.test', extension: '0102' })],
        devices: [],
      }),
    );

    expect(decisions).toEqual([
      expect.objectContaining({ kind: 'service-unknown', question: expect.stringContaining('2 times') }),
    ]);
  });

  it('tells everybody who moves about sign-in and call history, once', () => {
    expect(losses({}).losses?.map(({ service }) => service)).toEqual(EVERYONE);
    expect(losses({ services: [sourceService('Basic Call Logs')] }).losses?.map(({ service }) => service)).toEqual([
      'Basic Call Logs',
      'Sign-in',
    ]);
  });

  it('knows every service that it calls handled', () => {
    const { catalogues } = contextOf({});

    expect([...HANDLED_USER_SERVICES].filter((name) => !catalogues.userServices.has(name))).toEqual([]);
    expect([...HANDLED_GROUP_SERVICES.keys()].filter((name) => !catalogues.groupServices.has(name))).toEqual([]);
    expect(
      [...HANDLED_USER_SERVICES].filter((name) =>
        ['lost', 'manual', 'not-needed'].includes(catalogues.userServices.get(name)?.verdict ?? ''),
      ),
    ).toEqual([]);
  });
});

describe('services of a group', () => {
  const table = (...rows: string[][]): BodyElement => ({
    groupServicesAuthorizationTable: [{ headings: ['Service Name', 'Authorized', 'Assigned'], rows }],
  });
  const ofGroup = (body: BodyElement, instances = [sourceInstance()]) =>
    allLosses(
      contextOf({
        instances,
        responses: [
          {
            owner: { kind: 'group', key: 'acme/north' },
            base: 'GroupServiceGetAuthorizationListResponse',
            settings: 0,
            body: () => body,
          },
        ],
      }),
    ).losses?.filter(({ owner }) => owner === 'group:acme/north');

  it('are told when they are assigned', () => {
    const found = ofGroup(table(['Series Completion', 'true', 'true'], ['VoiceXML', 'true', 'false']));

    expect(found).toEqual([expect.objectContaining({ service: 'Series Completion', verdict: 'lost' })]);
  });

  it('count as in use only with an instance, where instances move', () => {
    const body = table(['Hunt Group', 'true', 'true'], ['Auto Attendant', 'true', 'true']);

    expect(ofGroup(body)?.map(({ service }) => service)).toEqual(['Hunt Group']);
  });
});
