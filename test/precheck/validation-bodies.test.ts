import { describe, expect, it } from 'vitest';
import type { WebexAddress } from '../../src/domain/drafts.ts';
import { customerValidation, subscriberValidation } from '../../src/precheck/validation-bodies.ts';
import { draft, migrationConfig } from './draft-builders.ts';

const FULL: WebexAddress = {
  addressLine1: '1 Invented Street',
  addressLine2: 'Floor 2',
  city: 'Washington',
  stateOrProvince: 'DC',
  zipOrPostalCode: '20001',
  country: 'US',
};
const FEWEST = { addressLine1: 'Rue Inventée 1', city: 'Monaco', country: 'MC' };
const acme = draft('customer');
const north = draft('location');
const bodyOf = (
  data: Parameters<typeof draft<'customer'>>[1],
  location = north as typeof north | undefined,
  config = migrationConfig(),
) => customerValidation(draft('customer', data), location, 'prov-1', config);
const named = (key: string) => migrationConfig({ customers: { [key]: { orgId: 'org-1' } } });
const known = migrationConfig({ customers: { acme: { orgId: 'org-1' } } });

describe('what the validate endpoint is asked about a customer', () => {
  it.each(['sp/quayside%20dental', 'sp/quayside dental'])('finds the organisation under %j, as map does', (key) => {
    const customer = { ...acme, id: 'customer:sp/quayside%20dental' as const };

    expect(customerValidation(customer, north, 'prov-1', named(key))).toMatchObject({ orgId: 'org-1' });
  });

  it('is the customer with its first location, as the customer request says it', () => {
    expect(bodyOf({ billingAddress: FULL })).toEqual({
      provisioningId: 'prov-1',
      packages: ['webex_calling'],
      externalId: 'bw:acme',
      address: FULL,
      customerInfo: { name: 'Acme Tools', primaryEmail: 'it.manager@mail.example.test' },
      provisioningParameters: {
        calling: {
          location: {
            name: 'Acme North',
            address: north.data.address,
            timezone: 'America/New_York',
            language: 'en_us',
          },
        },
        packages: { limits: { webex_calling: 1 } },
      },
    });
  });

  it('names an organisation that is there already, and needs no e-mail address then', () => {
    const body = bodyOf({ primaryEmail: undefined }, north, known);

    expect(body).toMatchObject({ orgId: 'org-1' });
    expect(body).not.toHaveProperty('customerInfo');
    expect(bodyOf({ primaryEmail: undefined })).toBeUndefined();
    expect(bodyOf({}, north, known)).toMatchObject({
      orgId: 'org-1',
      customerInfo: { primaryEmail: acme.data.primaryEmail },
    });
  });

  it('holds no part of an address that nobody knows', () => {
    expect(bodyOf({ billingAddress: FEWEST })?.address).toEqual(FEWEST);
  });

  it.each(['addressLine1', 'city', 'country'] as const)('is nothing without the %s of its address', (part) => {
    const { [part]: _part, ...rest } = FULL;

    expect(bodyOf({ billingAddress: rest })).toBeUndefined();
    expect(bodyOf({}, { ...north, data: { ...north.data, address: rest } })?.provisioningParameters).toEqual({
      packages: { limits: { webex_calling: 1 } },
    });
  });

  it('has no calling part without a location', () => {
    expect(customerValidation(acme, undefined, 'prov-1', migrationConfig())?.provisioningParameters).toEqual({
      packages: { limits: { webex_calling: 1 } },
    });
  });
});

describe('what the validate endpoint is asked about a subscriber', () => {
  it('is the person with number and extension, under the address of the customer', () => {
    expect(subscriberValidation(draft('subscriber'), acme, 'prov-1')).toEqual({
      provisioningId: 'prov-1',
      email: 'anna.able@mail.example.test',
      package: 'webex_calling',
      provisioningParameters: {
        firstName: 'Anna',
        lastName: 'Able',
        primaryPhoneNumber: '+12025550101',
        extension: '2101',
      },
      customerInfo: { primaryEmail: 'it.manager@mail.example.test' },
    });
  });

  it('leaves out what the person does not have', () => {
    const anna = draft('subscriber', { phoneNumber: undefined, extension: undefined });
    const expected = {
      provisioningId: 'prov-1',
      email: 'anna.able@mail.example.test',
      package: 'webex_calling',
      provisioningParameters: { firstName: 'Anna', lastName: 'Able' },
    };

    expect(subscriberValidation(anna, undefined, 'prov-1')).toEqual(expected);
    expect(subscriberValidation(anna, draft('customer', { primaryEmail: undefined }), 'prov-1')).toEqual(expected);
  });

  it('is nothing without an e-mail address', () => {
    expect(subscriberValidation(draft('subscriber', { email: undefined }), acme, 'prov-1')).toBeUndefined();
  });
});
