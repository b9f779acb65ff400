import { describe, expect, it } from 'vitest';
import { cheaperForSubscriber } from '../../src/map/explain-package.ts';
import { cheaperAlternative, choosePackage, type PackageFacts } from '../../src/map/packages.ts';
import { sourceCustomer, sourceService, sourceUser } from '../builders/source-builders.ts';
import { CATALOGUES, draftOf, mapParts, migrationConfig } from './map-inputs.ts';

function facts(services: readonly string[], overrides: Partial<PackageFacts> = {}): PackageFacts {
  return {
    services: services.map((name) => sourceService(name)),
    place: false,
    endpoint: true,
    endpoints: 1,
    conferenceHost: false,
    ...overrides,
  };
}

describe('choosePackage', () => {
  it.each<{ name: string; facts: PackageFacts; expected: string; rule: string }>([
    {
      name: 'gives places the common-area package',
      facts: facts(['Call Waiting'], { place: true }),
      expected: 'common_area_calling',
      rule: 'package-common-area',
    },
    {
      name: 'gives premium agents Customer Assist, before any other rule',
      facts: facts(['Call Center - Premium', 'Integrated IMP'], { conferenceHost: true }),
      expected: 'cx_essentials',
      rule: 'package-customer-assist',
    },
    {
      name: 'gives messaging hosts of a bridge the suite',
      facts: facts(['Integrated IMP', 'Call Waiting'], { conferenceHost: true }),
      expected: 'webex_suite',
      rule: 'package-suite',
    },
    {
      name: 'gives messaging people without a bridge no more than calling',
      facts: facts(['Integrated IMP', 'Call Waiting']),
      expected: 'webex_calling',
      rule: 'package-calling',
    },
    {
      name: 'gives people who only message no calling seat',
      facts: facts(['Integrated IMP'], { endpoint: false, endpoints: 0 }),
      expected: 'webex_meetings',
      rule: 'package-meetings-only',
    },
    {
      name: 'gives a bare phone a calling seat',
      facts: facts([]),
      expected: 'webex_calling',
      rule: 'package-calling-endpoint',
    },
    {
      name: 'counts an unknown service as calling',
      facts: facts(['Invented Service'], { endpoint: false, endpoints: 0 }),
      expected: 'webex_calling',
      rule: 'package-calling',
    },
  ])('$name', ({ facts: given, expected, rule }) => {
    const choice = choosePackage(given, CATALOGUES, 'safe');

    expect(choice.package).toBe(expected);
    expect(choice.why.rule).toBe(rule);
  });

  it('names the services that caused the choice and what the next cheaper package would lose', () => {
    const choice = choosePackage(facts(['Executive', 'Call Waiting']), CATALOGUES, 'safe');

    expect(choice.why.note).toContain('Executive, Call Waiting');
    expect(choice.why.note).toContain('next cheaper webex_voice would lose Executive (contents not confirmed)');
  });

  it('with policy cheapest uses a package only once its contents are confirmed', () => {
    const voice = CATALOGUES.packages.get('webex_voice');
    if (!voice) throw new Error('webex_voice is gone');
    const confirmed = {
      ...CATALOGUES,
      packages: new Map([...CATALOGUES.packages, ['webex_voice', { ...voice, confirmed: true }] as const]),
    };

    expect(choosePackage(facts(['Call Waiting']), CATALOGUES, 'cheapest').package).toBe('webex_calling');
    expect(choosePackage(facts(['Call Waiting']), confirmed, 'cheapest').package).toBe('webex_voice');
    expect(choosePackage(facts(['Executive']), confirmed, 'cheapest').package).toBe('webex_calling');
  });
});

describe('cheaperAlternative', () => {
  it('says where a cheaper package does not fit whatever the services', () => {
    const owner = { ...facts(['Call Waiting'], { endpoints: 2 }), package: 'webex_voice' };

    expect(cheaperAlternative(owner, CATALOGUES)).toMatchObject({
      package: 'webex_calling_standard',
      obstacle: expect.stringContaining('R-PKG-4'),
    });
  });

  it('has nothing to offer to a place', () => {
    expect(
      cheaperAlternative({ ...facts([]), place: true, package: 'common_area_calling' }, CATALOGUES),
    ).toBeUndefined();
  });

  it('is worked out for a subscriber from the facts that chose its package', () => {
    const users = [sourceUser({ services: [sourceService('Executive', { active: true })] })];
    const subscriber = draftOf(mapParts({ users }), 'subscriber', 'subscriber:anna@acme.example.test');
    const inputs = { config: migrationConfig(), catalogues: CATALOGUES };

    expect(cheaperForSubscriber(sourceCustomer({ users }), subscriber, inputs)).toEqual({
      package: 'webex_voice',
      loses: ['Executive'],
      confirmed: false,
    });
  });
});
