import type { DraftId } from '../domain/draft-id.ts';
import type { Decision, DraftOf } from '../domain/drafts.ts';
import { userKey } from '../domain/keys.ts';
import type { Structure } from './create-context.ts';
import { decide } from './features/decide.ts';

const MOST_OPTIONS = 5;
/** Local parts of mailboxes that several people read. */
const ROLE =
  /^(?:info|admin|administrator|office|sales|support|service|help|helpdesk|contact|mail|hello|reception|frontdesk|billing|accounts?|hr|it|team|marketing|no-?reply|postmaster|webmaster|voicemail|fax)(?:[.+_-].*)?$/;

/**
 * Chooses the first subscriber of a new customer on purpose, for that one becomes its administrator (R-PKG-3): a person
 * with a mailbox of its own, holding the level of package that the organisation is created with (R-PKG-2).
 *
 * Tried in order: `migration.yaml`; the contact of the group or provider; the first by user id. A role mailbox comes
 * last, a generated id never. An organisation that exists already has its administrators.
 */
export function chooseAdministrator(
  context: Structure,
  subscribers: readonly DraftOf<'subscriber'>[],
): { readonly draft?: DraftId; readonly rule: string; readonly note?: string; readonly decision?: Decision } {
  const { own, config, catalogues } = context;
  if (own.orgId !== undefined) return { rule: 'R-PKG-3', note: 'an organisation that exists keeps its administrators' };

  if (own.administrator !== undefined) {
    const email = own.administrator.toLowerCase();
    const named = subscribers.find(
      (draft) => draft.from === `user:${userKey(own.administrator ?? '')}` || draft.data.email === email,
    );
    if (named) return { draft: named.id, rule: 'administrator-configured' };
    return { rule: 'administrator-configured', note: `"${own.administrator}" is no subscriber of this customer` };
  }

  const domain = config.defaults.generatedEmailDomain?.toLowerCase();
  const contacts = contactScores(context);
  const rank = (draft: DraftOf<'subscriber'>) => catalogues.packages.get(draft.data.package)?.rank ?? 0;
  const highest = Math.max(0, ...subscribers.map(rank));
  const scored = subscribers
    .filter(({ data }) => data.email !== undefined && (domain === undefined || !data.email.endsWith(`@${domain}`)))
    .map((draft) => {
      const email = draft.data.email ?? '';
      const role = ROLE.test(email.split('@')[0] ?? '');
      const score = (role ? 0 : 8) + (rank(draft) === highest ? 4 : 0) + (contacts.get(email) ?? 0);
      return { draft, role, score };
    })
    .sort((left, right) => right.score - left.score || (left.draft.id < right.draft.id ? -1 : 1));
  const candidates = scored.slice(0, MOST_OPTIONS);
  const [best] = candidates;
  if (!best) return { rule: 'R-PKG-3', note: 'nobody has a real mailbox' };

  const { decision, answer } = decide(context, {
    kind: 'administrator',
    object: context.customer,
    question: 'Who becomes the first administrator of the new organisation?',
    options: candidates.map(({ draft, role }) => ({
      value: draft.id,
      consequence: `${draft.data.firstName} ${draft.data.lastName} <${draft.data.email ?? ''}>${role ? ', a shared mailbox' : ''}, ${draft.data.package}`,
    })),
    recommendation: best.draft.id,
    reason: contacts.has(best.draft.data.email ?? '')
      ? 'the contact that BroadWorks names, with a mailbox of its own'
      : 'has a mailbox and the highest package in use; BroadWorks names no contact among the users',
    cause: candidates.map(({ draft }) => `${draft.id} ${draft.data.email ?? ''} ${draft.data.package}`),
  });
  const chosen = candidates.find(({ draft }) => draft.id === answer) ?? best;
  return {
    draft: chosen.draft.id,
    rule: 'R-PKG-3',
    decision,
    note: answer === chosen.draft.id ? 'as decided' : 'open decision; the recommendation is taken',
  };
}

/** Mailboxes that BroadWorks names as contacts: the provider's counts more than that of one group. */
function contactScores({ source, groups }: Structure): ReadonlyMap<string, number> {
  const scores = new Map<string, number>();
  for (const { contact } of groups) if (contact?.email !== undefined) scores.set(contact.email.toLowerCase(), 1);
  for (const email of [source.provider.supportEmail, source.provider.contact?.email]) {
    if (email !== undefined) scores.set(email.toLowerCase(), 2);
  }
  return scores;
}
