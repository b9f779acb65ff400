import type { MigrationConfig } from '../domain/config.ts';
import type { Target } from '../domain/plan.ts';
import type { Attestation } from './ports.ts';

/** What persons have confirmed for a target, as `migration.yaml` states it, to be recorded with its time. */
export function statedAttestations(
  target: Target,
  { attestations: { emergencyAddresses, invitationMails } }: MigrationConfig,
  now: Date,
  host?: string,
): Attestation[] {
  const recorded = { at: now, ...(host === undefined ? {} : { host }) };
  const stated = Object.entries(emergencyAddresses).map(
    ([object, by]): Attestation => ({ target: target.key, name: 'emergency-address', object, by, ...recorded }),
  );
  if (invitationMails === undefined) return stated;
  const { by, choice } = invitationMails;
  return [...stated, { target: target.key, name: 'invitation-mails', object: '', by, ...recorded, note: choice }];
}
