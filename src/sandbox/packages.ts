import { entryOf } from '../domain/entry-of.ts';
import { ApiError } from './reply.ts';

/** Packages of the wholesale API and who may hold them. */
export const CUSTOMER_PACKAGES = [
  'common_area_calling',
  'webex_calling',
  'webex_meetings',
  'webex_suite',
  'webex_voice',
  'cx_essentials',
  'webex_calling_standard',
  'cisco_calling_plan',
  'attendant_console',
  'cx_premium_agent',
  'cx_standard_agent',
  'cx_voice_ports',
  'cx_ai_assistant',
  'webex_ai_agent',
] as const;

export const SUBSCRIBER_PACKAGES = [
  'webex_calling',
  'webex_meetings',
  'webex_suite',
  'webex_voice',
  'cx_essentials',
  'webex_calling_standard',
  'attendant_console',
  'cx_premium_agent',
  'cx_standard_agent',
] as const;

/** The old field `package` knows these alone. */
export const SINGLE_PACKAGES = [
  'webex_calling',
  'webex_meetings',
  'webex_suite',
  'webex_voice',
  'cx_essentials',
  'webex_calling_standard',
] as const;

export const LIMITED_PACKAGES = [
  'webex_calling',
  'common_area_calling',
  'webex_meetings',
  'webex_suite',
  'webex_voice',
  'cx_essentials',
  'webex_calling_standard',
  'attendant_console',
] as const;

const CALLING: readonly string[] = [
  'webex_calling',
  'webex_calling_standard',
  'webex_voice',
  'webex_suite',
  'cx_essentials',
  'common_area_calling',
];

/** Any one of these makes the add-on possible. */
const NEEDS_ONE_OF: Readonly<Record<string, readonly string[]>> = {
  cisco_calling_plan: CALLING,
  attendant_console: ['webex_calling', 'webex_suite', 'cx_essentials'],
};

export function isCallingPackage(name: string): boolean {
  return CALLING.includes(name);
}

/**
 * Checks a complete package list of a customer and its limits.
 *
 * @throws {ApiError} 400: a package twice, an add-on without its base, a limit for a package that is not in the list
 */
export function checkPackages(packages: readonly string[], limits: Readonly<Record<string, unknown>> = {}): void {
  if (new Set(packages).size !== packages.length) throw new ApiError(400, 'packages: a package is listed twice');
  for (const name of packages) {
    const bases = entryOf(NEEDS_ONE_OF, name);
    if (bases && !packages.some((other) => bases.includes(other))) {
      throw new ApiError(400, `packages: ${name} depends on one of ${bases.join(', ')}`);
    }
  }
  for (const name of Object.keys(limits)) {
    if (!packages.includes(name)) throw new ApiError(400, `limits: ${name} is not in the packages of the customer`);
  }
}
