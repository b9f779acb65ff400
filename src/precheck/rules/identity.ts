import type { Draft } from '../../domain/drafts.ts';
import { quoted } from '../../domain/quoted.ts';
import type { CustomerFacts } from '../facts.ts';
import type { AnyRule } from '../rule.ts';
import { listOf } from '../wording.ts';

/** Local parts that name a function, not a person. */
const ROLE_MAILBOXES = new Set(
  `accounts admin administrator billing booking bookings contact desk enquiries facilities finance frontdesk hello help
  helpdesk hr info inquiries it mail marketing noreply no-reply office orders postmaster purchasing reception sales
  service support team webmaster`.split(/\s+/),
);

/** Good enough to refuse a login name: one `@`, no blanks, a domain with a dot. */
export function isMailAddress(address: string): boolean {
  return /^[^\s@<>",;:()[\]\\]+@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i.test(address);
}

/** BroadWorks is not to blame for an address that somebody gave elsewhere: the first of those who share it that was. */
function hintOfOrigin(sharing: readonly Draft[], facts: CustomerFacts): string | undefined {
  for (const draft of sharing) {
    if (draft.kind !== 'subscriber') continue;
    const why = draft.why.email;
    if (why?.decision !== undefined) {
      const command = `bw2wholesale decisions resolve ${quoted(why.decision)} --answer ADDRESS`;
      return `The address of ${facts.name(draft.id)} comes from a decision: answer it with another one (\`${command}\`), then run \`map\` again.`;
    }
    const cell = facts.user(draft)?.overlay?.emailAddress;
    if (cell !== undefined && why?.sources.includes(cell) === true) {
      return `The address of ${facts.name(draft.id)} comes from an overlay: correct it in that table (\`bw2wholesale explain\` names the file), then extract again.`;
    }
  }
  return undefined;
}

/** Who a person is in Webex: the e-mail address, unique in all the world. */
export const IDENTITY_RULES = [
  {
    id: 'subscriber-email-missing',
    severity: 'blocker',
    on: 'subscriber',
    summary: 'A subscriber has an e-mail address: it is the identity in Webex.',
    hint: 'Enter an address in BroadWorks and extract again, or set `defaults.generatedEmailDomain` in migration.yaml.',
    cites: 'R-ID-4',
    overridable: false,
    field: 'email',
    check: ({ data }) => (data.email === undefined ? 'no e-mail address' : undefined),
  },
  {
    id: 'subscriber-email-invalid',
    severity: 'blocker',
    on: 'subscriber',
    summary: 'The e-mail address of a subscriber is an address.',
    hint: 'Correct the address in BroadWorks, then extract again.',
    cites: 'R-ID-1',
    overridable: false,
    field: 'email',
    check: ({ data }) =>
      data.email === undefined || isMailAddress(data.email) ? undefined : `"${data.email}" is no e-mail address`,
  },
  {
    id: 'subscriber-email-duplicate',
    severity: 'blocker',
    on: 'subscriber',
    summary: 'No two subscribers share an e-mail address, whatever their customer.',
    hint: 'Give each user an address of its own in BroadWorks, then extract again.',
    cites: 'R-ID-4',
    overridable: false,
    field: 'email',
    check(subscriber, facts) {
      const { email } = subscriber.data;
      const others = (email === undefined ? [] : (facts.shared.emails.get(email.toLowerCase()) ?? [])).filter(
        (id) => id !== subscriber.id,
      );
      if (others.length === 0) return undefined;
      const message = `"${email}" is also the address of ${listOf(others.map(facts.name))}`;
      const hint = hintOfOrigin([subscriber, ...others.flatMap((id) => facts.draft(id) ?? [])], facts);
      return hint === undefined ? message : { message, hint };
    },
  },
  {
    id: 'subscriber-email-is-role',
    severity: 'warning',
    on: 'subscriber',
    summary: 'The e-mail address belongs to a person, not to a function.',
    hint: 'Check who reads this mailbox: its readers can sign in as this subscriber.',
    cites: 'R-ID-4',
    field: 'email',
    check({ data: { email } }) {
      const local = email?.split('@')[0]?.toLowerCase();
      return local !== undefined && ROLE_MAILBOXES.has(local) ? `"${email}" looks like a shared mailbox` : undefined;
    },
  },
  {
    id: 'subscriber-email-is-user-id',
    severity: 'warning',
    on: 'subscriber',
    summary: 'The e-mail address was not taken from the BroadWorks user id, which only looks like one.',
    hint: 'Ask the customer whether this mailbox exists; if not, enter the real address in BroadWorks.',
    cites: 'R-ID-2',
    field: 'email',
    check(subscriber, facts) {
      const user = facts.user(subscriber);
      const { email } = subscriber.data;
      return user !== undefined &&
        email !== undefined &&
        user.emailAddress === undefined &&
        user.userId.toLowerCase() === email.toLowerCase()
        ? `"${email}" is the BroadWorks user id; no e-mail address was read`
        : undefined;
    },
  },
  {
    id: 'subscriber-email-generated',
    severity: 'info',
    on: 'subscriber',
    summary: 'Lists the subscribers who sign in with a generated id instead of a mailbox.',
    hint: 'Tell these people their id: no mail reaches them.',
    cites: 'R-ID-3',
    field: 'email',
    check({ data: { email } }, { config }) {
      const domain = config.defaults.generatedEmailDomain?.toLowerCase();
      return domain !== undefined && email?.toLowerCase().endsWith(`@${domain}`)
        ? `signs in with the generated id "${email}"`
        : undefined;
    },
  },
] as const satisfies readonly AnyRule[];
