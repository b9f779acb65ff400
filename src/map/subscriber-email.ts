import type { Decision, Why } from '../domain/drafts.ts';
import type { SourceUser } from '../domain/source.ts';
import type { Structure } from './create-context.ts';
import { decide, onDecision } from './features/decide.ts';
import { userRefs } from './provenance.ts';

/** E-mail is the identity in Webex; a BroadWorks user id is none, however it looks (R-ID-2, R-ID-4). */
export function emailOf(
  context: Structure,
  user: SourceUser,
): { readonly address?: string; readonly why?: Why; readonly decision?: Decision } {
  const written = user.emailAddress;
  if (written !== undefined) {
    const address = written.trim().toLowerCase();
    const sources = userRefs(context.source, user, 'emailAddress', 'Email Address');
    return {
      address,
      why: { rule: 'R-ID-1', sources, ...(address === written ? {} : { note: `written "${written}"` }) },
    };
  }
  const domain = context.config.defaults.generatedEmailDomain;
  const generated =
    domain === undefined ? undefined : `${user.key.replace(/[^a-z0-9]+/g, '.').replace(/^\.|\.$/g, '')}@${domain}`;
  const supply = {
    value: 'supply',
    consequence: 'stays blocked until BroadWorks or an overlay has the address, and is extracted again',
  };
  const given = {
    value: '<e-mail address>',
    consequence: 'signs in with this address; write the address itself as the answer',
    free: 'email',
  } as const;
  const { decision, answer } = decide(context, {
    kind: 'missing-email',
    object: `user:${user.key}`,
    question: 'Which e-mail address identifies this person in Webex?',
    options:
      generated === undefined
        ? [supply, given]
        : [{ value: 'generate', consequence: `signs in as ${generated}; no mail reaches this id` }, supply, given],
    recommendation: generated === undefined ? 'supply' : 'generate',
    reason: 'BroadWorks has no e-mail address for this user, and its user id is no mailbox',
    cause: [generated ?? ''],
  });
  if (answer !== undefined && answer !== 'supply' && answer !== 'generate') {
    const why = { rule: 'R-ID-1', sources: [], note: 'given as the answer to a decision' };
    return { address: answer, why: onDecision(why, decision), decision };
  }
  if (generated === undefined || answer === 'supply') return { decision };
  const note = 'generated: no address was read';
  return { address: generated, why: onDecision({ rule: 'R-ID-4', sources: [], note }, decision), decision };
}
