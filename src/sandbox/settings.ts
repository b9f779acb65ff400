/** How a sandbox behaves, defaults filled in. */
export interface SandboxSettings {
  readonly partnerOrgId: string;
  /** Milliseconds from 202 to the final state of a customer. */
  readonly provisioningDelayMs: number;
  /** Milliseconds that fresh objects stay invisible to reads. */
  readonly consistencyDelayMs: number;
  /** Carriers on offer for every location; a name that starts with `integrated:` manages its numbers itself. */
  readonly carriers: readonly string[];
  /** Refuse a main number that is not active yet. */
  readonly refuseInactiveMainNumber: boolean;
}
