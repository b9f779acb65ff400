/** `migration.yaml` after defaults: what an operator decides for a whole migration. */
export interface MigrationConfig {
  readonly partner: {
    /** Id of the onboarding template; every new customer needs one. */
    readonly provisioningId?: string;
    readonly subPartnerOrgId?: string;
  };
  readonly defaults: {
    /** ISO 3166 alpha-2, used only where the source names no country at all and never for emergency addresses. */
    readonly country?: string;
    /** `en_us` form. */
    readonly language: string;
    /** IANA. */
    readonly timeZone?: string;
    /** PSTN connection id for locations that name none. */
    readonly pstnConnectionId?: string;
    /** Domain that the partner owns, for generated ids of users without e-mail (R-ID-4). */
    readonly generatedEmailDomain?: string;
  };
  readonly packages: { readonly policy: 'safe' | 'cheapest' };
  readonly limits: {
    readonly concurrency: number;
    /** `undefined`: 300, on loopback 6,000. */
    readonly requestsPerMinute?: number;
    /** `undefined`: 30, on loopback 1. */
    readonly settleSeconds?: number;
    /** Steps of one kind at a time, beside `concurrency`. */
    readonly perKind?: Readonly<Record<string, number>>;
    /** What one archive may unpack to; `undefined`: 100. */
    readonly unpackedGigabytes?: number;
  };
  /** Whether somebody else than the planner has to approve a plan before it is carried out; `false` by default. */
  readonly approval: { readonly twoPersons: boolean };
  /** Prints an access token on standard output, alone or as JSON (`access_token`, `expires_in`). */
  readonly tokenCommand?: string;
  readonly network?: {
    /** PEM file of certificates to trust beside the usual ones. */
    readonly caFile?: string;
    /** `undefined`: 60. */
    readonly requestSeconds?: number;
  };
  /** Per customer (`<provider>` or `<provider>/<group>`). */
  readonly customers: Readonly<
    Record<
      string,
      {
        readonly name?: string;
        readonly primaryEmail?: string;
        readonly orgId?: string;
        readonly administrator?: string;
        readonly skip?: boolean;
        /** Of a whole provider, whatever kind of provider it says it is: one customer with a location for each group, or one each. */
        readonly groupsAre?: 'locations' | 'customers';
      }
    >
  >;
  /** Per group (`<provider>/<group>`), and per location split off from one (`<provider>/<group>/<its own name>`). */
  readonly locations: Readonly<
    Record<
      string,
      {
        readonly name?: string;
        readonly mainNumber?: string;
        readonly pstnConnectionId?: string;
        readonly skip?: boolean;
        /** Its people go to locations by department, or by the address that stands in their own details. */
        readonly splitBy?: 'department' | 'address';
        /** Only these departments, or those whose address is in these towns; all where missing. */
        readonly splitOff?: readonly string[];
      }
    >
  >;
  /** Audio for greetings and music on hold; without it none is used. */
  readonly announcements?: {
    /** Address below which the files are published: Webex fetches them from there. */
    readonly baseUri: string;
    /** The folder that is published, as it was handed to `extract` or inside that; all that was read where missing. */
    readonly files?: string;
    /**
     * Who plays what, where the name of a file does not say so: id of a virtual user or user, or `<provider>/<group>`,
     * then the place, then the file.
     */
    readonly assign?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
  /** What a person confirms before a target that is not on loopback may be written. */
  readonly attestations: {
    /** Group keys whose emergency address a person has checked, with the name of that person. */
    readonly emergencyAddresses: Readonly<Record<string, string>>;
    /** `suppressed` or `wanted`; `by` who confirmed it. */
    readonly invitationMails?: { readonly choice: 'suppressed' | 'wanted'; readonly by: string };
  };
  readonly precheck: {
    readonly expireDays: number;
    /** Recorded overrides of blockers. */
    readonly overrides: readonly {
      readonly rule: string;
      readonly object: string;
      readonly reason: string;
      readonly by: string;
    }[];
  };
}
