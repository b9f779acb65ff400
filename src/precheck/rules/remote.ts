import type { Severity } from '../../domain/findings.ts';

/** What the target itself refuses (`precheck --remote`). Its answer reserves nothing: ask again shortly before a wave. */
export const REMOTE_RULES = [
  {
    id: 'remote-customer-refused',
    severity: 'blocker',
    summary: 'Webex accepts the customer, its address, packages and first location.',
    hint: 'Read what Webex said, mend it in BroadWorks or migration.yaml, then map and precheck again.',
    cites: 'R-CUS-6',
  },
  {
    id: 'remote-subscriber-refused',
    severity: 'blocker',
    summary: 'Webex accepts the subscriber: the e-mail address is free, the parameters fit each other.',
    hint: 'Read what Webex said; an address that is taken elsewhere must be freed there, or changed in BroadWorks.',
    cites: 'R-ID-1',
  },
] as const satisfies readonly {
  readonly id: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly hint: string;
  readonly cites: string;
}[];
