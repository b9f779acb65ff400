import { addressConfirmedBy } from '../../domain/configured.ts';
import { withoutKind } from '../../domain/draft-id.ts';

import type { AnyRule } from '../rule.ts';

/** What a person confirms before a target that is not on loopback is written. */
export const ATTESTATION_RULES = [
  {
    id: 'emergency-address-unattested',
    severity: 'blocker',
    on: 'location',
    scope: 'target',
    summary: 'A person has checked the emergency address of each location.',
    hint: 'Check the address, then enter the location (`<provider>/<group>`) and your name under `attestations.emergencyAddresses` in migration.yaml.',
    cites: 'R-LOC-7',
    field: 'address',
    check: (location, { config }) =>
      addressConfirmedBy(config, withoutKind(location.id)) === undefined
        ? 'nobody has confirmed the emergency address'
        : undefined,
  },
  {
    id: 'invitation-mails-unattested',
    severity: 'blocker',
    on: 'customer',
    scope: 'target',
    summary:
      'A person has confirmed whether people get invitation mails at provisioning, weeks before they can use it.',
    hint: 'Look at the onboarding template, then enter the choice and your name under `attestations.invitationMails` in migration.yaml.',
    cites: 'R-ID-8',
    check: (_customer, { config }) =>
      config.attestations.invitationMails !== undefined
        ? undefined
        : 'nobody has confirmed whether invitation mails are wanted',
  },
  {
    id: 'nomadic-emergency-calls-to-do',
    severity: 'warning',
    on: 'location',
    scope: 'target',
    summary: 'Reminds of nomadic emergency calls in the United States and Canada, which these APIs cannot set up.',
    hint: 'Set up nomadic E911 in Control Hub before the first call; the law demands it.',
    cites: 'R-LOC-7',
    field: 'address.country',
    check: ({ data: { address } }) =>
      address.country === 'US' || address.country === 'CA' ? 'nomadic E911 is to be set up by hand' : undefined,
  },
] as const satisfies readonly AnyRule[];
