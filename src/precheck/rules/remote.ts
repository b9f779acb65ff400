import type { Draft } from '../../domain/drafts.ts';
import type { Finding, Severity } from '../../domain/findings.ts';

/** What the target itself refuses (`precheck --remote`). Its answer reserves nothing: ask again shortly before a wave. */
export const REMOTE_RULES: readonly RemoteRule[] = [
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
  {
    id: 'remote-number-unavailable',
    severity: 'blocker',
    summary: 'Webex has the number nowhere yet, and takes it for one.',
    hint: 'Find out in Partner Hub who has it; it must be released there before it can move. An invalid one is mended in BroadWorks.',
    cites: 'R-NUM-1',
  },
  {
    id: 'remote-mac-unavailable',
    severity: 'blocker',
    summary: 'No organisation has the MAC address of the phone yet.',
    hint: 'Remove the phone from the organisation that has it, or correct the MAC address in BroadWorks. Where that is the organisation of this customer, override the finding: `plan` adopts the phone.',
    cites: 'R-DEV-1',
  },
  {
    id: 'remote-model-unsupported',
    severity: 'blocker',
    summary: 'The organisation may onboard the model of the phone.',
    hint: 'See the models that Webex lists; correct the entry of the device in mappings/devices.yaml, or replace the phone.',
  },
  {
    id: 'remote-audio-unreachable',
    severity: 'warning',
    summary: 'The address of each announcement answers, with a file that is not too large.',
    hint: 'Publish the file there, or correct `announcements` in migration.yaml: Webex fetches it from that address while `provision` runs.',
  },
  {
    id: 'remote-inventory-unanswered',
    severity: 'warning',
    summary: 'Webex tells of numbers, MAC addresses and models whether it takes them.',
    hint: 'A clash will show in provisioning only: check numbers and phones in Partner Hub, or ask with a token that may read the organisation.',
  },
];

export type RemoteRuleId =
  | 'remote-customer-refused'
  | 'remote-subscriber-refused'
  | 'remote-number-unavailable'
  | 'remote-mac-unavailable'
  | 'remote-model-unsupported'
  | 'remote-audio-unreachable'
  | 'remote-inventory-unanswered';

export interface RemoteRule {
  readonly id: RemoteRuleId;
  readonly severity: Severity;
  readonly summary: string;
  readonly hint: string;
  readonly cites?: string;
}

/** A finding of a rule about an object, in the words of the target. */
export function remoteFinding(id: RemoteRuleId, draft: Draft, target: string, message: string): Finding {
  const rule = REMOTE_RULES.find((it) => it.id === id);
  if (rule === undefined) throw new RangeError(`no rule ${id}`);
  return {
    rule: id,
    severity: rule.severity,
    entity: { kind: draft.kind, id: draft.id.slice(draft.kind.length + 1) },
    customer: draft.customer,
    ...('location' in draft.data ? { location: draft.data.location } : {}),
    message,
    hint: rule.hint,
    ...(rule.cites === undefined ? {} : { cites: rule.cites }),
    target,
  };
}
