import type { MigrationConfig } from '../domain/config.ts';
import { customerConfig } from '../domain/configured.ts';
import { withoutKind } from '../domain/draft-id.ts';
import type { DraftOf, WebexAddress } from '../domain/drafts.ts';

import type { CustomerValidation, SubscriberValidation } from './ports.ts';

/**
 * What the customer request would say, as the validate endpoint takes it; `undefined` where something mandatory is
 * missing, which a local rule reports.
 */
export function customerValidation(
  customer: DraftOf<'customer'>,
  firstLocation: DraftOf<'location'> | undefined,
  provisioningId: string,
  config: MigrationConfig,
): CustomerValidation | undefined {
  const { data } = customer;
  const address = validationAddress(data.billingAddress);
  const orgId = customerConfig(config, withoutKind(customer.id)).orgId;
  if (address === undefined || (data.primaryEmail === undefined && orgId === undefined)) return undefined;
  const locationAddress = firstLocation && validationAddress(firstLocation.data.address);
  return {
    provisioningId,
    packages: data.packages,
    externalId: data.externalId,
    ...(orgId === undefined ? {} : { orgId }),
    address,
    ...(data.primaryEmail === undefined ? {} : { customerInfo: { name: data.name, primaryEmail: data.primaryEmail } }),
    provisioningParameters: {
      ...(firstLocation && locationAddress
        ? {
            calling: {
              location: {
                name: firstLocation.data.name,
                address: locationAddress,
                timezone: firstLocation.data.timeZone,
                language: firstLocation.data.language,
              },
            },
          }
        : {}),
      packages: { limits: data.packageLimits },
    },
  };
}

/**
 * What the subscriber request would say. No location: it does not exist yet, and its id with it.
 *
 * @returns `undefined` without an e-mail address, which a local rule reports
 */
export function subscriberValidation(
  subscriber: DraftOf<'subscriber'>,
  customer: DraftOf<'customer'> | undefined,
  provisioningId: string,
): SubscriberValidation | undefined {
  const { data } = subscriber;
  const primaryEmail = customer?.data.primaryEmail;
  if (data.email === undefined) return undefined;
  return {
    provisioningId,
    email: data.email,
    package: data.package,
    provisioningParameters: {
      firstName: data.firstName,
      lastName: data.lastName,
      ...(data.phoneNumber === undefined ? {} : { primaryPhoneNumber: data.phoneNumber }),
      ...(data.extension === undefined ? {} : { extension: data.extension }),
    },
    ...(primaryEmail === undefined ? {} : { customerInfo: { primaryEmail } }),
  };
}

function validationAddress(address: WebexAddress): CustomerValidation['address'] | undefined {
  const { addressLine1, addressLine2, city, stateOrProvince, zipOrPostalCode, country } = address;
  if (addressLine1 === undefined || city === undefined || country === undefined) return undefined;
  return {
    addressLine1,
    ...(addressLine2 === undefined ? {} : { addressLine2 }),
    city,
    ...(stateOrProvince === undefined ? {} : { stateOrProvince }),
    ...(zipOrPostalCode === undefined ? {} : { zipOrPostalCode }),
    country,
  };
}
