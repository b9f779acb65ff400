import type { WebexAddress } from '../domain/drafts.ts';
import type { CustomerStep } from '../domain/plan.ts';
import type { CustomerChange, NewCustomer } from '../webex/customers.ts';

/** Packages that need a location with Webex Calling in the customer request (R-CUS-3). */
const CALLING_PACKAGES: ReadonlySet<string> = new Set([
  'webex_calling',
  'webex_calling_standard',
  'webex_voice',
  'webex_suite',
  'cx_essentials',
  'common_area_calling',
]);
const MEETING_PACKAGES: ReadonlySet<string> = new Set(['webex_meetings', 'webex_suite']);
/** Packages whose number the target limits; it refuses any other key (fact sheet §2). */
const LIMITED_PACKAGES: ReadonlySet<string> = new Set([
  'webex_calling',
  'common_area_calling',
  'webex_meetings',
  'webex_suite',
  'webex_voice',
  'cx_essentials',
  'webex_calling_standard',
  'attendant_console',
]);

export function newCustomer({ payload }: CustomerStep): NewCustomer {
  const { name, primaryEmail, language, orgId } = payload;
  const customerInfo = {
    name,
    ...(primaryEmail === undefined ? {} : { primaryEmail }),
    language: customerLanguage(language),
  };
  return {
    provisioningId: payload.provisioningId,
    packages: [...payload.packages],
    externalId: payload.externalId,
    ...(orgId === undefined ? { customerInfo } : { orgId }),
    address: wholesaleAddress(payload.billingAddress),
    provisioningParameters: parameters(payload),
  };
}

/**
 * @param packages - what the customer has: a package that is left out would be taken from everybody who holds it
 */
export function changedCustomer({ payload }: CustomerStep, packages: readonly string[]): CustomerChange {
  return {
    externalId: payload.externalId,
    packages: [...new Set([...packages, ...payload.packages])],
    address: wholesaleAddress(payload.billingAddress),
    provisioningParameters: parameters(payload),
  };
}

function parameters(payload: CustomerStep['payload']): NonNullable<NewCustomer['provisioningParameters']> {
  const { packages, firstLocation, packageLimits, timeZone } = payload;
  const limits = Object.fromEntries(Object.entries(packageLimits).filter(([name]) => LIMITED_PACKAGES.has(name)));
  return {
    ...(packages.some((name) => CALLING_PACKAGES.has(name))
      ? {
          calling: {
            location: {
              name: firstLocation.name,
              address: wholesaleAddress(firstLocation.address),
              timezone: firstLocation.timeZone,
              language: firstLocation.language,
            },
          },
        }
      : {}),
    ...(packages.some((name) => MEETING_PACKAGES.has(name)) ? { meetings: { timezone: timeZone } } : {}),
    ...(Object.keys(limits).length > 0 ? { packages: { limits } } : {}),
  };
}

/** Only what is there: an invented part of an address would be worse than a refusal. */
function wholesaleAddress(address: WebexAddress): WebexAddress {
  return Object.fromEntries(Object.entries(address).filter(([, part]) => part !== undefined && part !== ''));
}

/** `en_us` → `en_US`, the form of customer languages. */
function customerLanguage(language: string): string {
  const [tongue = language, country] = language.split('_');
  return country === undefined ? tongue.toLowerCase() : `${tongue.toLowerCase()}_${country.toUpperCase()}`;
}
