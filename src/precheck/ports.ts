import type { DraftId } from '../domain/draft-id.ts';
import type { CoverageOutcome, Decision, Draft } from '../domain/drafts.ts';
import type { Finding } from '../domain/findings.ts';
import type { RemoteRefusals } from '../domain/precheck-summary.ts';
import type { SourceCustomer } from '../domain/source.ts';

/** A decision with what became of it; `stale`: answered, but its cause has changed since. */
export interface KnownDecision extends Decision {
  readonly state: 'open' | 'answered' | 'stale';
  readonly answer?: string;
}

/** How many settings of a customer ended this way, for this reason. */
export interface CoverageTotal {
  readonly outcome: CoverageOutcome;
  readonly reason: string;
  readonly settings: number;
}

/** What `map` left behind. */
export interface MappedPort {
  /** Draft ids of all customers. */
  customers(): readonly DraftId[];
  /** Every draft of one customer, its own included. */
  drafts(customer: DraftId): readonly Draft[];
  decisions(customer: DraftId): readonly KnownDecision[];
  coverage(customer: DraftId): readonly CoverageTotal[];
}

/** What `extract` left behind, cut to one future customer. */
export interface SourcePort {
  customer(customer: DraftId): SourceCustomer | undefined;
  /** Whether `mappings/services.yaml` has a verdict on this BroadWorks service. */
  isKnownService(name: string): boolean;
}

export interface Attestation {
  readonly target: string;
  /** `emergency-address` or `invitation-mails`. */
  readonly name: string;
  /** Group key, or empty where it holds for the whole target. */
  readonly object: string;
  readonly by: string;
  /** Machine on which it is recorded. */
  readonly host?: string;
  readonly at: Date;
  readonly note?: string;
}

/** Organisation that each customer goes into, by draft id; a customer without an entry gets a new one. */
export type NamedOrganisations = Readonly<Record<DraftId, string>>;

export interface FindingPort {
  /** Replaces what was found for every target, in one transaction. */
  replaceLocal(findings: readonly Finding[], checkedAt: Date): void;
  /** Replaces what was found for one target by rules that ask about a target, in one transaction. */
  replaceTarget(target: string, findings: readonly Finding[], checkedAt: Date): void;
  /**
   * Replaces what one target itself said, in one transaction.
   *
   * @param organisations - that `migration.yaml` names: what was said holds as long as they are the same
   */
  replaceRemote(target: string, findings: readonly Finding[], checkedAt: Date, organisations: NamedOrganisations): void;
  /** Forgets what any target said of a customer that was to go into another organisation then. */
  dropOutdatedRemote(organisations: NamedOrganisations): void;
  /** What targets have said and still holds: one entry for each that refuses something. */
  remoteRefusals(customer: DraftId | undefined): readonly RemoteRefusals[];
  /** Organisation of each customer that a target has given one. */
  organisations(target: string): ReadonlyMap<DraftId, string>;
  /** Customers, subscribers and phones that stand in the target already: it would refuse them as duplicates. */
  provisionedDrafts(target: string): ReadonlySet<DraftId>;
  /** Makes these the confirmations of a target; one that stands unchanged keeps the time of its first record. */
  replaceAttestations(target: string, attestations: readonly Attestation[]): void;
}

/**
 * The validate endpoints of a target. Success answers nothing of use; a refusal throws `WebexHttpError`. Nothing is
 * written in Webex, so a call may be repeated.
 */
export interface RemoteValidator {
  validateCustomer(body: CustomerValidation, signal: AbortSignal): Promise<unknown>;
  validateSubscriber(body: SubscriberValidation, signal: AbortSignal): Promise<unknown>;
  /** Whether an organisation has somebody with this e-mail address. */
  hasPerson(email: string, orgId: string, signal: AbortSignal): Promise<boolean>;
  /** @param orgId - organisation that the numbers go to; `undefined` = the partner's own, where there is none yet */
  validateNumbers(
    numbers: readonly string[],
    orgId: string | undefined,
    signal: AbortSignal,
  ): Promise<readonly Verdict[]>;
  validateMacs(macs: readonly string[], orgId: string | undefined, signal: AbortSignal): Promise<readonly Verdict[]>;
  /** Models as `DMS Cisco 8851`. */
  supportedModels(orgId: string | undefined, signal: AbortSignal): Promise<readonly string[]>;
}

/** @returns why the audio at an address is not there, for a sentence that names it; `undefined` when it is */
export type AudioProbe = (uri: string, signal: AbortSignal) => Promise<string | undefined>;

/** What the target says of one number or MAC address. */
export interface Verdict {
  readonly value: string;
  /** In the target's words: `Available`, `Duplicate`, `UNAVAILABLE` … */
  readonly state: string;
  readonly detail: string | undefined;
}

interface ValidationAddress {
  readonly addressLine1: string;
  readonly addressLine2?: string;
  readonly city: string;
  readonly stateOrProvince?: string;
  readonly zipOrPostalCode?: string;
  readonly country: string;
}

/** Body of POST /wholesale/customers/validate. */
export interface CustomerValidation {
  readonly provisioningId: string;
  readonly packages: readonly string[];
  readonly externalId: string;
  readonly orgId?: string;
  readonly address: ValidationAddress;
  readonly customerInfo?: { readonly name: string; readonly primaryEmail: string };
  readonly provisioningParameters?: {
    readonly calling?: {
      readonly location: {
        readonly name: string;
        readonly address: ValidationAddress;
        readonly timezone: string;
        readonly language: string;
      };
    };
    readonly packages?: { readonly limits: Readonly<Record<string, number>> };
  };
}

/** Body of POST /wholesale/subscribers/validate. */
export interface SubscriberValidation {
  readonly provisioningId: string;
  readonly email: string;
  readonly package: string;
  readonly provisioningParameters: {
    readonly firstName: string;
    readonly lastName: string;
    readonly primaryPhoneNumber?: string;
    readonly extension?: string;
  };
  readonly customerInfo?: { readonly primaryEmail: string };
}

export interface PrecheckPorts {
  readonly mapped: MappedPort;
  readonly source: SourcePort;
  readonly findings: FindingPort;
  readonly remote?: RemoteValidator;
  readonly audio?: AudioProbe;
}
